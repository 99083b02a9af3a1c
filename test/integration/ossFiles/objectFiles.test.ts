import assert from "node:assert/strict";
import { Failure } from "../../../src/errors/failure.ts";
import type { OssClient } from "../../../src/oss/client.ts";
import { Crc64 } from "../../../src/oss/crc64.ts";
import { maxEntries, ObjectFiles } from "../../../src/ossFiles/objectFiles.ts";
import type { SampleServer } from "../../../src/sample/server.ts";
import {
  type Bucket,
  memoryBucket,
  type SampleObject,
  UploadAllowance,
} from "../../../src/sample/store/bucket.ts";
import { firstNotBelow } from "../../../src/sample/store/keyOrder.ts";
import { madeOn, objectOf } from "../../catalogues/objects.ts";
import { clientOf, startPictures } from "../runs/scene.ts";

interface Scene {
  readonly server: SampleServer;
  readonly client: OssClient;
  readonly files: ObjectFiles;
  readonly bucket: Bucket;
  /** Method and status of each request since the last look. */
  requests(): string[];
  /** Lets time pass, in milliseconds. */
  wait(time: number): void;
}

describe("objects as files", () => {
  let scenes: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(scenes.map((one) => one.close()));
    scenes = [];
  });

  async function open(bucket: Bucket): Promise<Scene> {
    const seen: string[] = [];
    const server = await startPictures(bucket, {
      onRequest: ({ method, status }) => seen.push(`${method} ${status}`),
    });
    const client = clientOf(server);
    let now = 1_000_000;
    const files = new ObjectFiles({ client: async () => client, now: () => now });
    scenes.push({ close: async () => Promise.all([client.close(), server.close()]).then() });
    return {
      ...{ server, client, files, bucket },
      requests: () => seen.splice(0),
      wait: (time) => {
        now += time;
      },
    };
  }

  const withObjects = (...objects: readonly SampleObject[]) =>
    open(memoryBucket("photos", objects, new UploadAllowance()));
  const text = (key: string, content = key) => objectOf(key, Buffer.from(content));
  const file = (key: string) => ({ account: "work", bucket: "photos", key });

  async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
    const error = await work.catch((reason: unknown) => reason);
    return error instanceof Failure ? error.code : undefined;
  }

  it("are files where there is a key, and folders where keys begin so", async () => {
    const { files, requests } = await withObjects(text("a/b.jpg", "12345"), text("a/c/d.jpg"));
    const mtime = madeOn.getTime();
    assert.deepEqual(await files.stat(file("a/b.jpg")), { kind: "file", size: 5, mtime });
    assert.deepEqual(requests(), ["HEAD 200"]);
    assert.deepEqual(await files.stat(file("a")), { kind: "folder" });
    assert.deepEqual(requests(), ["HEAD 404", "GET 200"]);
    assert.deepEqual(await files.stat(file("a/c/")), { kind: "folder" });
    assert.deepEqual(await files.stat(file("")), { kind: "folder" });
    requests();
    assert.equal(await codeOf(files.stat(file("a/b"))), "NoSuchKey");
    assert.equal(await codeOf(files.stat(file("x/"))), "no-such-folder");
    assert.equal(await codeOf(files.stat({ ...file(""), bucket: "others" })), "NoSuchBucket");
  });

  it("are asked about once where VS Code asks several times, and again later", async () => {
    const { files, requests, wait } = await withObjects(text("a.jpg"));
    await Promise.all([files.stat(file("a.jpg")), files.stat(file("a.jpg"))]);
    await files.stat(file("a.jpg"));
    assert.deepEqual(requests(), ["HEAD 200"]);
    wait(2000);
    await files.stat(file("a.jpg"));
    assert.deepEqual(requests(), ["HEAD 200"]);
  });

  it("are listed by name, without names that no path can have", async () => {
    const keys = [
      "a/",
      "a/b.jpg",
      "a/c/d.jpg",
      "a//e.jpg",
      "a/./f.jpg",
      "a/../g.jpg",
      "a/h",
      "a/h/i",
    ];
    const { files, requests } = await withObjects(...keys.map((key) => text(key)));
    const { entries, isWhole } = await files.readFolder(file("a"));
    assert.deepEqual([...entries].map(([name, { kind }]) => `${name} ${kind}`).sort(), [
      "b.jpg file",
      "c folder",
      "h file",
    ]);
    assert.equal(isWhole, true);
    assert.deepEqual(requests(), ["GET 200"]);
    // What the listing told is not asked again.
    assert.equal((await files.stat(file("a/c"))).kind, "folder");
    assert.equal((await files.stat(file("a/b.jpg"))).kind, "file");
    assert.deepEqual(requests(), []);
    assert.equal(await codeOf(files.readFolder(file("none"))), "no-such-folder");
  });

  it("are read of a folder of a million keys in five requests", async () => {
    const count = 1_000_000;
    const keyAt = (index: number) => `m/${String(index).padStart(7, "0")}.jpg`;
    const content = Buffer.from("x");
    const objectAt = (index: number) => objectOf(keyAt(index), content);
    const first = (key: string) => firstNotBelow(key, count, keyAt);
    const { files, requests } = await open({
      name: "photos",
      creationDate: madeOn,
      find: (key) => (keyAt(first(key)) === key ? objectAt(first(key)) : undefined),
      *from(key) {
        for (let index = first(key); index < count; index++) yield objectAt(index);
      },
    });
    const { entries, isWhole } = await files.readFolder(file("m/"));
    assert.equal(entries.size, maxEntries);
    assert.equal(isWhole, false);
    assert.deepEqual(requests(), Array(5).fill("GET 200"));
  });

  it("are sent once, and asked for by their ETag from then on", async () => {
    const { files, bucket, requests } = await withObjects(text("a.jpg", "one"));
    const read = async () => Buffer.from(await files.read(file("a.jpg"))).toString();
    assert.equal(await read(), "one");
    assert.deepEqual(requests(), ["HEAD 200", "GET 200"]);
    assert.equal(await read(), "one");
    assert.deepEqual(requests(), ["GET 304"]);
    bucket.put?.(text("a.jpg", "two"));
    assert.equal(await read(), "two");
    assert.deepEqual(requests(), ["GET 200"]);
    assert.deepEqual(await Promise.all([read(), read()]), ["two", "two"]);
    assert.deepEqual(requests(), ["GET 304"]);
    bucket.remove?.("a.jpg");
    assert.equal(await codeOf(files.read(file("a.jpg"))), "NoSuchKey");
    files.forget();
    requests();
    bucket.put?.(text("a.jpg", "two"));
    assert.equal(await read(), "two");
    assert.deepEqual(requests(), ["HEAD 200", "GET 200"]);
  });

  it("are not read where they are larger than VS Code should hold, nor where they are folders", async () => {
    const huge = { ...text("huge.jpg"), size: 64 * 1024 * 1024 + 1 };
    const { files, requests } = await withObjects(huge, text("a/b.jpg"), text("empty", ""));
    assert.equal(await codeOf(files.read(file("huge.jpg"))), "too-large-to-open");
    assert.deepEqual(requests(), ["HEAD 200"]);
    assert.equal(await codeOf(files.read(file("a"))), "no-object-but-folder");
    assert.equal((await files.read(file("empty"))).length, 0);
  });

  it("fail as OSS says where they are archived", async () => {
    const { files } = await withObjects({ ...text("old.jpg"), storageClass: "Archive" });
    assert.equal((await files.stat(file("old.jpg"))).kind, "file");
    assert.equal(await codeOf(files.read(file("old.jpg"))), "InvalidObjectState");
  });

  describe("in parts", () => {
    const content = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
    const address = { bucket: "photos", key: "a.bin" };
    const made = objectOf("a.bin", content);

    async function parts(client: OssClient, partSize: number, between = () => {}) {
      const head = await client.headObject(address);
      const read: Uint8Array[] = [];
      for await (const part of client.objectParts(address, { head, partSize })) {
        read.push(part);
        between();
      }
      return read;
    }

    for (const [partSize, lengths] of [
      [300, [300, 300, 300, 100]],
      [500, [500, 500]],
      [1000, [1000]],
      [4000, [1000]],
      [125, Array(8).fill(125)],
    ] as const) {
      it(`of ${partSize} bytes are all of the object, each byte once`, async () => {
        const { client, requests } = await withObjects(made);
        const read = await parts(client, partSize);
        assert.deepEqual(
          read.map(({ length }) => length),
          lengths,
        );
        assert.ok(Buffer.concat(read).equals(content));
        const status = lengths.length === 1 ? "GET 200" : "GET 206";
        assert.deepEqual(requests(), ["HEAD 200", ...lengths.map(() => status)]);
      });
    }

    it("are none of an empty object", async () => {
      const { client, requests } = await withObjects(text("a.bin", ""));
      assert.deepEqual(await parts(client, 300), []);
      assert.deepEqual(requests(), ["HEAD 200"]);
    });

    it("are of one version: a new one ends them", async () => {
      const { client, bucket } = await withObjects(made);
      const other = objectOf("a.bin", Buffer.alloc(1000));
      const reading = parts(client, 300, () => bucket.put?.(other));
      assert.equal(await codeOf(reading), "object-changed");
    });

    it("end with an error where the bytes are not those of the checksum", async () => {
      const { client } = await withObjects(made);
      const head = { ...(await client.headObject(address)), crc64: new Crc64().digits };
      const reading = async () => {
        for await (const _ of client.objectParts(address, { head, partSize: 400 }));
      };
      assert.equal(await codeOf(reading()), "checksum-mismatch");
    });

    it("are the bytes as they are stored, whatever their encoding is called", async () => {
      const headers = { "Content-Encoding": "gzip" };
      const { client } = await withObjects({ ...made, headers });
      assert.ok(Buffer.concat(await parts(client, 300)).equals(content));
    });
  });
});
