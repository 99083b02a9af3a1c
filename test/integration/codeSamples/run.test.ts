import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { codeSample, curlSample } from "../../../src/codeSamples/codeSample.ts";
import type { SampleParameters } from "../../../src/codeSamples/sampleParameters.ts";
import { OssClient } from "../../../src/oss/client.ts";
import { labelsProcess } from "../../../src/oss/imageProcess.ts";
import { smallPictures } from "../../catalogues/catalogue.ts";
import { root } from "../../unit/structure/sources.ts";
import { sampleServer, signed } from "../sample/http.ts";
import { isInstalled, run } from "./tools.ts";

const keys = [
  "example.jpg",
  '照片/it\'s "$HOME" \\u0041 `x` !!.jpg',
  "a//b/c?x=1&y=2#z[1-3]{a,b}+%2F.jpg",
];
/** Whose path clients like to tidy up. */
const dotted = "a/./b/../c.jpg";

describe("code samples run unchanged against the sample account", function () {
  this.timeout(30_000);
  const server = sampleServer();
  let client: OssClient;

  before(async () => {
    const { accessKeyId, accessKeySecret, endpoint, region } = server();
    const credentials = async () => ({ accessKeyId, accessKeySecret });
    client = new OssClient({ name: "Sample", region, endpoint, addressing: "path", credentials });
    const body = smallPictures["example.jpg"].content;
    const put = (key: string) => signed(server(), { method: "PUT", bucket: "sample", key, body });
    await Promise.all([...keys.slice(1), dotted].map(put));
  });
  after(() => client.close());

  const parameters = (key: string): SampleParameters => {
    const { endpoint, region } = server();
    return { bucket: "sample", key, threshold: 0.85, region, endpoint, addressing: "path" };
  };
  const environment = () => ({
    OSS_ACCESS_KEY_ID: server().accessKeyId,
    OSS_ACCESS_KEY_SECRET: server().accessKeySecret,
  });
  const presigned = (key: string) =>
    client.presignGet(
      { bucket: "sample", key },
      { expires: 900, process: labelsProcess(parameters(key).threshold) },
    );
  /** Each key costs one detection, which answers the one label above the threshold. */
  const assertLabels = async (
    asked: readonly string[],
    answerOf: (key: string) => Promise<string>,
  ) => {
    const before = server().billableCalls;
    const answers = await Promise.all(asked.map(answerOf));
    for (const answer of answers) {
      const { Labels } = JSON.parse(answer);
      assert.deepEqual(
        Labels.map((label: { LabelName: string }) => label.LabelName),
        ["Outerwear"],
      );
    }
    assert.equal(server().billableCalls, before + asked.length);
  };

  it("in JavaScript, with ali-oss", async () => {
    await assertLabels(keys, async (key) => {
      const { text } = codeSample("javascript", parameters(key));
      const given = { input: text, env: environment(), folder: root };
      const ended = await run(process.execPath, ["--input-type=module"], given);
      assert.deepEqual([ended.code, ended.stderr], [0, ""]);
      return ended.stdout;
    });
  });

  it("with curl (needs curl)", async function () {
    if (!isInstalled("curl")) this.skip();
    await assertLabels([...keys, dotted], async (key) => {
      const { text } = curlSample(await presigned(key));
      const ended = await run("sh", [], { input: text });
      assert.equal(ended.code, 0, ended.stderr);
      return ended.stdout;
    });
  });

  it("with ossutil, whose arguments and output are known (needs curl)", async function () {
    if (!isInstalled("curl")) this.skip();
    const folder = await mkdtemp(join(tmpdir(), "ossutil-"));
    try {
      const standIn = join(folder, "ossutil");
      const script =
        'printf \'%s\\0\' "$@" > "$ARGUMENTS"; printf \'%s\\n\\n0.000133(s) elapsed\\n\' "$URL"';
      await writeFile(standIn, `#!/bin/sh\n${script}\n`);
      await chmod(standIn, 0o755);
      const path = folder + delimiter + process.env["PATH"];
      await assertLabels([...keys, dotted], async (key) => {
        const written = join(folder, encodeURIComponent(key));
        const { text } = codeSample("ossutil", parameters(key));
        const env = { PATH: path, URL: await presigned(key), ARGUMENTS: written };
        const ended = await run("sh", [], { input: text, env });
        assert.equal(ended.code, 0, ended.stderr);
        const { endpoint, region } = server();
        assert.deepEqual((await readFile(written, "utf8")).split("\0").slice(0, -1), [
          ...["presign", `oss://sample/${key}`, "--query-param"],
          ...["x-oss-process=image/labels,thr_0.85", "--region", region, "--endpoint", endpoint],
          ...["--addressing-style", "path", "--sign-version", "v4"],
        ]);
        return ended.stdout;
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
