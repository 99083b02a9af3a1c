import assert from "node:assert/strict";
import { NetworkError } from "../../../src/http/networkError.ts";
import { explain } from "../../../src/messages/explain.ts";
import type { Credentials } from "../../../src/oss/account.ts";
import type { OssClient, RequestLogLine } from "../../../src/oss/client.ts";
import {
  defaultRetryPolicy,
  delayBeforeRetry,
  mayHaveRun,
  readRetryAfter,
} from "../../../src/oss/retry.ts";
import { answer, errorXml, failureOf, quick, type Reply, withServer } from "./loopback.ts";

const photo = { bucket: "photos", key: "a.jpg" };
const good: Reply = (response) => answer(response, 200, '{"Labels":[]}');
const says = (status: number, code: string, more = ""): Reply => {
  return (response, { method }) => {
    const body = errorXml(code, "m", more);
    const head = { "x-oss-err": Buffer.from(body).toString("base64") };
    answer(response, status, method === "HEAD" ? "" : body, method === "HEAD" ? head : {});
  };
};
const reset: Reply = (response) => response.socket?.resetAndDestroy();
const silent: Reply = () => undefined;
const half: Reply = (response) => {
  response.writeHead(200, { "content-length": "99" });
  response.write("{", () => response.socket?.resetAndDestroy());
};

/** Answers with one reply after another, the last one for ever. */
function inTurn(...replies: Reply[]): Reply {
  return (response, request, count) => {
    replies[Math.min(count, replies.length) - 1]?.(response, request, count);
  };
}

const detect = (client: OssClient) => client.detectLabels(photo, { threshold: 0.7 });
const list = (client: OssClient) => client.listObjects("photos");
const busy = says(503, "ServiceUnavailable");
const throttled = says(503, "TotalQpsLimitExceeded");

describe("detections, which cost money", () => {
  const cases: [name: string, replies: Reply[], requests: number, billed: number, code?: string][] =
    [
      ["one good answer is one call", [good], 1, 1],
      [
        "a reset is not repeated, and may have been billed",
        [reset, good],
        1,
        1,
        "connection-reset",
      ],
      ["half of an answer was billed", [half, good], 1, 1, "connection-reset"],
      ["a busy service may have run it", [busy, good], 1, 1, "ServiceUnavailable"],
      ["a failing service may have run it", [says(500, "InternalError")], 1, 1, "InternalError"],
      [
        "a gateway's timeout may have been billed",
        [(r) => r.writeHead(504).end()],
        1,
        1,
        "http-504",
      ],
      ["throttled calls were not run", [throttled, throttled, good], 3, 1],
      ["throttled for ever costs nothing", [throttled], 3, 0, "TotalQpsLimitExceeded"],
      ["IMM's throttling was not run", [says(429, "Whatever"), good], 2, 1],
      ["throttled, then a reset, is the end", [throttled, reset, good], 2, 1, "connection-reset"],
      ["a refusal is final and free", [says(403, "AccessDenied")], 1, 0, "AccessDenied"],
      ["a wrong image is final and free", [says(400, "BadRequest")], 1, 0, "BadRequest"],
      [
        "a timeout of ours is final for a 4xx",
        [says(408, "RequestTimeout")],
        1,
        0,
        "RequestTimeout",
      ],
      [
        "an answer nobody can read is not asked for again, and was billed",
        [(r) => answer(r, 200, "hello")],
        1,
        1,
        "unreadable-answer",
      ],
      [
        "an error behind a good status is an error",
        [(r) => answer(r, 200, '{"Code":"InvalidArgument","Message":"m","RequestId":"r"}')],
        1,
        1,
        "InvalidArgument",
      ],
    ];
  for (const [name, replies, requests, billed, code] of cases) {
    it(`${name}: ${requests} request(s), ${billed} billed`, async () => {
      await withServer(inTurn(...replies), async (client, { received }) => {
        const outcome = code === undefined ? await detect(client) : await failureOf(detect(client));
        assert.equal(received.length, requests);
        assert.equal(outcome.possiblyBilledCalls, billed);
        if (!("code" in outcome)) return assert.equal(code, undefined);
        assert.equal(outcome.code, code);
        assert.equal(/may have been billed/.test(explain(outcome).what), billed > 0);
      });
    });
  }

  it("that time out may have been billed", async () => {
    await withServer(
      silent,
      async (client, { received }) => {
        const error = await failureOf(detect(client));
        assert.equal(error.code, "timed-out");
        assert.equal(error.possiblyBilledCalls, 1);
        assert.equal(received.length, 1);
      },
      { ...quick, timeouts: { detection: 40 } },
    );
  });
});

describe("calls that change nothing", () => {
  const cases: [name: string, replies: Reply[], requests: number, code: string][] = [
    ["resets", [reset], 3, "connection-reset"],
    ["a busy service", [busy], 3, "ServiceUnavailable"],
    ["throttling", [throttled], 3, "TotalQpsLimitExceeded"],
    ["status 429 of a proxy", [(r) => r.writeHead(429).end()], 3, "http-429"],
    ["a missing bucket", [says(404, "NoSuchBucket")], 1, "NoSuchBucket"],
    ["a wrong secret", [says(403, "SignatureDoesNotMatch")], 1, "SignatureDoesNotMatch"],
    ["status 401", [(r) => r.writeHead(401).end()], 1, "http-401"],
    ["status 409", [says(409, "FileAlreadyExists")], 1, "FileAlreadyExists"],
    ["a redirect", [(r) => r.writeHead(307, { location: "/" }).end()], 1, "redirected"],
  ];
  for (const [name, replies, requests, code] of cases) {
    it(`${name}: ${requests} attempt(s)`, async () => {
      await withServer(inTurn(...replies), async (client, { received }) => {
        assert.equal((await failureOf(list(client))).code, code);
        assert.equal(received.length, requests);
      });
    });
  }

  it("succeed on the third attempt, and log each", async () => {
    const lines: RequestLogLine[] = [];
    await withServer(
      inTurn(reset, busy, (r) => answer(r, 200, "<ListBucketResult></ListBucketResult>")),
      async (client) => {
        await list(client);
        assert.deepEqual(
          lines.map(({ attempt, status, code, requestId }) => [attempt, status, code, requestId]),
          [
            [1, undefined, "connection-reset", undefined],
            [2, 503, "ServiceUnavailable", "5C06A3B67B8B5A3DA422299D"],
            [3, 200, undefined, "5C06A3B67B8B5A3DA422299D"],
          ],
        );
      },
      { ...quick, log: (line) => lines.push(line) },
    );
  });

  it("do not repeat an upload that must not overwrite, once it may have arrived", async () => {
    await withServer(inTurn(reset), async (client, { received }) => {
      const upload = client.putObject(photo, Buffer.from("x"), { forbidOverwrite: true });
      assert.equal((await failureOf(upload)).code, "connection-reset");
      assert.equal(received.length, 1);
    });
  });
});

describe("what is corrected", () => {
  const skewed = (server: string) =>
    says(403, "RequestTimeTooSkewed", `<ServerTime>${server}</ServerTime>`);

  it("the clock, once, and remembered", async () => {
    const now = () => new Date("2026-01-01T00:00:00Z");
    await withServer(
      inTurn(skewed("2026-01-02T03:04:05.000Z"), good),
      async (client, { received }) => {
        assert.equal((await detect(client)).possiblyBilledCalls, 1);
        await detect(client);
        const url = await client.presignGet(photo, { expires: 60 });
        const dates = received.map(({ headers }) => headers["x-oss-date"]);
        assert.deepEqual(dates, ["20260101T000000Z", "20260102T030405Z", "20260102T030405Z"]);
        assert.match(url, /x-oss-date=20260102T030405Z/);
      },
      { ...quick, now },
    );
  });

  it("the clock, by the Date of a bare HEAD", async () => {
    const now = () => new Date("2026-01-01T00:00:00Z");
    const error = Buffer.from(errorXml("RequestTimeTooSkewed")).toString("base64");
    await withServer(
      (response, _, count) => {
        const date = new Date("2026-01-03T00:00:00Z").toUTCString();
        if (count === 1) return answer(response, 403, "", { "x-oss-err": error, date });
        return answer(response, 200, "", { "content-length": "1" });
      },
      async (client, { received }) => {
        await client.headObject(photo);
        assert.equal(received[1]?.headers["x-oss-date"], "20260103T000000Z");
      },
      { ...quick, now },
    );
  });

  it("not for ever: a service that is never content gets two requests", async () => {
    await withServer(skewed("2026-01-02T03:04:05.000Z"), async (client, { received }) => {
      assert.equal((await failureOf(list(client))).code, "RequestTimeTooSkewed");
      assert.equal(received.length, 2);
    });
  });

  it("credentials that expire in the middle of a listing", async () => {
    const refusedOnes: (Credentials | undefined)[] = [];
    const fresh = { accessKeyId: "ak", accessKeySecret: "sk", securityToken: "new" };
    const old = { accessKeyId: "ak", accessKeySecret: "sk", securityToken: "old" };
    let current = old;
    await withServer(
      (response, { headers }, count) => {
        if (headers["x-oss-security-token"] === "old" && count > 1) {
          return says(403, "SecurityTokenExpired")(response, received0, 1);
        }
        return answer(response, 200, "<ListBucketResult></ListBucketResult>");
      },
      async (client, { received }) => {
        await list(client);
        await list(client);
        assert.deepEqual(
          received.map(({ headers }) => headers["x-oss-security-token"]),
          ["old", "old", "new"],
        );
        assert.deepEqual(refusedOnes, [undefined, undefined, old, undefined]);
      },
      quick,
      {
        credentials: async (_, refused) => {
          refusedOnes.push(refused);
          if (refused) current = fresh;
          return current;
        },
      },
    );
  });

  for (const code of [
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "InvalidSecurityToken",
    "SecurityTokenExpired",
  ]) {
    it(`keys that were refused with ${code}, at the next call and only there`, async () => {
      const old = { accessKeyId: "ak", accessKeySecret: "wrong", securityToken: "old" };
      const corrected = { ...old, accessKeySecret: "right", securityToken: "new" };
      let [inFile, kept] = [old, old];
      let reads = 0;
      await withServer(
        (response, { headers }) =>
          headers["x-oss-security-token"] === "new"
            ? answer(response, 200, "<ListBucketResult></ListBucketResult>")
            : says(403, code)(response, received0, 1),
        async (client, { received }) => {
          assert.equal((await failureOf(list(client))).code, code);
          const before = reads;
          inFile = corrected;
          await list(client);
          await list(client);
          assert.equal(reads, before + 1);
          assert.equal(received.length, 3);
        },
        quick,
        {
          credentials: async (_, refused) => {
            if (refused === kept) {
              reads += 1;
              kept = { ...inFile };
            }
            return kept;
          },
        },
      );
    });
  }

  it("not credentials that have no successor: one request, and a sentence", async () => {
    await withServer(says(403, "SecurityTokenExpired"), async (client, { received }) => {
      const error = await failureOf(list(client));
      assert.equal(error.code, "SecurityTokenExpired");
      assert.equal(explain(error).remedy?.kind, "editAccount");
      assert.equal(received.length, 1);
    });
  });
});

describe("pauses between attempts", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  const failed = { networkError: new NetworkError("connection-reset", true) };
  const first = { made: 1, doubtful: 1, retry: "idempotent" as const };

  it("have full jitter below a ceiling that doubles", () => {
    const second = { ...first, made: 2 };
    const delays = Array.from({ length: 300 }, () => [
      delayBeforeRetry(failed, first, defaultRetryPolicy, now) ?? Number.NaN,
      delayBeforeRetry(failed, second, defaultRetryPolicy, now) ?? Number.NaN,
    ]);
    const largest = (index: number) => Math.max(...delays.map((pair) => pair[index] ?? 0));
    assert.ok(largest(0) <= 200 && largest(0) > 100, `${largest(0)}`);
    assert.ok(largest(1) <= 400 && largest(1) > 250, `${largest(1)}`);
    assert.ok(Math.min(...delays.flat()) < 40);
  });

  const retryAfter: [text: string | undefined, milliseconds: number | undefined][] = [
    [undefined, undefined],
    ["0", 0],
    [" 7 ", 7000],
    ["Thu, 01 Jan 2026 00:00:10 GMT", 10_000],
    ["Wed, 31 Dec 2025 00:00:10 GMT", 0],
    ["soon", undefined],
    ["-5", undefined],
    ["1.5", undefined],
    ["2026-01-01", undefined],
    ["Xyz, 99 Abc 2026 00:00:10 GMT", undefined],
  ];
  for (const [text, milliseconds] of retryAfter) {
    it(`Retry-After: ${text} means ${milliseconds} ms`, () => {
      assert.equal(readRetryAfter(text, now), milliseconds);
    });
  }

  it("obey Retry-After, and give up where it is too long", () => {
    const policy = defaultRetryPolicy;
    const wanted = (text: string) =>
      delayBeforeRetry({ ...failed, retryAfter: text }, first, policy, now);
    assert.equal(wanted("2"), 2000);
    assert.equal(wanted("31"), undefined);
  });

  it("obey Retry-After on the wire", async () => {
    let before = 0;
    await withServer(
      (response, _, count) => {
        if (count > 1) return good(response, received0, count);
        before = performance.now();
        return answer(response, 503, errorXml("TotalQpsLimitExceeded"), { "retry-after": "0" });
      },
      async (client) => {
        await detect(client);
        assert.ok(performance.now() - before < 5000);
      },
      { retries: { firstDelay: 1e9, maxDelay: 1e9 } },
    );
  });

  it("never count what was never sent as billed", () => {
    assert.equal(
      mayHaveRun({ networkError: new NetworkError("connection-refused", false) }),
      false,
    );
    assert.equal(mayHaveRun(failed), true);
  });
});

const received0 = { method: "GET", url: "/", headers: {}, body: "" };
