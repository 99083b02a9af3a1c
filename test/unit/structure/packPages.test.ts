import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePages } from "../../../build/pages.js";

describe("pages as they are shipped", () => {
  let folder: string;
  const write = (script: string, style: string) => {
    writeFileSync(join(folder, "panel.js"), script);
    writeFileSync(join(folder, "panel.css"), style);
    return writePages(folder, ["panel"]);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pages-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("are one module with the script and the style of each, to the letter", async () => {
    const page = { script: 'say("`$\\n图");', style: "b > i { content: '\\201c' }" };
    await write(page.script, page.style);
    assert.deepEqual(createRequire(import.meta.url)(join(folder, "pages.cjs")), { panel: page });
  });

  for (const [script, style] of [
    ['"</script>"', ""],
    ['"<!--"', ""],
    ["", "/* </STYLE */"],
  ] as const) {
    it(`are not built with ${script || style}, which would end the element around it`, async () => {
      await assert.rejects(write(script, style), /which no page can bring along/);
    });
  }
});
