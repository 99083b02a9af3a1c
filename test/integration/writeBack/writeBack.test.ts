import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../../../src/errors/refusal.ts";
import type { ObjectTag } from "../../../src/oss/calls/objectTagging.ts";
import { OssClient } from "../../../src/oss/client.ts";
import { LastRunFile } from "../../../src/writeBack/lastRun.ts";
import type { TaggedImage, WriteBackRules } from "../../../src/writeBack/tagChange.ts";
import {
  readTagChanges,
  takeBack,
  type WriteBackServices,
  writeTagChanges,
} from "../../../src/writeBack/writeBack.ts";
import { label } from "../../unit/labels/label.ts";
import { temporaryFolder } from "../labelIndex/answers.ts";
import { accountAt, answer, errorXml, quick, withServer } from "../oss/loopback.ts";
import { sampleServer } from "../sample/http.ts";

const rules: WriteBackRules = { keyPrefix: "label-", maxTags: 2, otherNames: "spell" };
const cat = label("猫", { confidence: 0.9, centricScore: 0.9 });
const sofa = label("Sofa", { confidence: 0.95, centricScore: 0.1 });
const image = (key: string, labels = [sofa, cat]): TaggedImage => ({
  object: { account: "Sample", bucket: "sample", key },
  labels,
});
const mine: ObjectTag[] = [{ key: "owner", value: "me" }];
const written: ObjectTag[] = [
  { key: "label-1", value: "=E7=8C=AB" },
  { key: "label-2", value: "Sofa" },
];
const folder = temporaryFolder();
const newPath = (...parts: string[]) => join(folder(), randomUUID(), ...parts);
const byKey = (tags: readonly ObjectTag[]) =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value]));

describe("labels written to the tags of objects", () => {
  const server = sampleServer();
  let client: OssClient;
  let services: WriteBackServices;
  let file: string;

  before(async () => {
    const { endpoint, region, accessKeyId, accessKeySecret } = server();
    const credentials = async () => ({ accessKeyId, accessKeySecret });
    client = new OssClient({ name: "Sample", region, endpoint, addressing: "path", credentials });
    await client.putObject(image("cat.png").object, Buffer.from("x"));
  });
  after(() => client.close());
  beforeEach(async () => {
    file = newPath("below", "written.ndjson");
    services = { client: async () => client, concurrency: 3, lastRun: new LastRunFile(file) };
    await client.putObjectTagging(image("example.jpg").object, mine);
    await client.putObjectTagging(image("cat.png").object, []);
  });

  const tagsOf = async (key: string) => byKey(await client.getObjectTagging(image(key).object));

  it("are read and shown before anything is written, and taken back to the letter", async () => {
    const read = await readTagChanges([image("example.jpg"), image("cat.png")], rules, services);
    assert.deepEqual(read.failed, []);
    assert.deepEqual(
      read.done.map(({ before }) => before),
      [mine, []],
    );
    assert.deepEqual(await tagsOf("example.jpg"), byKey(mine));

    const result = await writeTagChanges(read.done, rules, services);
    assert.deepEqual(result, { done: read.done, failed: [] });
    assert.deepEqual(await tagsOf("example.jpg"), byKey([...mine, ...written]));
    assert.deepEqual(await tagsOf("cat.png"), byKey(written));

    const run = await new LastRunFile(file).read();
    assert.deepEqual(
      run?.changes.map(({ after }) => after),
      [[...mine, ...written], written],
    );
    await takeBack(run ?? assert.fail("nothing kept"), services);
    assert.deepEqual(await tagsOf("example.jpg"), byKey(mine));
    assert.deepEqual(await tagsOf("cat.png"), {});
    assert.equal(await services.lastRun.read(), undefined);
  });

  it("are not written over what somebody else wrote after they were shown", async () => {
    const { done } = await readTagChanges(
      [image("example.jpg"), image("cat.png")],
      rules,
      services,
    );
    await client.putObjectTagging(image("example.jpg").object, [{ key: "owner", value: "you" }]);
    const result = await writeTagChanges(done, rules, services);
    assert.deepEqual(
      result.done.map(({ object }) => object.key),
      ["cat.png"],
    );
    const [failed] = result.failed;
    assert.ok(failed?.error instanceof Refusal && failed.error.code === "tags-changed");
    assert.deepEqual(await tagsOf("example.jpg"), { owner: "you" });
  });

  it("that cannot be taken back stay kept", async () => {
    const { done } = await readTagChanges(
      [image("example.jpg"), image("cat.png")],
      rules,
      services,
    );
    await writeTagChanges(done, rules, services);
    await client.putObjectTagging(image("cat.png").object, [{ key: "label-1", value: "Dog" }]);
    const run = (await services.lastRun.read()) ?? assert.fail("nothing kept");
    const { failed } = await takeBack(run, services);
    assert.deepEqual(
      failed.map(({ object }) => object.key),
      ["cat.png"],
    );
    assert.deepEqual(await tagsOf("example.jpg"), byKey(mine));
    assert.deepEqual(await tagsOf("cat.png"), { "label-1": "Dog" });
    const left = await services.lastRun.read();
    assert.deepEqual(
      left?.changes.map(({ object }) => object.key),
      ["cat.png"],
    );
  });

  it("are kept before the first is written: nothing is where they cannot be", async () => {
    const { done } = await readTagChanges([image("cat.png")], rules, services);
    const blocked = newPath();
    await writeFile(blocked, "");
    const lastRun = new LastRunFile(join(blocked, "written.ndjson"));
    await assert.rejects(writeTagChanges(done, rules, { ...services, lastRun }));
    assert.deepEqual(await tagsOf("cat.png"), {});
  });

  it("of an object that is gone fail alone", async () => {
    const { done, failed } = await readTagChanges(
      [image("gone.jpg"), image("cat.png")],
      rules,
      services,
    );
    assert.deepEqual(
      done.map(({ object }) => object.key),
      ["cat.png"],
    );
    assert.match(String(failed[0]?.error), /NoSuchKey/);
  });

  it("are as many as were reached when it is cancelled, and all can be taken back", async () => {
    const images = ["example.jpg", "cat.png"].map((key) => image(key));
    const { done } = await readTagChanges(images, rules, services);
    const cancel = new AbortController();
    const result = await writeTagChanges(done, rules, {
      ...services,
      concurrency: 1,
      signal: cancel.signal,
      onDone: () => cancel.abort(),
    });
    assert.deepEqual(
      result.done.map(({ object }) => object.key),
      ["example.jpg"],
    );
    assert.deepEqual(result.failed, []);
    assert.deepEqual(await tagsOf("cat.png"), {});
    await takeBack((await services.lastRun.read()) ?? assert.fail("nothing kept"), services);
    assert.deepEqual(await tagsOf("example.jpg"), byKey(mine));
  });

  for (const damage of ["", "{}", "not JSON", '{"writtenAt":"","keyPrefix":""}\n{"object":1}\n']) {
    it(`kept as ${JSON.stringify(damage)} are none`, async () => {
      await services.lastRun.keep({ writtenAt: "", keyPrefix: "", changes: [] });
      await writeFile(file, damage);
      assert.equal(await services.lastRun.read(), undefined);
    });
  }

  it("can be taken back under the account's new name", async () => {
    const { done } = await readTagChanges([image("cat.png")], rules, services);
    await writeTagChanges(done, rules, services);
    await services.lastRun.renameAccount("Other", "Another");
    await services.lastRun.renameAccount("Sample", "Renamed");
    const run = (await services.lastRun.read()) ?? assert.fail("nothing kept");
    const asked: string[] = [];
    const client = async (account: string) => {
      asked.push(account);
      return services.client(account);
    };
    await takeBack(run, { ...services, client });
    assert.deepEqual(asked, ["Renamed"]);
    assert.deepEqual(await tagsOf("cat.png"), {});
  });

  it("are kept for this user alone to read", async function () {
    if (process.platform === "win32") this.skip();
    await services.lastRun.keep({ writtenAt: "now", keyPrefix: "a", changes: [] });
    assert.match(await readFile(file, "utf8"), /^\{"writtenAt":"now","keyPrefix":"a"\}\n$/);
  });
});

describe("a bucket that denies the tags of one object", () => {
  it("is not asked about the others", async () => {
    await withServer(
      (response) => answer(response, 403, errorXml("AccessDenied")),
      async (denying, { received }) => {
        const images = Array.from({ length: 20 }, (_, at) => image(`${at}.jpg`));
        const lastRun = new LastRunFile(newPath("written.ndjson"));
        const services = { client: async () => denying, concurrency: 2, lastRun };
        const { failed } = await readTagChanges(images, rules, services);
        assert.equal(failed.length, 20);
        assert.ok(received.length <= 2, `${received.length} requests`);
      },
    );
  });
});

describe("an account that is read-only", () => {
  it("reads, and refuses every write before it is sent", async () => {
    await withServer(
      (response) => answer(response, 200, "<Tagging><TagSet></TagSet></Tagging>"),
      async (_, { origin, received }) => {
        const client = new OssClient({ ...accountAt(origin), isReadOnly: () => true }, quick);
        const { object } = image("a.jpg");
        assert.deepEqual(await client.getObjectTagging(object), []);
        const writes = [
          () => client.putObjectTagging(object, []),
          () => client.putObject(object, Buffer.from("x")),
          () => client.deleteObject(object),
          () => client.openMetaQuery("photos"),
          () => client.closeMetaQuery("photos"),
        ];
        for (const write of writes) await assert.rejects(write(), { code: "read-only" });
        assert.deepEqual(
          received.map(({ method }) => method),
          ["GET"],
        );
        await client.close();
      },
    );
  });
});
