import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { crc64 } from "../../../src/oss/crc64.ts";
import { smallPictures } from "../../catalogues/catalogue.ts";
import { sampleServer, signed, textOf } from "./http.ts";

const example = "example.jpg";
const chair = "照片/椅子.jpg";

describe("image/labels", () => {
  const server = sampleServer();
  const ask = (key: string, process = "image/labels", headers: Record<string, string> = {}) =>
    signed(server(), { bucket: "sample", key, query: [["x-oss-process", process]], headers });
  const namesOf = async (key: string, process?: string): Promise<string[]> => {
    const { text } = await ask(key, process);
    return JSON.parse(text).Labels.map(({ LabelName }: { LabelName: string }) => LabelName);
  };

  it("answers example.jpg as the documentation shows", async () => {
    const { text } = await ask(example);
    const { Labels, RequestId } = JSON.parse(text);
    assert.equal(RequestId, "0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D");
    const common = { LabelLevel: 2, ParentLabelName: "Clothing", Language: "zh-Hans" };
    assert.deepEqual(Labels, [
      { ...common, LabelName: "Outerwear", LabelConfidence: 1, CentricScore: 0.823 },
      { ...common, LabelName: "Apparel", LabelConfidence: 0.735, CentricScore: 0.721 },
    ]);
    assert.ok(text.includes('"LabelConfidence":1.0,'), "whole numbers as the service writes them");
  });

  it("has the headers of the documentation's answer, sent in chunks", async () => {
    const { headers } = await ask(example);
    assert.equal(headers["content-type"], "application/json;charset=utf-8");
    assert.equal(headers["transfer-encoding"], "chunked");
    assert.equal(headers["content-length"], undefined);
    assert.equal(headers["vary"], "Accept-Encoding");
    assert.equal(headers["x-oss-ec"], "0048-00000104");
    assert.equal(headers["content-disposition"], "attachment");
    assert.equal(headers["x-oss-force-download"], "true");
    assert.equal(headers["x-oss-object-type"], "Normal");
    assert.equal(headers["x-oss-storage-class"], "Standard");
    assert.equal(headers["x-oss-hash-crc64ecma"], crc64(smallPictures[example].content));
    assert.equal(headers["last-modified"], "Sat, 01 Mar 2025 10:00:00 GMT");
    assert.match(String(headers["x-oss-server-time"]), /^\d+$/);
    assert.equal(headers["etag"], undefined);
    assert.equal(headers["server"], "AliyunOSS");
  });

  const encodings: readonly (readonly [string, boolean])[] = [
    ["gzip", true],
    ["deflate, gzip;q=0.5, br", true],
    ["GZIP", true],
    ["identity", false],
    ["gzip;q=0", false],
    ["gzip;q=0.0, br", false],
    ["br, zstd", false],
    ["", false],
  ];
  for (const [accepted, zipped] of encodings) {
    it(`Accept-Encoding ${accepted || "empty"}: ${zipped ? "gzip" : "plain"}`, async () => {
      const reply = await ask(example, "image/labels", { "accept-encoding": accepted });
      assert.equal(reply.headers["content-encoding"], zipped ? "gzip" : undefined);
      const text = (zipped ? gunzipSync(reply.body) : reply.body).toString();
      assert.equal(JSON.parse(text).Labels.length, 2);
    });
  }

  const thresholds: readonly (readonly [string, string[]])[] = [
    ["image/labels", ["家具", "椅子", "扶手椅"]],
    ["image/labels,thr_0.7", ["家具", "椅子", "扶手椅"]],
    ["image/labels,thr_0.81", ["家具", "椅子", "扶手椅"]],
    ["image/labels,thr_0.85", ["家具", "椅子"]],
    ["image/labels,thr_0", ["家具", "椅子", "扶手椅", "植物"]],
    ["image/labels,thr_0.000", ["家具", "椅子", "扶手椅", "植物"]],
    ["image/labels,thr_.4", ["家具", "椅子", "扶手椅", "植物"]],
    ["image/labels,thr_1", []],
    ["image/labels,thr_1.0", []],
  ];
  for (const [process, names] of thresholds) {
    it(`${process}: ${names.length} labels`, async () => {
      assert.deepEqual(await namesOf(chair, process), names);
    });
  }

  const refused = [
    ...[
      "1.5",
      "1.0001",
      "-0.1",
      "abc",
      "",
      "0,5",
      "1e-1",
      "NaN",
      "Infinity",
      "0x1",
      "٠",
      "0.5 ",
    ].map((value) => `image/labels,thr_${value}`),
    ...["image/labels,thr", "image/labels,thr_0.5,thr_0.5", "image/labels,w_10"],
    ...["image/labels/resize,w_10", "image/resize,w_10/labels", "image/labels/info"],
    ...["image/", "image", "video/info", "image//labels", "image/LABELS", "style/x", "/"],
  ];
  for (const process of refused) {
    it(`refuses ${process}`, async () => {
      const reply = await ask(example, process);
      assert.deepEqual([reply.status, textOf(reply.text, "Code")], [400, "InvalidArgument"]);
      assert.equal(textOf(reply.text, "ArgumentValue"), process);
    });
  }

  it("writes fields in the order of the answer, and a new id for each call", async () => {
    const [one, other] = [await ask(chair), await ask(chair)];
    assert.match(one.text, /^\{"Labels":\[\{"Language":"zh-Hans","LabelConfidence":0\.97,/);
    const ids = [one, other].map(({ text }): string => JSON.parse(text).RequestId);
    assert.match(ids[0] ?? "", /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    assert.notEqual(ids[0], ids[1]);
    assert.notEqual(ids[0], one.headers["x-oss-request-id"]);
  });

  it("has an empty list for a picture without labels", async () => {
    assert.deepEqual(await namesOf("animals/wild/fox.jpg"), []);
  });

  it("knows a picture by its content, whatever it is called", async () => {
    const body = smallPictures[chair].content;
    for (const key of ["copy.jpg", "copy.txt", "copy"]) {
      await signed(server(), { method: "PUT", bucket: "sample", key, body });
      assert.equal((await namesOf(key))[0], "家具");
    }
  });

  it("says of any other picture that no labels are prepared", async () => {
    const { png } = await import("../../catalogues/pictures.ts");
    await signed(server(), { method: "PUT", bucket: "sample", key: "new.png", body: png(9, 9) });
    const reply = await ask("new.png");
    assert.deepEqual([reply.status, textOf(reply.text, "Code")], [400, "SampleHasNoAnswer"]);
    assert.match(textOf(reply.text, "Message") ?? "", /real account/);
  });

  it("charges for answers, and for nothing else", async () => {
    const before = server().billableCalls;
    await ask(example);
    assert.equal(server().billableCalls, before + 1);
    await ask("animals/wild/fox.jpg");
    assert.equal(server().billableCalls, before + 2, "an empty answer is one");
    await ask("missing.jpg");
    await ask(example, "image/labels,thr_2");
    await ask(example, "image/info");
    await signed(server(), { bucket: "sample", key: example });
    await signed(server(), { bucket: "sample", key: example }, { accessKeySecret: "no" });
    assert.equal(server().billableCalls, before + 2);
  });

  it("is only for GET", async () => {
    const request = { bucket: "sample", key: example, query: [["x-oss-process", ""]] as const };
    for (const method of ["POST", "PUT", "DELETE"]) {
      const reply = await signed(server(), { ...request, method, body: "x" });
      assert.deepEqual([reply.status, textOf(reply.text, "Code")], [400, "NotImplemented"]);
    }
    const head = await signed(server(), { ...request, method: "HEAD" });
    assert.equal(head.status, 400);
  });
});
