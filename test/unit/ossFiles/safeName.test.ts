import assert from "node:assert/strict";
import { freeFileName, safeFileName, sameFile } from "../../../src/ossFiles/safeName.ts";

describe("names of files that are made of keys", () => {
  const rows: readonly (readonly [key: string, name: string])[] = [
    ["a/b/cat.jpg", "cat.jpg"],
    ["cat 1 (2).jpg", "cat 1 (2).jpg"],
    ["猫.png", "猫.png"],
    ["a/b/", "b"],
    ["a/..", "object"],
    ["..", "object"],
    ["/", "object"],
    ["a/..\\..\\x.jpg", ".._.._x.jpg"],
    ['a<b>c:d"e|f?g*h.jpg', "a_b_c_d_e_f_g_h.jpg"],
    ["line\nbreak\u0000.jpg", "line_break_.jpg"],
    ["gpj.\u202eexe", "gpj._exe"],
    ["trailing. . ", "trailing"],
    ["con", "_con"],
    ["NUL.txt", "_NUL.txt"],
    ["lpt1.tar.gz", "_lpt1.tar.gz"],
    ["console.log", "console.log"],
    [".htaccess", ".htaccess"],
  ];
  for (const [key, name] of rows) {
    it(`${JSON.stringify(key)} → ${name}`, () => assert.equal(safeFileName(key), name));
  }

  it("fit a file system, keep their ending and end in no half character", () => {
    const name = safeFileName(`${"猫".repeat(300)}.jpg`);
    assert.ok(Buffer.byteLength(name) <= 200);
    assert.match(name, /^猫+\.jpg$/);
    assert.ok(Buffer.byteLength(safeFileName(`a.${"x".repeat(900)}`)) <= 200);
  });

  it("are numbered where they are taken, whatever their case", () => {
    const taken = new Set(["a.jpg", "a (2).jpg", "b"]);
    const isTaken = (name: string) => taken.has(sameFile(name));
    assert.equal(freeFileName("A.jpg", isTaken), "A (3).jpg");
    assert.equal(freeFileName("b", isTaken), "b (2)");
    assert.equal(freeFileName("c.jpg", isTaken), "c.jpg");
    assert.equal(freeFileName(".b", isTaken), ".b");
  });
});
