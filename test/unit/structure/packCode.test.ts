import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packCode } from "../../../build/packCode.js";

describe("packed code", () => {
  let folder: string;
  const load = (name: string) => createRequire(import.meta.url)(join(folder, name));

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "packed-"));
    mkdirSync(join(folder, "lib"));
    const files: Record<string, string> = {
      "first.cjs": `const { second } = require("./lib/second.cjs");
        exports.sum = () => second.length + require("./lib/second.cjs").calls();
        exports.where = () => new Error("here").stack;`,
      "lib/second.cjs": `let calls = 0;
        module.exports = { second: "图像标签 🏷", calls: () => (calls += 1), node: require("node:path").sep };`,
      "thread.cjs": `require("node:worker_threads").parentPort.postMessage(require("./lib/second.cjs").second);`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await packCode(folder, "code", Object.keys(files));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("is loaded under its own names, each file once", () => {
    const { sum } = load("first.cjs");
    assert.deepEqual([sum(), sum()], [8, 9]);
    assert.equal(load("lib/second.cjs").calls(), 3);
  });

  it("says in a stack trace which file it was", () => {
    assert.match(load("first.cjs").where(), /first\.cjs:3:31/);
  });

  it("runs in a thread", async () => {
    const worker = new Worker(join(folder, "thread.cjs"));
    const said = await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    assert.equal(said, "图像标签 🏷");
  });

  it("leaves nothing of the code in the files themselves", () => {
    assert.doesNotMatch(readFileSync(join(folder, "first.cjs"), "utf8"), /sum/);
  });

  describe("keeps what was compiled", () => {
    const kept = () => join(folder, "first.cjs.compiled");

    /** What `sum` gives in a process of its own, in which it is settled at once. */
    function sumInWindow(): string {
      const program = `globalThis.setTimeout = (act) => { setImmediate(act); return { unref() {} }; };
        process.stdout.write(String(require(${JSON.stringify(join(folder, "first.cjs"))}).sum()));`;
      return execFileSync(process.execPath, ["-e", program], { encoding: "utf8" });
    }

    before(() => sumInWindow());

    it("beside the file, for the next window", () => {
      const { ino } = statSync(kept());
      assert.equal(sumInWindow(), "8");
      assert.equal(statSync(kept()).ino, ino, "compiled again");
    });

    for (const [what, damaged] of [
      ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
      ["empty", () => Buffer.alloc(0)],
      [
        "of another archive",
        (bytes: Buffer) => Buffer.concat([Buffer.alloc(4), bytes.subarray(4)]),
      ],
    ] as const) {
      it(`anew, where it is ${what}`, () => {
        const whole = readFileSync(kept());
        writeFileSync(kept(), damaged(whole));
        assert.equal(sumInWindow(), "8");
        assert.equal(readFileSync(kept()).length, whole.length);
      });
    }

    it("without leaving anything else behind, and not where it cannot", () => {
      rmSync(kept());
      mkdirSync(kept());
      assert.equal(sumInWindow(), "8");
      assert.ok(existsSync(kept()));
      assert.deepEqual(
        readdirSync(folder).filter((file) => /\.compiled\./.test(file)),
        [],
      );
    });
  });
});
