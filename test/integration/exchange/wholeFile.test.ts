import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Refusal } from "../../../src/errors/refusal.ts";
import { writeWholeFile } from "../../../src/extension/exchange/wholeFile.ts";
import { temporaryFolder } from "../labelIndex/answers.ts";

async function* failing(): AsyncGenerator<string> {
  yield "half of ";
  throw new Error("the index is gone");
}

describe("a file that is written whole", () => {
  const folder = temporaryFolder();

  it("is made with its folders", async () => {
    const path = join(folder(), "new", "deep", "a.txt");
    await writeWholeFile(path, ["猫 ", "and ", "dog\n"]);
    assert.equal(readFileSync(path, "utf8"), "猫 and dog\n");
    assert.deepEqual(readdirSync(join(folder(), "new", "deep")), ["a.txt"]);
  });

  it("takes the place of an old one", async () => {
    const path = join(folder(), "old.txt");
    writeFileSync(path, "old and longer");
    await writeWholeFile(path, ["new"]);
    assert.equal(readFileSync(path, "utf8"), "new");
  });

  it("leaves the old one, and nothing else, where something fails", async () => {
    const path = join(folder(), "kept", "kept.txt");
    await writeWholeFile(path, ["old"]);
    await assert.rejects(writeWholeFile(path, failing()), /the index is gone/);
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(readdirSync(join(folder(), "kept")), ["kept.txt"]);
    await assert.rejects(writeWholeFile(join(folder(), "kept", "none.txt"), failing()));
    assert.deepEqual(readdirSync(join(folder(), "kept")), ["kept.txt"]);
  });

  it("stops where it is cancelled", async () => {
    const controller = new AbortController();
    const path = join(folder(), "cancelled", "a.txt");
    async function* chunks() {
      yield "a";
      controller.abort();
      yield "b";
    }
    await assert.rejects(writeWholeFile(path, chunks(), controller.signal), { name: "AbortError" });
    assert.deepEqual(readdirSync(join(folder(), "cancelled")), []);
  });

  it("keeps a link, and replaces what it leads to", async () => {
    const [target, link] = [join(folder(), "target.txt"), join(folder(), "link.txt")];
    writeFileSync(target, "old");
    symlinkSync(target, link);
    await writeWholeFile(link, ["new"]);
    assert.equal(readFileSync(target, "utf8"), "new");
    assert.ok(lstatSync(link).isSymbolicLink());
  });

  const refused: [what: string, reason: string, prepare: (folder: string) => string][] = [
    [
      "a folder of its name",
      "in-the-way",
      (base) => {
        mkdirSync(join(base, "taken"));
        return join(base, "taken");
      },
    ],
    ["a device of its name", "in-the-way", () => "/dev/null"],
    [
      "a file in place of its folder",
      "in-the-way",
      (base) => {
        writeFileSync(join(base, "file"), "");
        return join(base, "file", "a.txt");
      },
    ],
  ];
  for (const [what, reason, prepare] of refused) {
    it(`says that there is ${what}, before it asks for the first piece`, async function () {
      if (process.platform === "win32" && what.includes("device")) this.skip();
      const path = prepare(folder());
      let asked = false;
      async function* chunks() {
        asked = true;
        yield "a";
      }
      await assert.rejects(writeWholeFile(path, chunks()), (error) => {
        assert.ok(error instanceof Refusal);
        assert.equal(error.code, "file-not-written");
        assert.equal(error.facts["reason"], reason);
        return true;
      });
      assert.equal(asked, false);
    });
  }

  it("says that a folder may not be written to", async function () {
    // Root may write everywhere.
    if (process.getuid?.() === 0) this.skip();
    const closed = join(folder(), "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    await assert.rejects(writeWholeFile(join(closed, "a.txt"), ["a"]), {
      code: "file-not-written",
      facts: { reason: "not-allowed", file: join(closed, "a.txt") },
    });
    assert.equal(existsSync(join(closed, "a.txt")), false);
  });
});
