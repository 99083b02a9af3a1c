import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { CallBudget } from "../../../src/detection/detector.ts";
import type { OssClientOptions } from "../../../src/oss/client.ts";
import type { CallCountsPort } from "../../../src/runs/callCounts.ts";
import { DayBudget } from "../../../src/runs/dayBudget.ts";
import type { Run } from "../../../src/runs/item.ts";
import type { Source, SourceItem } from "../../../src/runs/sources.ts";
import type { Respond } from "../../../src/sample/faults.ts";
import type { SampleServer } from "../../../src/sample/server.ts";
import { ServiceError } from "../../../src/sample/serviceError.ts";
import { failing, onLabels } from "../../catalogues/responses.ts";
import { temporaryFolder } from "../labelIndex/answers.ts";
import {
  clientOf,
  keyOf,
  openKept,
  picturesBucket,
  type ServerOptions,
  startPictures,
  until,
  Window,
} from "./scene.ts";

const tally = ({
  images,
  known,
  copies,
  refused,
  failed,
  detected,
  calls,
  billableCalls,
}: Run) => ({
  images,
  known: known + copies,
  refused,
  failed,
  detected,
  calls,
  billableCalls,
});

describe("runs", () => {
  const folder = temporaryFolder();
  let server: SampleServer;
  const windows: Window[] = [];
  let home: string;

  const open = async (
    bucket = picturesBucket(20),
    options: ServerOptions = {},
    client: OssClientOptions = { retries: { attempts: 1 } },
  ) => {
    home = mkdtempSync(join(folder(), "run-"));
    server = await startPictures(bucket, options);
    return another("first", client);
  };
  /** One more window on the same machine. */
  const another = async (
    name: string,
    client?: OssClientOptions,
    budgetOf: (counts: CallCountsPort) => CallBudget | undefined = () => undefined,
  ) => {
    const kept = openKept(home);
    const window = new Window(name, kept, clientOf(server, client), 4, budgetOf(kept.counts));
    windows.push(window);
    return window;
  };
  afterEach(async () => {
    for (const window of windows.splice(0)) await window.close();
    await server?.close();
  });

  const object = (index: number): SourceItem => ({
    kind: "object",
    object: { account: "work", bucket: "many", key: keyOf(index) },
  });
  const listed = async function* (...items: SourceItem[]): Source {
    yield items;
  };

  describe("in their plan", () => {
    it("make no detection, and tell the index of every image", async () => {
      const window = await open(picturesBucket(2500));
      assert.deepEqual(tally(await window.plan()), {
        ...{ images: 2500, known: 0, refused: 0, failed: 0, detected: 0 },
        ...{ calls: 2500, billableCalls: 0 },
      });
      assert.equal(server.billableCalls, 0);
      assert.deepEqual(
        window.kept.seen.map(({ key }) => key),
        Array.from({ length: 2500 }, (_, index) => keyOf(index)),
      );
    });

    it("count bytes once, and what is known not at all", async () => {
      const window = await open(picturesBucket(20, (index) => index % 5));
      assert.equal((await window.plan()).calls, 5);
      const { id } = await window.agreed({}, 2);
      await window.worker(id).work();
      assert.equal(server.billableCalls, 2);
      const again = tally(await window.plan());
      assert.deepEqual([again.calls, again.known], [3, 17]);
      const anew = tally(await window.plan({ refresh: true }));
      assert.deepEqual([anew.calls, anew.known], [5, 15]);
    });

    it("refuse what the service would refuse, with the reason", async () => {
      const window = await open(
        picturesBucket(
          6,
          undefined,
          (index) =>
            [
              { size: 0 },
              { size: 21 * 1024 * 1024 },
              { storageClass: "Archive" as const },
              { storageClass: "DeepColdArchive" as const },
              { storageClass: "IA" as const },
              {},
            ][index] ?? {},
        ),
      );
      const run = await window.plan();
      assert.deepEqual(
        (await window.items(run.id, ["refused"])).map(({ problem }) => problem?.code),
        ["empty-object", "image-too-large", "not-restored", "not-restored"],
      );
      assert.equal(run.calls, 2);
      const problems = await window.kept.journal.problems(run.id);
      assert.deepEqual(
        problems.map(({ code, items }) => [code, items]),
        [
          ["not-restored", 2],
          ["empty-object", 1],
          ["image-too-large", 1],
        ],
      );
    });

    for (const [readsArchive, refused, detected] of [
      [false, 6, 0],
      [true, 2, 4],
    ] as const) {
      it(`read a byte to know whether archived images can be detected: ${detected} can`, async () => {
        const reads: string[] = [];
        const archived = picturesBucket(6, undefined, (index) => ({
          storageClass: index < 4 ? "Archive" : "ColdArchive",
        }));
        const window = await open(
          { ...archived, readsArchive },
          { onRequest: ({ method, key }) => key && reads.push(`${method} ${key}`) },
        );
        const run = await window.agreed();
        assert.deepEqual([run.refused, run.calls], [refused, detected]);
        assert.deepEqual(reads, [`GET ${keyOf(0)}`]);
        assert.equal(await window.worker(run.id).work(), "done");
        assert.equal((await window.run(run.id)).detected, detected);
        assert.equal(server.billableCalls, detected);
      });
    }

    it("look at what was only named, once each, and tell what is missing", async () => {
      const requests: string[] = [];
      const window = await open(
        picturesBucket(3, () => 1),
        {
          onRequest: ({ method }) => requests.push(method),
        },
      );
      const bmp: SourceItem = {
        kind: "object",
        object: { account: "work", bucket: "many", key: "a.bmp" },
      };
      const problem = { code: "invalid-uri", message: "No." };
      const run = await window.plan(
        {},
        listed(object(0), object(7), object(0), object(1), bmp, {
          kind: "unreadable",
          text: "hello",
          problem,
        }),
      );
      assert.deepEqual(
        (await window.items(run.id)).map(({ state, problem: why }) => [state, why?.code]),
        [
          ["waiting", undefined],
          ["failed", "NoSuchKey"],
          ["waiting", undefined],
          ["refused", "other-format"],
          ["failed", "invalid-uri"],
        ],
      );
      assert.deepEqual([run.calls, run.copies], [1, 1]);
      assert.deepEqual(requests, ["HEAD", "HEAD", "HEAD", "HEAD"]);
    });

    it("end with the reason where a bucket is missing or keys are wrong", async () => {
      const window = await open();
      const missing: SourceItem = {
        kind: "object",
        object: { account: "work", bucket: "nothing-here", key: "a.jpg" },
      };
      await assert.rejects(window.plan({}, listed(missing)), { code: "NoSuchBucket" });
      const foreign = new Window(
        "foreign",
        openKept(home),
        clientOf({ ...server, accessKeySecret: "wrong" }),
      );
      windows.push(foreign);
      await assert.rejects(foreign.plan(), { code: "SignatureDoesNotMatch" });
    });
  });

  describe("at work", () => {
    it("ask about each bytes once, and finish", async () => {
      const window = await open(picturesBucket(60, (index) => index % 30));
      const { id } = await window.agreed();
      assert.equal(await window.worker(id).work(), "done");
      const run = await window.run(id);
      assert.deepEqual(tally(run), {
        ...{ images: 60, known: 30, refused: 0, failed: 0, detected: 30 },
        ...{ calls: 30, billableCalls: 30 },
      });
      assert.equal(run.state, "done");
      assert.equal(server.billableCalls, 30);
      assert.equal(await window.kept.count("is:labelled"), 60, "copies are found, too");
      assert.equal((await window.plan()).calls, 0);
    });

    it("ask about each bytes once more when everything is to be asked anew", async () => {
      const window = await open(picturesBucket(12, (index) => index % 6));
      await window.worker((await window.agreed()).id).work();
      const { id } = await window.agreed({ refresh: true });
      assert.equal(await window.worker(id).work(), "done");
      assert.equal(server.billableCalls, 12);
      const run = tally(await window.run(id));
      assert.deepEqual([run.detected, run.known, run.billableCalls], [6, 6, 6]);
    });

    it("find copies of what was known before they were planned", async () => {
      const window = await open(picturesBucket(12, (index) => index % 6));
      const half = listed(...Array.from({ length: 6 }, (_, index) => object(index)));
      const { id } = await window.plan({}, half);
      await window.kept.journal.agree(id, 6);
      await window.worker(id).work();
      assert.equal(await window.kept.count("is:labelled"), 6);
      assert.equal((await window.plan()).known, 12);
      assert.equal(await window.kept.count("is:labelled"), 12);
      assert.equal(server.billableCalls, 6);
    });

    it("send one request an image where a listing told of it", async () => {
      const requests: string[] = [];
      const window = await open(undefined, { onRequest: ({ method }) => requests.push(method) });
      await window.worker((await window.agreed()).id).work();
      assert.equal(requests.length, 1 + 20);
    });

    it("never make more calls than were agreed to, and say so of the rest", async () => {
      const window = await open();
      const { id } = await window.agreed({ by: "program" }, 7);
      assert.equal(await window.worker(id).work(), "done");
      assert.equal(server.billableCalls, 7);
      const failed = await window.items(id, ["failed"]);
      assert.deepEqual(
        new Set(failed.map(({ problem }) => problem?.code)),
        new Set(["calls-spent"]),
      );
      assert.equal(failed.length, 13);
    });

    it("pause after what is under way, and go on", async () => {
      const window = await open(picturesBucket(40));
      const { id } = await window.agreed();
      const worker = window.worker(id);
      const work = worker.work();
      await until("some", async () => (await window.run(id)).detected > 5);
      worker.pause();
      assert.equal(await work, "paused");
      const { state, inFlight, billableCalls, detected } = await window.run(id);
      assert.deepEqual([state, inFlight, billableCalls], ["paused", 0, detected]);
      assert.equal(server.billableCalls, detected);
      await window.kept.journal.setState(id, "running");
      assert.equal(await window.worker(id).work(), "done");
      assert.equal(server.billableCalls, 40);
    });

    it("stop at once when cancelled, and keep the answer that comes afterwards", async () => {
      let answer: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        answer = resolve;
      });
      let come = 0;
      const window = await open(undefined, {
        respond: onLabels(async (exchange) => {
          come += 1;
          await held;
          return exchange.proceed();
        }),
      });
      const { id } = await window.agreed();
      const worker = window.worker(id);
      const work = worker.work();
      await until("four calls", () => come === 4);
      worker.cancel();
      assert.equal(await work, "cancelled");
      const run = await window.run(id);
      assert.deepEqual([run.state, run.failed, run.billableCalls], ["cancelled", 20, 4]);
      assert.equal((await window.kept.journal.problems(id))[0]?.code, "cancelled");
      answer();
      await until("the answers", () => server.billableCalls === 4);
      await until("them in the index", async () => {
        const known = await window.known([0, 1, 2, 3].map(keyOf));
        return known.every((stored) => stored !== undefined);
      });
      assert.equal((await window.plan()).calls, 16);
    });

    it("retry what failed, and nothing else", async () => {
      let fails = true;
      const window = await open(undefined, {
        faultOf: (name) =>
          fails && /[05]\.jpg$/.test(name)
            ? onLabels(failing(new ServiceError(400, "ImageDamage", "Damaged.")))
            : undefined,
      });
      const { id } = await window.agreed();
      await window.worker(id).work();
      assert.deepEqual((await window.run(id)).failed, 4);
      fails = false;
      assert.equal(await window.kept.journal.retryFailed(id), 4);
      assert.equal(await window.worker(id).work(), "done");
      const run = await window.run(id);
      assert.deepEqual([run.detected, run.failed, run.billableCalls], [20, 0, 20]);
      assert.equal(server.billableCalls, 20);
    });
  });

  describe("where the service does not answer well", () => {
    /** Counts calls that were made, answered or not. */
    const counting = (respond: (call: number) => ServiceError | "cut" | undefined) => {
      const made = { calls: 0 };
      const how: Respond = onLabels(async (exchange) => {
        made.calls += 1;
        const fault = respond(made.calls);
        if (fault === "cut") {
          exchange.response.destroy();
          return undefined;
        }
        if (fault) throw fault;
        return exchange.proceed();
      });
      return { made, respond: how };
    };

    it("ask no image twice of which a call failed that may have been billed", async () => {
      const { made, respond } = counting((call) =>
        call % 5 === 0 ? new ServiceError(500, "InternalError", "Sorry.") : undefined,
      );
      const window = await open(picturesBucket(50), { respond }, { retries: { attempts: 3 } });
      const { id } = await window.agreed();
      assert.equal(await window.worker(id).work(), "done");
      const run = await window.run(id);
      assert.deepEqual([run.detected, run.failed, run.billableCalls], [40, 10, 50]);
      assert.equal(made.calls, 50);
      assert.equal(server.billableCalls, 40);
    });

    it("and count connections that break as possibly billed", async () => {
      const { made, respond } = counting((call) => (call % 5 === 0 ? "cut" : undefined));
      const window = await open(picturesBucket(20), { respond });
      const { id } = await window.agreed();
      await window.worker(id).work();
      const run = await window.run(id);
      assert.deepEqual([run.detected, run.failed, run.billableCalls], [16, 4, 20]);
      assert.equal(made.calls, 20);
    });

    it("slow down when it has too much to do, and lose no image", async () => {
      let active = 0;
      let most = 0;
      const window = await open(picturesBucket(60), {
        respond: onLabels(async (exchange) => {
          active += 1;
          most = Math.max(most, active);
          try {
            await new Promise((resolve) => setTimeout(resolve, 5));
            if (active > 2) throw new ServiceError(503, "TotalQpsLimitExceeded", "Too many.");
            return await exchange.proceed();
          } finally {
            active -= 1;
          }
        }),
      });
      window.concurrency = 8;
      const { id } = await window.agreed();
      assert.equal(await window.worker(id).work(), "done");
      const run = await window.run(id);
      assert.deepEqual([run.detected, run.failed, run.billableCalls], [60, 0, 60]);
      assert.equal(server.billableCalls, 60);
      assert.ok(most > 2);
    });

    it("wait when keys expire in the middle, say why, and go on", async () => {
      let areGood = true;
      let calls = 0;
      const window = await open(undefined, {
        respond: onLabels((exchange) => {
          if (++calls === 8) areGood = false;
          if (!areGood) throw new ServiceError(403, "InvalidAccessKeyId", "Expired.");
          return exchange.proceed();
        }),
      });
      const { id } = await window.agreed();
      const work = window.worker(id).work();
      await until("a reason", async () => (await window.run(id)).reason !== undefined);
      const { state, reason } = await window.run(id);
      assert.deepEqual([state, reason?.code], ["running", "InvalidAccessKeyId"]);
      areGood = true;
      assert.equal(await work, "done");
      const run = await window.run(id);
      assert.deepEqual(
        [run.detected, run.failed, run.billableCalls, run.reason],
        [20, 0, 20, undefined],
      );
      assert.equal(server.billableCalls, 20);
    });

    it("wait while there is no network, and go on", async () => {
      const offline = { isOn: false };
      let calls = 0;
      const window = await open(picturesBucket(30), {
        respond: onLabels((exchange) => {
          if (++calls === 8) offline.isOn = true;
          return exchange.proceed();
        }),
      });
      const { id } = await window.agreed();
      const away = clientOf({ ...server, endpoint: "http://127.0.0.1:9" });
      const present = window.client;
      Object.defineProperty(window, "client", { get: () => (offline.isOn ? away : present) });
      const work = window.worker(id).work();
      await until("a reason", async () => (await window.run(id)).reason !== undefined);
      assert.equal((await window.run(id)).reason?.code, "connection-refused");
      offline.isOn = false;
      assert.equal(await work, "done");
      const run = await window.run(id);
      assert.deepEqual([run.detected, run.failed, run.billableCalls], [30, 0, 30]);
      assert.equal(server.billableCalls, 30);
      await away.close();
    });

    it("wait for the next day when the calls of this one are spent, and go on then", async () => {
      const now = { at: "2026-11-25T23:59:00Z" };
      await open(picturesBucket(9));
      const window = await another("capped", undefined, (counts) => {
        const options = { cap: () => 4, isFree: () => false, now: () => new Date(now.at) };
        return new DayBudget({
          counts: () => counts,
          ...options,
          onUncounted: (error) => assert.fail(String(error)),
        });
      });
      const { id } = await window.agreed();
      const work = window.worker(id).work();
      for (const [day, next, made] of [
        ["2026-11-25", "2026-11-26", 4],
        ["2026-11-26", "2026-11-27", 8],
      ] as const) {
        await until(`what is left of ${day}`, async () => {
          const { reason, inFlight } = await window.run(id);
          return reason !== undefined && inFlight === 0 && server.billableCalls === made;
        });
        const { state, reason, detected, failed } = await window.run(id);
        assert.deepEqual([state, detected, failed], ["running", made, 0]);
        assert.equal(reason?.code, "daily-calls-spent");
        assert.match(reason?.message ?? "", /^All 4 calls .+ midnight UTC\./);
        assert.equal(await window.kept.counts.on(day, "work"), 4);
        now.at = `${next}T00:00:01Z`;
      }
      assert.equal(await work, "done");
      const run = await window.run(id);
      assert.deepEqual(
        [run.detected, run.failed, run.billableCalls, run.reason],
        [9, 0, 9, undefined],
      );
      assert.equal(server.billableCalls, 9);
      assert.equal(await window.kept.counts.on("2026-11-27", "work"), 1);
    });

    it("of a program do not wait for the next day, and say so of the rest", async () => {
      await open(picturesBucket(6));
      const window = await another("capped", undefined, (counts) => {
        const options = { cap: () => 2, isFree: () => false };
        return new DayBudget({
          counts: () => counts,
          ...options,
          onUncounted: (error) => assert.fail(String(error)),
        });
      });
      const { id } = await window.agreed({ by: "program" });
      assert.equal(await window.worker(id).work(), "done");
      const { detected, failed } = await window.run(id);
      assert.deepEqual([detected, failed, server.billableCalls], [2, 4, 2]);
      assert.deepEqual(
        (await window.kept.journal.problems(id)).map(({ code, items }) => [code, items]),
        [["daily-calls-spent", 4]],
      );
    });

    it("pause by themselves when call after call fails that may be billed", async () => {
      const { made, respond } = counting(() => new ServiceError(500, "InternalError", "Sorry."));
      const window = await open(picturesBucket(200), { respond });
      const { id } = await window.agreed();
      assert.equal(await window.worker(id).work(), "paused");
      assert.ok(made.calls < 30, `${made.calls} calls`);
      assert.equal((await window.run(id)).reason?.code, "InternalError");
    });

    it("do not wait for ever where nothing comes", async () => {
      let silent = 0;
      const window = await open(
        picturesBucket(8),
        {
          respond: onLabels(async (exchange) => {
            if (silent++ < 2) return undefined;
            return exchange.proceed();
          }),
        },
        { retries: { attempts: 1 }, timeouts: { detection: 200 } },
      );
      const { id } = await window.agreed();
      assert.equal(await window.worker(id).work(), "done");
      const run = await window.run(id);
      assert.deepEqual([run.detected, run.failed, run.billableCalls], [6, 2, 8]);
    });
  });

  describe("in several windows", () => {
    it("are worked by one, and the other takes over when that leaves", async () => {
      let calls = 0;
      let letGo = () => {};
      // The first window must not be done before the second has tried.
      const hasTried = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const first = await open(picturesBucket(60), {
        respond: onLabels(async (exchange) => {
          calls += 1;
          if (calls > 10) await hasTried;
          return exchange.proceed();
        }),
      });
      const { id } = await first.agreed();
      const second = await another("second");
      const worker = first.worker(id);
      const work = worker.work();
      await until("some", async () => (await second.run(id)).detected > 3);
      assert.equal(await second.worker(id).work(), "taken");
      assert.equal((await second.run(id)).window, "first");
      letGo();
      worker.leave();
      assert.equal(await work, "left");
      assert.equal(await second.worker(id).work(), "done");
      const run = await second.run(id);
      assert.deepEqual([run.detected, run.failed], [60, 0]);
      assert.equal(server.billableCalls, 60);
    });

    it("and a window that stood still too long does not go on with what another has taken", async () => {
      const window = await open(picturesBucket(5));
      const { id } = await window.agreed();
      const { journal } = window.kept;
      assert.equal(await journal.claim(id, "first", -1), true);
      assert.equal(await journal.claim(id, "second", 60_000), true);
      assert.equal(await journal.take(id, "first", 4), undefined);
      assert.equal(await journal.claim(id, "first", 60_000), false);
    });
  });
});
