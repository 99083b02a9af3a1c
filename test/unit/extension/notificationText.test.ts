import assert from "node:assert/strict";
import { notificationText } from "../../../src/extension/notificationText.ts";
import { oddKeys } from "../../catalogues/oddKeys.ts";

/** What VS Code's notifications make a link of. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe("texts of notifications", () => {
  const hostile = [
    "[a](command:workbench.action.quit)",
    "[a]([b](command:x))",
    '[a](https://example.com "title")',
    "[a]\u202a(file:///etc/passwd)",
    "[a]\n(command:x)",
    "[a]\u0000(command:x)",
    ...oddKeys,
  ];
  for (const text of hostile) {
    it(`hold no link for ${JSON.stringify(text).slice(0, 60)}`, () => {
      const shown = notificationText(`oss://b/${text} does not exist.`);
      assert.doesNotMatch(shown, link);
      assert.doesNotMatch(shown, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    });
  }

  it("are otherwise as they were", () => {
    const sentence = 'oss://b/照片 (1) [x]/a.jpg: "none". Try again (or not).';
    assert.equal(notificationText(sentence), sentence);
  });
});
