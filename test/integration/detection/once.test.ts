import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type DetectionRequest,
  type DetectionStore,
  Detector,
  objectVersion,
  toDetection,
} from "../../../src/detection/detector.ts";
import { detectLocalImage } from "../../../src/detection/localImage.ts";
import { isSameContent } from "../../../src/labelIndex/fingerprint.ts";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { StoredDetection } from "../../../src/labelIndex/storedDetection.ts";
import { formatObjectUri } from "../../../src/oss/address.ts";
import { OssClient } from "../../../src/oss/client.ts";
import { program, temporaryFolder } from "../labelIndex/answers.ts";
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
    find: async (version, threshold) =>
      kept.find((one) => one.threshold <= threshold && isSameContent(one.object, version)),
    save: async (one) => {
      kept.push(one);
    },
    adopt: async () => undefined,
    claim: async () => true,
    release: async () => undefined,
  });
}

function storeOf(index: LabelIndex): DetectionStore {
  return {
    find: async (version, threshold) => index.find(version, threshold),
    save: async (one) => index.save(one),
    adopt: async (version, threshold) => index.adopt(version, threshold),
    claim: async (bytes, duration) => await index.claim(bytes, duration),
    release: async (bytes) => await index.release(bytes),
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe("detections at the same time", () => {
  let service: Loopback;
  let client: OssClient;
  /** Called when a call for labels has come; it is answered when this resolves. */
  let beforeAnswer: () => Promise<void>;
  let deleteStatus: number;
  let putIsCut: boolean;
  /** Keys of copies that are not known to be gone. */
  const noted = new Set<string>();
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
    noted.clear();
  });
  after(async () => {
    await client.close();
    await service.close();
  });

  const calls = () => service.received.filter(isForLabels).length;
  const heads = () => service.received.filter(({ method }) => method === "HEAD").length;
  const detect = (known: Detector, key: string, options: Partial<DetectionRequest> = {}) =>
    known.detect({
      object: { account: "A", bucket: "photos", key },
      client: async () => client,
      threshold: 0.7,
      ...options,
    });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const versionOfA = async () => {
    const object = { account: "A", bucket: "photos", key: "a.jpg" };
    return objectVersion(object, await client.headObject(object));
  };
  const billed = (outcomes: readonly { possiblyBilledCalls: number }[]) =>
    outcomes.reduce((sum, { possiblyBilledCalls }) => sum + possiblyBilledCalls, 0);
  /** Holds the answers of the service back; `come` resolves when the first call has come. */
  const hold = () => {
    let answerAll = () => {};
    const answered = new Promise<void>((resolve) => {
      answerAll = resolve;
    });
    const come = new Promise<void>((resolve) => {
      beforeAnswer = () => {
        resolve();
        return answered;
      };
    });
    return { come, answer: answerAll };
  };
  const local = (known: Detector, signal = new AbortController().signal, left: string[] = []) =>
    detectLocalImage(known, {
      account: "A",
      client: async () => client,
      location: { bucket: "photos", prefix: "in" },
      image: { name: "cat.png", bytes: Buffer.from("picture"), contentType: "image/png" },
      threshold: 0.7,
      signal,
      copies: {
        note: async ({ key }) => {
          assert.ok(!service.received.some(({ url }) => url.includes(encodeURIComponent(key))));
          noted.add(key);
        },
        gone: async ({ key }) => {
          noted.delete(key);
        },
        leftBehind: (copy) => left.push(formatObjectUri(copy)),
      },
    });

  for (const [known, wanted, asked] of [
    [0.1, 0.7, "0.1"],
    [0.7, 0.1, "0.1"],
    [0.7, 0.7, "0.7"],
  ] as const) {
    it(`one after the other ask again at ${asked}, where ${known} is known and ${wanted} is wanted`, async () => {
      const store = detector();
      await detect(store, "a.jpg", { threshold: known });
      const outcome = await detect(store, "a.jpg", { threshold: wanted, refresh: true });
      const [, again] = service.received.filter(isForLabels);
      assert.match(decodeURIComponent(again?.url ?? ""), new RegExp(`thr_${asked}(?!\\d)`));
      assert.equal(outcome.threshold, wanted);
    });
  }

  it("of copies of an object are one call, and each answer names its own object", async () => {
    const known = detector();
    const keys = ["a.jpg", "b.jpg", "c.jpg"];
    const outcomes = await Promise.all(keys.map((key) => detect(known, key)));
    assert.equal(calls(), 1);
    assert.deepEqual(
      outcomes.map((outcome) => toDetection(outcome).object),
      keys.map((key) => `oss://photos/${key}`),
    );
    assert.equal(billed(outcomes), 1);
  });

  const joined: readonly {
    readonly running: Partial<DetectionRequest>;
    readonly wanted: Partial<DetectionRequest>;
    readonly calls: number;
    readonly why: string;
  }[] = [
    { running: {}, wanted: {}, calls: 1, why: "the same is wanted" },
    { running: { threshold: 0.3 }, wanted: {}, calls: 1, why: "a lower threshold covers a higher" },
    {
      running: {},
      wanted: { threshold: 0.3 },
      calls: 2,
      why: "a higher threshold covers no lower",
    },
    { running: { refresh: true }, wanted: {}, calls: 1, why: "what is asked anew will do" },
    { running: {}, wanted: { refresh: true }, calls: 2, why: "it is to be asked anew" },
    { running: { refresh: true }, wanted: { refresh: true }, calls: 1, why: "both ask anew" },
  ];
  for (const { running, wanted, calls: expected, why } of joined) {
    for (const [what, key] of [
      ["an object", "a.jpg"],
      ["a copy of it", "b.jpg"],
    ] as const) {
      it(`of ${what} are ${expected} ${expected === 1 ? "call" : "calls"} where ${why}`, async () => {
        const known = detector();
        const { come, answer: answerAll } = hold();
        const head = await client.headObject({ bucket: "photos", key });
        const first = detect(known, "a.jpg", running);
        await come;
        const second = detect(known, key, { ...wanted, head: async () => head });
        // Nothing but turns of the loop is needed until it asks or waits.
        await new Promise((resolve) => setImmediate(resolve));
        if (expected === 2) await until(() => calls() === 2);
        answerAll();
        const outcomes = await Promise.all([first, second]);
        assert.equal(calls(), expected);
        assert.equal(billed(outcomes), expected);
        assert.deepEqual(
          outcomes.map((outcome) => toDetection(outcome).threshold),
          [running.threshold ?? 0.7, wanted.threshold ?? 0.7],
        );
      });
    }
  }

  it("of one object need one HEAD, and none where the caller has it", async () => {
    const known = detector();
    await Promise.all([detect(known, "a.jpg"), detect(known, "a.jpg")]);
    assert.equal(heads(), 1);
    const head = await client.headObject({ bucket: "photos", key: "b.jpg" });
    await detect(known, "b.jpg", { refresh: true, head: async () => head });
    assert.equal(heads(), 2);
  });

  it("go on for whoever still waits, and are given up when nobody does", async () => {
    const known = detector();
    const { come, answer: answerAll } = hold();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = detect(known, "a.jpg", { signal: one.signal });
    await come;
    const second = detect(known, "a.jpg", { signal: other.signal });
    one.abort();
    await assert.rejects(first, { name: "AbortError" });
    answerAll();
    assert.equal((await second).stored.labels.length, 1);

    const again = hold();
    const cancel = new AbortController();
    const third = detect(known, "c.jpg", { signal: cancel.signal, refresh: true });
    await again.come;
    cancel.abort();
    // The last one to cancel hears what the call may have cost.
    await assert.rejects(third, { code: "cancelled", possiblyBilledCalls: 1 });
    again.answer();
    await detect(known, "a.jpg");
    assert.equal(calls(), 2);
  });

  it("whose only caller cancels are billed once, whenever the same is wanted again", async () => {
    for (const isAnsweredBefore of [true, false]) {
      service.received.length = 0;
      const known = detector();
      const head = await client.headObject({ bucket: "photos", key: "a.jpg" });
      const { come, answer: answerAll } = hold();
      const cancel = new AbortController();
      const first = detect(known, "a.jpg", { signal: cancel.signal });
      await come;
      cancel.abort();
      await assert.rejects(first, { code: "cancelled", possiblyBilledCalls: 1 });
      if (isAnsweredBefore) {
        answerAll();
        while (!(await known.stored(await versionOfA(), { threshold: 0.7 }))) await turn();
      }
      const second = detect(known, "a.jpg", { threshold: 0.8, head: async () => head });
      // Nothing but turns of the loop is needed until it waits.
      await turn();
      answerAll();
      const { fromCache, possiblyBilledCalls } = await second;
      assert.deepEqual([fromCache, possiblyBilledCalls], [isAnsweredBefore, 0]);
      assert.equal(calls(), 1);
    }
  });

  it("that are cancelled before they are sent cost nothing", async () => {
    const known = detector();
    const cancel = new AbortController();
    const slow = async () => {
      cancel.abort();
      return client;
    };
    const head = async () => client.headObject({ bucket: "photos", key: "a.jpg" });
    await assert.rejects(detect(known, "a.jpg", { signal: cancel.signal, client: slow, head }), {
      code: "cancelled",
      possiblyBilledCalls: 0,
    });
    assert.equal(calls(), 0);
  });

  for (const [order, thresholds] of [
    ["falling", [0.9, 0.8, 0.7, 0.5, 0.3, 0.1]],
    ["rising", [0.1, 0.3, 0.5, 0.7, 0.8, 0.9]],
  ] as const) {
    it(`at ${order} thresholds at once are one call, at the lowest`, async () => {
      const known = detector();
      const outcomes = await Promise.all(
        thresholds.map((threshold) => detect(known, "a.jpg", { threshold })),
      );
      assert.equal(calls(), 1);
      assert.equal(billed(outcomes), 1);
      assert.match(service.received.find(isForLabels)?.url ?? "", /thr_0\.1(?:$|&)/);
      assert.deepEqual(
        outcomes.map((outcome) => toDetection(outcome).threshold),
        thresholds,
      );
    });
  }

  it("end well although their client is closed when it is idle", async () => {
    const own = new OssClient(accountAt(service.origin));
    const { come, answer: answerAll } = hold();
    const first = detect(detector(), "a.jpg", { client: async () => own });
    await come;
    const closed = own.closeWhenIdle();
    answerAll();
    assert.equal((await first).stored.labels.length, 1);
    await closed;
    await assert.rejects(own.headObject({ bucket: "photos", key: "a.jpg" }), { code: "closed" });
  });

  describe("in two windows", () => {
    const folder = temporaryFolder();
    const indexes: LabelIndex[] = [];
    afterEach(async () => {
      for (const index of indexes.splice(0)) await index.close();
    });
    const open = (name: string) => LabelIndex.open(join(folder(), name), { program });
    const windows = (name: string) => {
      const opened = [open(name), open(name)] as const;
      indexes.push(...opened);
      return opened.map((index) => new Detector(storeOf(index)));
    };

    it("are one call", async () => {
      const { come, answer: answerAll } = hold();
      const [one, two] = windows("at-once.sqlite");
      assert.ok(one && two);
      const first = detect(one, "a.jpg");
      await come;
      const second = detect(two, "a.jpg");
      await until(() => heads() === 2);
      answerAll();
      const outcomes = await Promise.all([first, second]);
      assert.equal(calls(), 1);
      assert.equal(billed(outcomes), 1);
      assert.deepEqual(
        outcomes.map(({ fromCache }) => fromCache),
        [false, true],
      );
    });

    it("are two where the first was refused", async () => {
      refusals = 1;
      const { come, answer: answerAll } = hold();
      const [one, two] = windows("refused.sqlite");
      assert.ok(one && two);
      const first = detect(one, "a.jpg");
      await come;
      const second = detect(two, "a.jpg");
      await until(() => heads() === 2);
      answerAll();
      await assert.rejects(first, { code: "ImageDamage" });
      assert.equal((await second).possiblyBilledCalls, 1);
      assert.equal(calls(), 2);
    });

    it("need not wait for ever for one that is gone", async () => {
      const [index, other] = [open("gone.sqlite"), open("gone.sqlite")];
      indexes.push(index, other);
      assert.equal(await other.claim("bytes", 1), true);
      assert.equal(await other.claim("bytes", 60_000), true);
      assert.equal(await index.claim("bytes", 60_000), false);
      await other.claim("bytes", -1);
      assert.equal(await index.claim("bytes", 60_000), true);
      await index.release("bytes");
      assert.equal(await other.claim("bytes", 60_000), true);
    });
  });

  it("at thresholds that the service cannot tell apart are one", async () => {
    const known = detector();
    const outcomes = await Promise.all(
      [0.7349, 0.734].map((threshold) => detect(known, "a.jpg", { threshold })),
    );
    assert.equal(calls(), 1);
    assert.deepEqual(
      outcomes.map(({ threshold, stored }) => [threshold, stored.threshold]),
      [
        [0.734, 0.734],
        [0.734, 0.734],
      ],
    );
    assert.match(service.received.find(isForLabels)?.url ?? "", /thr_0\.734(?:$|&)/);
    const later = await detect(known, "a.jpg", { threshold: 0.7341 });
    assert.equal(later.fromCache, true);
  });

  it("of copies are calls of their own where the service would not look at one", async () => {
    const known = detector();
    refusals = 1;
    const outcomes = await Promise.allSettled(["a.jpg", "b.jpg"].map((key) => detect(known, key)));
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
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
    assert.equal(noted.size, 0);
  });

  it("tell of a copy that may have arrived and could not be deleted", async () => {
    putIsCut = true;
    deleteStatus = 403;
    const left: string[] = [];
    await assert.rejects(local(detector(), undefined, left));
    assert.equal(left.length, 1);
    assert.equal(noted.size, 1, "the next start tries again");
    assert.match(left[0] ?? "", /^oss:\/\/photos\/in\/.*cat\.png$/);
  });
});
