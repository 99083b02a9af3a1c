import assert from "node:assert/strict";
import { settingSchemas } from "../../../src/extension/settingsSchema.ts";
import { connectionsPerHost } from "../../../src/http/transport.ts";
import type { RequestLogLine } from "../../../src/oss/client.ts";
import { formatRequestLine } from "../../../src/oss/requestLog.ts";
import { answer, withServer } from "./loopback.ts";

const photo = { bucket: "photos", key: "a.jpg" };

describe("connections", () => {
  it("are shared by a thousand calls at once", async () => {
    await withServer(
      (response) => answer(response, 200, "x"),
      async (client, { received, sockets }) => {
        await Promise.all(Array.from({ length: 1000 }, () => client.getObject(photo)));
        assert.equal(received.length, 1000);
        assert.ok(sockets() <= connectionsPerHost, `${sockets()} sockets`);
      },
    );
  });

  it("are enough for the largest run and for whoever looks around meanwhile", async () => {
    const concurrencies = Array.from({ length: 100 }, (_, at) => at + 1);
    const largest = Math.max(
      ...concurrencies.filter(
        (count) => settingSchemas["batch.concurrency"].safeParse(count).success,
      ),
    );
    const together = largest + 1;
    const held: (() => void)[] = [];
    await withServer(
      (response) => {
        held.push(() => answer(response, 200, "x"));
        if (held.length === together) for (const release of held) release();
      },
      async (client, { received }) => {
        await Promise.all(Array.from({ length: together }, () => client.getObject(photo)));
        assert.equal(received.length, together);
      },
    );
  });

  it("stay open from one call to the next, which may begin a moment too early for one", async () => {
    await withServer(
      (response) => answer(response, 200, "x"),
      async (client, { sockets }) => {
        for (let call = 0; call < 5; call++) await client.getObject(photo);
        assert.ok(sockets() <= 2, `${sockets()} sockets`);
      },
    );
  });
});

describe("the log of requests", () => {
  const line: RequestLogLine = {
    call: "detectLabels",
    method: "GET",
    host: "photos.oss-cn-hangzhou.aliyuncs.com",
    ...photo,
    process: "image/labels,thr_0.7",
    attempt: 1,
    milliseconds: 431.4,
    status: 200,
    requestId: "R",
  };
  const cases: [name: string, line: RequestLogLine, expected: string][] = [
    [
      "a good call",
      line,
      "detectLabels GET oss://photos/a.jpg image/labels,thr_0.7 via photos.oss-cn-hangzhou.aliyuncs.com: 200 in 431 ms (request id R)",
    ],
    [
      "a failed one",
      { ...line, process: undefined, attempt: 2, status: 503, code: "ServiceUnavailable", ec: "1" },
      "detectLabels GET oss://photos/a.jpg via photos.oss-cn-hangzhou.aliyuncs.com: 503 ServiceUnavailable EC 1 in 431 ms (attempt 2) (request id R)",
    ],
    [
      "one that never came back",
      {
        call: "listBuckets",
        method: "GET",
        host: "h",
        attempt: 1,
        milliseconds: 1,
        code: "timed-out",
      },
      "listBuckets GET buckets via h: timed-out in 1 ms",
    ],
    [
      "a hostile key, in one line",
      { ...line, process: undefined, key: "a\n[error] b?Signature=canary" },
      "detectLabels GET oss://photos/a [error] b?Signature=*** via photos.oss-cn-hangzhou.aliyuncs.com: 200 in 431 ms (request id R)",
    ],
  ];
  for (const [name, one, expected] of cases) {
    it(`writes ${name}`, () => assert.equal(formatRequestLine(one), expected));
  }
});
