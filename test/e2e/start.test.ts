import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:net";
import path from "node:path";
import { outFolder, repository } from "../../tools/repository.ts";

interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm start -- ARGUMENTS` does after its build. */
function start(...args: string[]): Promise<Result> {
  const program = path.join(outFolder, "tools", "main", "start.mjs");
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: repository }, (error, stdout, stderr) => {
      resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

describe("npm start", () => {
  let busy: Server;
  let port: number;

  before(async () => {
    busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
    port = (busy.address() as { port: number }).port;
  });
  after(() => {
    busy.close();
  });

  it("with --headless prints the hierarchy of the sample image", async function () {
    this.timeout(120_000);
    const { exitCode, stdout, stderr } = await start("--headless");
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^oss:\/\/sample\/example\.jpg$/m);
    assert.match(stdout, /^ {2}Clothing \(implied\)$/m);
    assert.match(stdout, /^ {4}Outerwear, confidence 1\.00, centric score 0\.82$/m);
    assert.match(stdout, /^ {4}Apparel, confidence 0\.74, centric score 0\.72$/m);
  });

  it("says in a sentence that a port is in use", async () => {
    const { exitCode, stderr } = await start("--serve", "--port", String(port));
    assert.equal(exitCode, 1);
    assert.match(stderr, new RegExp(`^Port ${port} is in use\\. .*--port ${port + 1}$`, "m"));
  });

  for (const args of [["--port", "eighty"], ["--port"], ["--sideways"], ["--language", "tlh"]]) {
    it(`refuses ${args.join(" ")} in a sentence`, async () => {
      const { exitCode, stderr } = await start(...args);
      assert.equal(exitCode, 1);
      assert.match(stderr, /give a number|none of the languages|Usage: npm start/);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }
});
