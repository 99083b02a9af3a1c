import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import vm from "node:vm";
import { codeSample } from "../../../src/codeSamples/codeSample.ts";
import { hostileKeys, parametersOf } from "../../unit/codeSamples/hostileKeys.ts";
import { isInstalled, run } from "./tools.ts";

const allParameters = hostileKeys.map(parametersOf);
const programs = (language: Parameters<typeof codeSample>[0]) =>
  allParameters.map((parameters) => codeSample(language, parameters).text);
const fragments = (language: Parameters<typeof codeSample>[0]) =>
  allParameters.map((parameters) => codeSample(language, parameters, { form: "fragment" }).text);

describe("code samples of hostile keys are accepted by", function () {
  this.timeout(30_000);

  it("JavaScript, in an asynchronous function", () => {
    for (const code of fragments("javascript")) new vm.Script(`async () => {\n${code}}`);
  });

  it("Python (needs python3)", async function () {
    if (!isInstalled("python3")) this.skip();
    const script = "import ast, json, sys\nfor code in json.load(sys.stdin): ast.parse(code)";
    const input = JSON.stringify([...programs("python"), ...fragments("python")]);
    assert.deepEqual(await run("python3", ["-c", script], { input }), accepted);
  });

  it("PHP (needs php)", async function () {
    if (!isInstalled("php")) this.skip();
    const script =
      "foreach (json_decode(file_get_contents('php://stdin')) as $code) token_get_all($code, TOKEN_PARSE);";
    const input = JSON.stringify([
      ...programs("php"),
      ...fragments("php").map((code) => `<?php\n${code}`),
    ]);
    assert.deepEqual(await run("php", ["-r", script], { input }), accepted);
  });

  it("a shell (needs bash)", async function () {
    if (!isInstalled("bash")) this.skip();
    assert.deepEqual(await run("bash", ["-n"], { input: programs("ossutil").join("") }), accepted);
  });

  it("gofmt, which has nothing to change (needs gofmt)", async function () {
    if (!isInstalled("gofmt")) this.skip();
    await inFolder(async (folder) => {
      await Promise.all(
        programs("go").map((code, index) => writeFile(join(folder, `${index}.go`), code)),
      );
      assert.deepEqual(await run("gofmt", ["-l", folder]), accepted);
    });
  });

  it("javac, beside classes named as those of the SDK (needs javac)", async function () {
    if (!isInstalled("javac")) this.skip();
    await inFolder(async (folder) => {
      // A sample of the samples: javac takes its time.
      const methods = fragments("java")
        .slice(0, 16)
        .map((code, index) => `void run${index}() {\n${code}}`);
      await writeFile(join(folder, "Fragments.java"), `class Fragments {\n${methods.join("\n")}}`);
      const quick = ["-J-XX:TieredStopAtLevel=1", "-proc:none"];
      const options = [...quick, "-encoding", "US-ASCII", "-d", folder];
      const { stderr } = await run("javac", [...options, join(folder, "Fragments.java")]);
      // Without the SDK its packages are missing, and nothing else may be: that is found after parsing.
      const complaints = stderr.match(/error: .*/g) ?? [];
      assert.notEqual(complaints.length, 0);
      assert.deepEqual(
        complaints.filter((line) => !/package com\.aliyun\.oss[.\w]* does not exist/.test(line)),
        [],
      );
    });
  });
});

const accepted = { code: 0, stdout: "", stderr: "" };

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "code-samples-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
