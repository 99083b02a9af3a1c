import assert from "node:assert/strict";
import vm from "node:vm";
import {
  goString,
  javaScriptString,
  javaString,
  phpString,
  pythonString,
  shellWord,
} from "../../../src/codeSamples/stringLiterals.ts";
import { hostileKeys } from "../../unit/codeSamples/hostileKeys.ts";
import { readJavaLiteral } from "../../unit/codeSamples/javaLiteral.ts";
import { isInstalled, run } from "./tools.ts";

describe("string literals", () => {
  const writers = { javaString, pythonString, goString, phpString, javaScriptString, shellWord };
  const cases: readonly (readonly [keyof typeof writers, string, string])[] = [
    ["javaString", `it's "$x" \\`, String.raw`"it's \"$x\" \\"`],
    ["javaString", "照\n7", String.raw`"\u7167\0127"`],
    ["javaString", "\\u0041", String.raw`"\\u0041"`],
    ["pythonString", `it's "$x" \\`, String.raw`"it's \"$x\" \\"`],
    ["pythonString", "照\n\u202e\u{e0001}", String.raw`"照\u000a\u202e\U000e0001"`],
    ["goString", "a\tb", String.raw`"a\u0009b"`],
    ["phpString", `it's "$x" \\`, String.raw`'it\'s "$x" \\'`],
    ["phpString", `"$x"\n`, String.raw`"\"\$x\"\u{a}"`],
    ["javaScriptString", `it's "$x" \\`, String.raw`"it's \"$x\" \\"`],
    ["javaScriptString", "a\u2028b", String.raw`"a\u{2028}b"`],
    ["shellWord", "oss://photos/a.jpg", "oss://photos/a.jpg"],
    ["shellWord", "it's $x", String.raw`'it'\''s $x'`],
    ["shellWord", "", "''"],
  ];
  for (const [writer, text, expected] of cases) {
    it(`${writer} writes ${expected}`, () => assert.equal(writers[writer](text), expected));
  }

  it("are on one line, and show whatever turns or hides text", () => {
    for (const write of [javaString, pythonString, phpString, javaScriptString]) {
      for (const key of hostileKeys) assert.doesNotMatch(write(key), /[\p{C}\p{Zl}\p{Zp}]/u);
    }
  });

  it("of Java are ASCII", () => {
    for (const key of hostileKeys) assert.match(javaString(key), /^[\x20-\x7e]*$/);
  });

  describe("read back as the same text", () => {
    const readBack = async (
      program: string,
      options: readonly string[],
      write: (text: string) => string,
    ) => {
      const ended = await run(program, options, { input: JSON.stringify(hostileKeys.map(write)) });
      assert.equal(ended.stderr, "");
      assert.deepEqual(JSON.parse(ended.stdout), hostileKeys);
    };

    it("by JavaScript", () => {
      const source = `[${hostileKeys.map(javaScriptString)}]`;
      assert.deepEqual([...vm.runInNewContext(source)], hostileKeys);
    });

    it("by the rules of Java", () => {
      assert.deepEqual(
        hostileKeys.map((key) => readJavaLiteral(javaString(key))),
        hostileKeys,
      );
    });

    it("by Python, whose escapes are those of Go (needs python3)", async function () {
      if (!isInstalled("python3")) this.skip();
      this.timeout(20_000);
      const script =
        "import ast, json, sys; print(json.dumps([ast.literal_eval(l) for l in json.load(sys.stdin)]))";
      await readBack("python3", ["-c", script], pythonString);
    });

    it("by PHP (needs php)", async function () {
      if (!isInstalled("php")) this.skip();
      this.timeout(20_000);
      const script =
        "echo json_encode(array_map(fn($l) => eval('return ' . $l . ';'), json_decode(file_get_contents('php://stdin'))));";
      await readBack("php", ["-r", script], phpString);
    });

    for (const shell of ["sh", "bash", "zsh"]) {
      it(`by a shell (needs ${shell})`, async function () {
        if (!isInstalled(shell)) this.skip();
        this.timeout(20_000);
        // No shell holds a zero byte, and no command is given one.
        const keys = hostileKeys.filter((key) => !key.includes("\0"));
        const ended = await run(shell, [], {
          input: `printf '%s\\0' ${keys.map(shellWord).join(" ")}\n`,
        });
        assert.equal(ended.stderr, "");
        assert.deepEqual(ended.stdout.split("\0").slice(0, -1), keys);
      });
    }
  });
});
