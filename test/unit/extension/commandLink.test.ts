import assert from "node:assert/strict";
import { commandLink } from "../../../src/extension/commandLink.ts";
import { oddKeys } from "../../catalogues/oddKeys.ts";

/** As VS Code reads a command's arguments: decoded once with the address, then once more where that works. */
function argumentsOf(link: string): unknown {
  const query = decodeURIComponent(link.slice(link.indexOf("?") + 1));
  try {
    return JSON.parse(decodeURIComponent(query));
  } catch {
    return JSON.parse(query);
  }
}

describe("links to commands", () => {
  const keys = ["a%20b.jpg", "100%25.jpg", "%41%", "1).jpg", "(((", "](", "%5C%22", ...oddKeys];
  for (const key of keys) {
    it(`bring ${JSON.stringify(key).slice(0, 60)} back as it is, and end where they should`, () => {
      const uri = `oss://bucket/${key}`;
      const link = commandLink("openPanel", [uri, 7]);
      assert.deepEqual(argumentsOf(link), [uri, 7]);
      assert.match(link, /^command:ossImageLabels\.openPanel\?[^\s()<>[\]"\\]*$/);
    });
  }
});
