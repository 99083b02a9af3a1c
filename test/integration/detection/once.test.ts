import assert from "node:assert/strict";
import { Detector } from "../../../src/detection/detector.ts";
import { detectLocalImage } from "../../../src/detection/localImage.ts";
import { isSameContent } from "../../../src/labelIndex/fingerprint.ts";
import type { StoredDetection } from "../../../src/labelIndex/storedDetection.ts";
import { OssClient } from "../../../src/oss/client.ts";
import {
  accountAt,
  answer,
  errorXml,
  type Loopback,
  type Received,
  startLoopback,
} from "../oss/loopback.ts";

const labels = '{"Labels":[{"LabelName":"Cat","LabelConfidence":0.9}]}';
const isForLabels = ({ url }: Received) => /image%2Flabels/.test(url);

/** Keeps answers in memory, by their bytes. */
function detector(): Detector {
  const kept: StoredDetection[] = [];
  return new Detector({
    find: (version, threshold) =>
      kept.find((one) => one.threshold <= threshold && isSameContent(one.object, version)),
    save: (one) => kept.push(one),
  });
}

describe("detections at the same time", () => {
  let service: Loopback;
  let client: OssClient;
  /** Called when a call for labels has come; it is answered when this resolves. */
  let beforeAnswer: () => Promise<void>;
  let deleteStatus: number;
  let putIsCut: boolean;
  /** So many calls for labels are refused. */
  let refusals: number;

  before(async () => {
    service = await startLoopback((response, { method }) => {
      const head = { "content-length": "7", etag: '"0123456789abcdef0123456789abcdef"' };
      if (method === "HEAD") return answer(response, 200, "", head);
      if (method === "PUT" && putIsCut) return void response.destroy();
      if (method === "PUT") return answer(response, 200);
      if (method === "DELETE") return answer(response, deleteStatus);
      void beforeAnswer().then(() => {
        if (refusals-- > 0) answer(response, 400, errorXml("ImageDamage"));
        else answer(response, 200, labels);
      });
      return undefined;
    });
    client = new OssClient(accountAt(service.origin), { retries: { attempts: 1 } });
  });
  beforeEach(() => {
    service.received.length = 0;
    beforeAnswer = async () => undefined;
    deleteStatus = 204;
    putIsCut = false;
    refusals = 0;
  });
  after(async () => {
    await client.close();
    await service.close();
  });

  const calls = () => service.received.filter(isForLabels).length;
  const local = (known: Detector, signal = new AbortController().signal, left: string[] = []) =>
    detectLocalImage(known, {
      account: "A",
      client,
      location: { bucket: "photos", prefix: "in" },
      image: { name: "cat.png", bytes: Buffer.from("picture"), contentType: "image/png" },
      threshold: 0.7,
      signal,
      onLeftBehind: (uri) => left.push(uri),
    });

  it("of copies of an object are one call, and each answer names its own object", async () => {
    const known = detector();
    const keys = ["a.jpg", "b.jpg", "c.jpg"];
    const outcomes = await Promise.all(
      keys.map((key) =>
        known.detect({
          account: "A",
          client,
          address: { bucket: "photos", key },
          threshold: 0.7,
        }),
      ),
    );
    assert.equal(calls(), 1);
    assert.deepEqual(
      outcomes.map(({ detection }) => detection.object),
      keys.map((key) => `oss://photos/${key}`),
    );
    assert.equal(
      outcomes.reduce((sum, { billableCalls }) => sum + billableCalls, 0),
      1,
    );
  });

  it("of copies are calls of their own where the service would not look at one", async () => {
    const known = detector();
    refusals = 1;
    const outcomes = await Promise.allSettled(
      ["a.jpg", "b.jpg"].map((key) =>
        known.detect({ account: "A", client, address: { bucket: "photos", key }, threshold: 0.7 }),
      ),
    );
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ["rejected", "fulfilled"],
    );
    assert.equal(calls(), 2);
  });

  it("of one local picture are one upload and one call", async () => {
    const known = detector();
    await Promise.all([local(known), local(known), local(known)]);
    assert.equal(calls(), 1);
    assert.equal(service.received.filter(({ method }) => method === "PUT").length, 1);
    assert.equal(service.received.filter(({ method }) => method === "DELETE").length, 1);
  });

  it("delete the copy before whoever cancels goes on", async () => {
    const cancel = new AbortController();
    beforeAnswer = async () => {
      cancel.abort();
      await new Promise(() => undefined);
    };
    await assert.rejects(local(detector(), cancel.signal));
    assert.equal(service.received.at(-1)?.method, "DELETE");
  });

  it("tell of a copy that may have arrived and could not be deleted", async () => {
    putIsCut = true;
    deleteStatus = 403;
    const left: string[] = [];
    await assert.rejects(local(detector(), undefined, left));
    assert.equal(left.length, 1);
    assert.match(left[0] ?? "", /^oss:\/\/photos\/in\/.*cat\.png$/);
  });
});
