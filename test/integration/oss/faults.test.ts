import assert from "node:assert/strict";
import { createServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { wordsFor } from "../../../src/messages/explain.ts";
import { OssClient } from "../../../src/oss/client.ts";
import {
  accountAt,
  answer,
  errorXml,
  failureOf,
  hasty,
  type Loopback,
  listen,
  quick,
  type Reply,
  startLoopback,
  withServer,
} from "./loopback.ts";

const photo = { bucket: "photos", key: "a.jpg" };
const once = { retries: { attempts: 1 } };
const xml = { "content-type": "application/xml" };
const json = { "content-type": "application/json" };
const page = "<!DOCTYPE html><html><body>Sign in to the hotel's network</body></html>";

type Work = (client: OssClient) => Promise<unknown>;
const calls = {
  buckets: (client) => client.listBuckets(),
  objects: (client) => client.listObjects("photos"),
  head: (client) => client.headObject(photo),
  get: (client) => client.getObject(photo),
  info: (client) => client.imageInfo(photo),
  labels: (client) => client.detectLabels(photo, { threshold: 0.7 }),
  tags: (client) => client.getObjectTagging(photo),
  put: (client) => client.putObject(photo, Buffer.from("x")),
  remove: (client) => client.deleteObject(photo),
} satisfies Record<string, Work>;

describe("answers that are no answers", () => {
  const cases: [name: string, call: keyof typeof calls, reply: Reply, code: string][] = [
    ["204 for a list", "objects", (r) => answer(r, 204), "empty-answer"],
    ["204 for labels", "labels", (r) => answer(r, 204), "empty-answer"],
    ["204 for an object", "get", (r) => answer(r, 204), "empty-answer"],
    ["an empty 200 for buckets", "buckets", (r) => answer(r, 200, "", xml), "empty-answer"],
    ["an empty 200 for labels", "labels", (r) => answer(r, 200, "", json), "empty-answer"],
    ["a portal's page for a list", "objects", portal, "web-page"],
    ["a portal's page for buckets", "buckets", portal, "web-page"],
    ["a portal's page for labels", "labels", portal, "web-page"],
    ["a portal's page for an object", "get", portal, "web-page"],
    ["a portal's page for facts", "info", portal, "web-page"],
    ["a portal's page for tags", "tags", portal, "web-page"],
    ["a portal's page for HEAD", "head", (r) => page200(r, { "content-length": "70" }), "web-page"],
    [
      "a page with OSS's own headers for labels",
      "labels",
      (r) => answer(r, 200, page, { "content-type": "text/html" }),
      "web-page",
    ],
    ["a page that claims to be XML", "objects", (r) => r.writeHead(200, xml).end(page), "web-page"],
    [
      "the image in place of labels",
      "labels",
      (r) => answer(r, 200, "\xff\xd8\xff", { "content-type": "image/jpeg" }),
      "process-ignored",
    ],
    [
      "the image in place of labels, under another type",
      "labels",
      (r) => answer(r, 200, Buffer.from("\xff\xd8\xff\xe0", "latin1"), json),
      "process-ignored",
    ],
    ["other JSON for labels", "labels", (r) => answer(r, 200, '{"a":1}', json), "no-label-answer"],
    [
      "no field of labels",
      "labels",
      (r) => answer(r, 200, '{"RequestId":"1"}', json),
      "no-label-answer",
    ],
    [
      "labels that are none",
      "labels",
      (r) => answer(r, 200, '{"Labels":[{}]}', json),
      "no-label-answer",
    ],
    ["text that is no JSON", "labels", (r) => answer(r, 200, "hello", json), "unreadable-answer"],
    ["JSON that is no object", "labels", (r) => answer(r, 200, "[1]", json), "no-label-answer"],
    ["half of the JSON", "labels", (r) => answer(r, 200, '{"Labels":[{', json), "truncated-answer"],
    ["JSON of other things", "info", (r) => answer(r, 200, '{"a":1}', json), "unreadable-answer"],
    [
      "numbers that are none",
      "info",
      (r) => answer(r, 200, infoBody("1e9", "x"), json),
      "unreadable-answer",
    ],
    ["JSON for a list", "objects", (r) => answer(r, 200, "{}", json), "unreadable-answer"],
    ["another list", "objects", (r) => answer(r, 200, "<Other></Other>", xml), "unreadable-answer"],
    [
      "half of a list",
      "objects",
      (r) => answer(r, 200, "<?xml version='1.0'?><ListBucketResult><Contents><Key>a</K", xml),
      "truncated-answer",
    ],
    [
      "a list with a DOCTYPE",
      "objects",
      (r) =>
        answer(
          r,
          200,
          '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><ListBucketResult>&a;</ListBucketResult>',
          xml,
        ),
      "unreadable-answer",
    ],
    [
      "a list nested without end",
      "objects",
      (r) =>
        answer(
          r,
          200,
          `<ListBucketResult>${"<a>".repeat(500)}${"</a>".repeat(500)}</ListBucketResult>`,
          xml,
        ),
      "unreadable-answer",
    ],
    ["an object that arrives damaged", "get", damaged, "checksum-mismatch"],
    [
      "an upload that arrived otherwise",
      "put",
      (r) => answer(r, 200, "", { "x-oss-hash-crc64ecma": "1" }),
      "checksum-mismatch",
    ],
    [
      "gzip that is none",
      "labels",
      (r) => answer(r, 200, "plain", { "content-encoding": "gzip" }),
      "unreadable-answer",
    ],
    [
      "half of the gzip",
      "labels",
      (r) =>
        answer(r, 200, gzipSync("x".repeat(5000)).subarray(0, 20), { "content-encoding": "gzip" }),
      "truncated-answer",
    ],
    [
      "an encoding nobody asked for",
      "labels",
      (r) => answer(r, 200, "x", { "content-encoding": "snappy" }),
      "unreadable-answer",
    ],
    ["a redirect", "objects", redirect, "redirected"],
    ["a redirect of HEAD", "head", redirect, "redirected"],
  ];
  for (const [name, call, reply, code] of cases) {
    it(`${name}: ${code}`, async () => {
      await withServer(
        reply,
        async (client) => {
          const error = await failureOf(calls[call](client));
          assert.equal(error.code, code);
          assert.match(wordsFor(error), /[.)]$/);
        },
        once,
      );
    });
  }

  it("a redirect is never followed, neither with nor without credentials", async () => {
    const elsewhere = await startLoopback((response) => answer(response, 200));
    await withServer(
      (response) => response.writeHead(302, { location: `${elsewhere.origin}/a` }).end(),
      async (client, server) => {
        await failureOf(client.getObject(photo));
        assert.equal(server.received.length, 1);
        assert.equal(elsewhere.received.length, 0);
      },
    );
    await elsewhere.close();
  });
});

describe("answers that are too much", () => {
  it("a length of 50 MB is refused before it is read", async () => {
    const reply: Reply = (response) => {
      response.writeHead(200, { "content-length": "52428800" });
      response.write("x");
    };
    for (const call of ["objects", "labels", "get"] as const) {
      const error = await withServer(reply, (client) => failureOf(calls[call](client)), once);
      assert.equal(error.code, "answer-too-large");
    }
  });

  it("a hundred megabytes of XML without a length end at the cap", async () => {
    let sent = 0;
    const piece = Buffer.alloc(1_000_000, "<Contents><Key>a</Key></Contents>");
    const reply: Reply = (response) => {
      response.writeHead(200, xml);
      const more = () => {
        while (sent < 100 && !response.destroyed) {
          sent++;
          if (!response.write(piece)) return response.once("drain", more);
        }
        return response.end();
      };
      more();
    };
    const error = await withServer(
      reply,
      (client) => failureOf(client.listObjects("photos")),
      once,
    );
    assert.equal(error.code, "answer-too-large");
    assert.ok(sent < 60, `${sent} MB were taken`);
  });

  it("a bomb of gzip ends at the cap of what it unpacks to", async () => {
    const bomb = gzipSync(Buffer.alloc(9_000_000), { level: 1 });
    assert.ok(bomb.length < 100_000);
    const reply: Reply = (response) => answer(response, 200, bomb, { "content-encoding": "gzip" });
    const error = await withServer(reply, (client) => failureOf(calls.labels(client)), once);
    assert.equal(error.code, "answer-too-large");
  });

  it("the caller's own cap counts", async () => {
    const reply: Reply = (response) => answer(response, 200, "12345");
    await withServer(reply, async (client) => {
      assert.equal((await client.getObject(photo, { maxBytes: 5 })).bytes.length, 5);
      const error = await failureOf(client.getObject(photo, { maxBytes: 4 }));
      assert.equal(error.code, "answer-too-large");
    });
  });

  it("an error of endless words still has its status", async () => {
    const reply: Reply = (response) => answer(response, 403, "x".repeat(1_000_000), xml);
    const error = await withServer(reply, (client) => failureOf(calls.objects(client)), once);
    assert.equal(error.status, 403);
  });
});

describe("connections that fail", () => {
  const half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf";
  const cases: [name: string, on: (socket: Socket) => void, code: string][] = [
    ["reset before an answer", (socket) => socket.resetAndDestroy(), "connection-reset"],
    ["ended before an answer", (socket) => socket.end(), "connection-reset"],
    [
      "reset in the middle",
      (socket) => socket.write(half, () => socket.resetAndDestroy()),
      "connection-reset",
    ],
    ["ended in the middle", (socket) => socket.end(half), "connection-reset"],
    [
      "ended in the middle of a chunk",
      (socket) => socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\nhalf"),
      "connection-reset",
    ],
    ["silent", () => undefined, "timed-out"],
    [
      "silent after half of the headers",
      (socket) => socket.write("HTTP/1.1 200 OK\r\nx:"),
      "timed-out",
    ],
    ["silent in the middle", (socket) => socket.write(half), "stalled"],
    ["not HTTP", (socket) => socket.write("220 mail.example ESMTP\r\n"), "not-http"],
    [
      "endless headers",
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n${`x: ${"y".repeat(1000)}\r\n`.repeat(40)}`),
      "not-http",
    ],
  ];
  for (const [name, on, code] of cases) {
    it(`${name}: ${code}`, async () => {
      const impatient = hasty(code === "stalled" ? { pause: 40 } : { headers: 40 });
      const options = name.startsWith("silent") ? impatient : once;
      const server = await listen(
        createServer((socket) => {
          socket.on("error", () => undefined);
          socket.once("data", () => on(socket));
        }),
      );
      const client = new OssClient(accountAt(server.origin), options);
      const error = await failureOf(client.getObject(photo));
      await client.close();
      await server.close();
      assert.equal(error.code, code);
    });
  }

  it("a trickle that never ends is cut off", async () => {
    let timer: NodeJS.Timeout | undefined;
    const reply: Reply = (response) => {
      response.writeHead(200);
      timer = setInterval(() => response.write("x"), 10);
    };
    const error = await withServer(
      reply,
      (client) => failureOf(client.getObject(photo)),
      hasty({ body: 60 }),
    );
    clearInterval(timer);
    assert.equal(error.code, "stalled");
  });

  it("a port where nothing listens: connection-refused", async () => {
    const gone = await listen(createServer());
    await gone.close();
    const client = new OssClient(accountAt(gone.origin), once);
    const error = await failureOf(client.listBuckets());
    assert.equal(error.code, "connection-refused");
    assert.ok(wordsFor(error).includes(`127.0.0.1:${gone.port}`));
    await client.close();
  });

  it("a host that does not exist: host-not-found", async () => {
    const client = new OssClient(
      accountAt("http://no-such-host.invalid", { addressing: "custom-domain" }),
      once,
    );
    const { code } = await failureOf(client.headObject(photo));
    // A machine without any name server cannot tell that there is none.
    assert.ok(["host-not-found", "name-lookup-failed"].includes(code), code);
    await client.close();
  });
});

describe("cancelling", () => {
  const silent: Reply = () => undefined;

  it("ends a call that waits for its answer, at once", async () => {
    const slow = { retries: quick.retries ?? {} };
    await withServer(
      silent,
      async (client, server) => {
        const controller = new AbortController();
        const call = failureOf(
          client.detectLabels(photo, { threshold: 0, signal: controller.signal }),
        );
        await arrival(server);
        controller.abort();
        const error = await call;
        assert.equal(error.code, "cancelled");
        assert.equal(error.possiblyBilledCalls, 1);
      },
      slow,
    );
  });

  it("ends a call in the middle of its body, in its pause, and before it begins", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    await withServer(
      (response) => {
        response.writeHead(200, { "content-length": "9" }).write("half");
        setImmediate(() => controller.abort(new Error("not shown")));
      },
      async (client) => {
        assert.equal((await failureOf(client.getObject(photo, { signal }))).code, "cancelled");
        assert.equal((await failureOf(client.getObject(photo, { signal }))).code, "cancelled");
      },
      {},
    );
    const again = new AbortController();
    await withServer(
      (response) => answer(response, 503, errorXml("ServiceUnavailable")),
      async (client, { received }) => {
        const error = await failureOf(client.headObject(photo, { signal: again.signal }));
        assert.equal(error.code, "cancelled");
        assert.equal(received.length, 1);
      },
      // The pause comes once the attempt has been logged.
      {
        retries: { firstDelay: 1e9, maxDelay: 1e9 },
        log: () => setImmediate(() => again.abort()),
      },
    );
  });

  it("ends a call whose credentials do not come", async () => {
    const controller = new AbortController();
    await withServer(
      silent,
      async (client, { received }) => {
        const call = failureOf(client.headObject(photo, { signal: controller.signal }));
        setImmediate(() => controller.abort());
        assert.equal((await call).code, "cancelled");
        assert.equal(received.length, 0);
      },
      quick,
      { credentials: () => new Promise(() => undefined) },
    );
  });

  it("leaves no listener on the caller's signal", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    await withServer(
      (response) => answer(response, 200, "x"),
      async (client) => {
        for (let call = 0; call < 5; call++) await client.getObject(photo, { signal });
      },
    );
    assert.equal(listeners, 0);
  });

  it("by closing the client is told apart, and a closed client stays closed", async () => {
    await withServer(
      silent,
      async (client, server) => {
        const call = failureOf(client.listBuckets());
        await arrival(server);
        await client.close();
        assert.equal((await call).code, "closed");
        assert.equal((await failureOf(client.listBuckets())).code, "closed");
      },
      {},
    );
  });
});

function portal(response: Parameters<Reply>[0]): void {
  page200(response, {});
}

function page200(response: Parameters<Reply>[0], headers: Record<string, string>): void {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(page);
}

function redirect(response: Parameters<Reply>[0]): void {
  response.writeHead(302, { location: "http://127.0.0.1:1/login" }).end();
}

function damaged(response: Parameters<Reply>[0]): void {
  answer(response, 200, "other bytes", { "x-oss-hash-crc64ecma": "11051210869376104954" });
}

function infoBody(width: string, height: string): string {
  return JSON.stringify({
    ImageWidth: { value: width },
    ImageHeight: { value: height },
    Format: { value: "jpg" },
    FileSize: { value: "1" },
  });
}

async function arrival(server: Loopback): Promise<void> {
  while (server.received.length === 0) await new Promise(setImmediate);
}

describe("a paid answer that can be read all the same", () => {
  const text = '{"Labels":[{"LabelName":"a","LabelConfidence":1.0000001}]}';
  const cases: [name: string, reply: Reply][] = [
    ["with bytes behind it", (r) => answer(r, 200, `${text}\0\r\n--`, json)],
    ["called a page", (r) => answer(r, 200, text, { "content-type": "text/html" })],
    ["called an image", (r) => answer(r, 200, text, { "content-type": "image/jpeg" })],
    ["in an encoding nobody knows", (r) => answer(r, 200, text, { "content-encoding": "snappy" })],
    [
      "in an encoding that is a character set",
      (r) => answer(r, 200, text, { "content-encoding": "utf-8" }),
    ],
    ["called gzip, which it is not", (r) => answer(r, 200, text, { "content-encoding": "gzip" })],
    [
      "packed twice",
      (r) => answer(r, 200, gzipSync(gzipSync(text)), { "content-encoding": "gzip, gzip" }),
    ],
    [
      "packed, and called identity too",
      (r) => answer(r, 200, gzipSync(text), { "content-encoding": "gzip,identity" }),
    ],
    [
      "with a label that is none",
      (r) => answer(r, 200, text.replace("[", '[{"LabelName":7},'), json),
    ],
    [
      "with a number that JSON lacks",
      (r) => answer(r, 200, text.replace("[", '[{"LabelName":NaN},'), json),
    ],
  ];
  for (const [name, reply] of cases) {
    it(name, async () => {
      await withServer(reply, async (client) => {
        const { labels, possiblyBilledCalls } = await client.detectLabels(photo, {
          threshold: 0.5,
        });
        assert.deepEqual(
          labels.map(({ name, confidence }) => [name, confidence]),
          [["a", 1]],
        );
        assert.equal(possiblyBilledCalls, 1);
      });
    });
  }

  it("and one that cannot may have been billed, which is said", async () => {
    await withServer(
      (r) => answer(r, 200, "<html>", { "content-type": "text/html" }),
      async (client) => {
        const error = await failureOf(calls.labels(client));
        assert.equal(error.possiblyBilledCalls, 1);
        assert.match(wordsFor(error), /may have been billed/);
        assert.equal(error.facts.received, "text/html, 6 bytes");
      },
    );
  });
});
