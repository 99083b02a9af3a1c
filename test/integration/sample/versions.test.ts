import assert from "node:assert/strict";
import { OssClient } from "../../../src/oss/client.ts";
import { ObjectFiles } from "../../../src/ossFiles/objectFiles.ts";
import { type SampleServer, startSampleServer } from "../../../src/sample/server.ts";
import { repository } from "../../../tools/repository.ts";
import { versionedBucket } from "../../catalogues/versions.ts";
import { failureOf } from "../oss/loopback.ts";
import { signed } from "./http.ts";

const bucket = "history";
const note = { bucket, key: "a note.txt" };

describe("the versions of an object", () => {
  let server: SampleServer;
  let client: OssClient;
  before(async () => {
    const kept = versionedBucket(bucket, {
      "a note.txt": ["three", "two", undefined, "one"],
      "a note.txt.bak": ["other"],
      "gone.txt": [undefined, "was here"],
      "猫.txt": ["cat"],
    });
    server = await startSampleServer({
      mediaFolder: `${repository}/media/sample`,
      catalogue: {
        buckets: [{ name: bucket, open: () => kept }],
        detectionFor: () => undefined,
        thumbnailsOf: () => [],
      },
    });
    const { accessKeyId, accessKeySecret, endpoint, region } = server;
    client = new OssClient({
      name: "History",
      ...{ region, endpoint, addressing: "path" },
      credentials: async () => ({ accessKeyId, accessKeySecret }),
    });
  });
  after(async () => {
    await client.close();
    await server.close();
  });

  it("are listed from the newest to the oldest, deletions among them, and those of no other key", async () => {
    const { versions, isWhole } = await client.listObjectVersions(note);
    assert.deepEqual(
      versions.map(({ versionId, isLatest, isDeleteMarker, size }) => [
        versionId,
        isLatest,
        isDeleteMarker,
        size,
      ]),
      [
        ["v4", true, false, 5],
        ["v3", false, false, 3],
        ["v2", false, true, 0],
        ["v1", false, false, 3],
      ],
    );
    assert.equal(versions[1]?.lastModified?.toISOString(), "2025-05-01T09:00:00.000Z");
    assert.equal(isWhole, true);
  });

  it("are told of a key that is deleted, and in any script", async () => {
    const gone = await client.listObjectVersions({ bucket, key: "gone.txt" });
    assert.deepEqual(
      gone.versions.map(({ isDeleteMarker }) => isDeleteMarker),
      [true, false],
    );
    const cat = await client.listObjectVersions({ bucket, key: "猫.txt" });
    assert.equal(cat.versions.length, 1);
    const none = await client.listObjectVersions({ bucket, key: "never.txt" });
    assert.deepEqual(none, { versions: [], isWhole: true });
  });

  it("say so when there are more than were asked for", async () => {
    const page = await client.listObjectVersions(note, { maxKeys: 3 });
    assert.deepEqual([page.versions.length, page.isWhole], [3, false]);
    // The page ends with another key.
    const whole = await client.listObjectVersions(note, { maxKeys: 5 });
    assert.deepEqual([whole.versions.length, whole.isWhole], [4, true]);
  });

  it("are read by their names, and the current one without", async () => {
    const text = async (versionId?: string) =>
      Buffer.from((await client.getObject(note, { versionId })).bytes).toString();
    assert.deepEqual([await text(), await text("v3"), await text("v1")], ["three", "two", "one"]);
    const head = await client.headObject(note, { versionId: "v1" });
    assert.deepEqual([head.versionId, head.size], ["v1", 3]);
    assert.equal((await failureOf(client.headObject(note, { versionId: "v9" }))).status, 404);
    const wrong = await failureOf(client.getObject(note, { versionId: "v9" }));
    assert.equal(wrong.code, "NoSuchVersion");
  });

  it("are files with bytes of their own", async () => {
    const files = new ObjectFiles({ client: async () => client });
    const file = { account: "History", ...note };
    const read = async (versionId?: string) =>
      Buffer.from(await files.read({ ...file, ...(versionId && { versionId }) })).toString();
    for (let time = 0; time < 2; time += 1) {
      assert.deepEqual([await read(), await read("v3"), await read("v1")], ["three", "two", "one"]);
    }
    const stat = await files.stat({ ...file, versionId: "v4" });
    assert.equal(stat.kind === "file" && stat.size, 5);
    assert.equal((await failureOf(files.stat({ ...file, versionId: "v9" }))).status, 404);
  });

  it("are refused where only the current one can be meant", async () => {
    for (const [method, name] of [
      ["GET", "tagging"],
      ["GET", "acl"],
      ["DELETE", undefined],
    ] as const) {
      const query: [string, string][] = [["versionId", "v1"]];
      if (name !== undefined) query.unshift([name, ""]);
      const { status } = await signed(server, { ...note, method, query });
      assert.equal(status, 404, `${method} ${name}`);
    }
    const delimited: [string, string][] = [
      ["versions", ""],
      ["delimiter", "/"],
    ];
    assert.match((await signed(server, { bucket, query: delimited })).text, /NotImplemented/);
    const loose: [string, string][] = [
      ["versions", ""],
      ["version-id-marker", "v1"],
    ];
    assert.match((await signed(server, { bucket, query: loose })).text, /0012-00000106/);
  });

  it("are one each, named null, in a bucket that keeps none", async () => {
    const plain = await startSampleServer({ mediaFolder: `${repository}/media/sample` });
    const { accessKeyId, accessKeySecret, endpoint, region } = plain;
    const other = new OssClient({
      name: "Sample",
      ...{ region, endpoint, addressing: "path" },
      credentials: async () => ({ accessKeyId, accessKeySecret }),
    });
    try {
      const { versions } = await other.listObjectVersions({ bucket: "sample", key: "example.jpg" });
      assert.deepEqual(
        versions.map(({ versionId, isLatest }) => [versionId, isLatest]),
        [["null", true]],
      );
    } finally {
      await other.close();
      await plain.close();
    }
  });
});
