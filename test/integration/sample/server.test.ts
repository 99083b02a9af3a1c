import assert from "node:assert/strict";
import { once } from "node:events";
import * as net from "node:net";
import { type RequestLine, startSampleServer } from "../../../src/sample/server.ts";
import { smallAccount } from "../../catalogues/catalogue.ts";
import { presignedPath, sampleServer, send, signed } from "./http.ts";

const labels = [["x-oss-process", "image/labels"]] as const;

describe("a sample server", () => {
  it("is reached by 127.0.0.1 with credentials of its own", async () => {
    const servers = await Promise.all([1, 2].map(() => startSampleServer(smallAccount())));
    try {
      const [one, other] = servers;
      assert.ok(one && other);
      assert.match(one.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.deepEqual([one.region, one.bucket], ["cn-hangzhou", "sample"]);
      assert.notEqual(one.accessKeyId, other.accessKeyId);
      assert.notEqual(one.accessKeySecret, other.accessKeySecret);
      const foreign = await signed(other, { bucket: "sample" }, one);
      assert.equal(foreign.status, 403);
    } finally {
      await Promise.all(servers.map((server) => server.close()));
    }
  });

  it("forgets uploads and deletions when it starts again", async () => {
    const { catalogue } = smallAccount();
    const object = { bucket: "sample", key: "example.jpg" };
    const first = await startSampleServer({ catalogue });
    await signed(first, { ...object, method: "DELETE" });
    assert.equal((await signed(first, object)).status, 404);
    await first.close();
    const second = await startSampleServer({ catalogue });
    assert.equal((await signed(second, object)).status, 200);
    await second.close();
  });

  it("rejects with the system's error when its port is in use", async () => {
    const first = await startSampleServer(smallAccount());
    const port = Number(new URL(first.endpoint).port);
    await assert.rejects(startSampleServer({ ...smallAccount(), port }), {
      code: "EADDRINUSE",
    });
    await first.close();
    const again = await startSampleServer({ ...smallAccount(), port });
    assert.equal(new URL(again.endpoint).port, String(port));
    await again.close();
  });

  it("rejects when there is no catalogue", async () => {
    await assert.rejects(startSampleServer({ mediaFolder: "/nowhere" }), { code: "ENOENT" });
  });

  it("closes while a request waits and a connection idles", async () => {
    const server = await startSampleServer({ ...smallAccount(), latency: 60_000 });
    const waiting = signed(server, { bucket: "sample" });
    const refused = assert.rejects(waiting);
    const idle = net.connect(Number(new URL(server.endpoint).port), "127.0.0.1");
    await once(idle, "connect");
    const ended = new Promise<void>((resolve) => {
      idle.on("close", () => resolve());
    });
    // A reset is as good an end as any.
    idle.on("error", () => undefined).resume();
    await server.close();
    await Promise.all([refused, ended]);
  });

  it("waits as long as its latency says", async () => {
    const server = await startSampleServer({ ...smallAccount(), latency: 30 });
    const startedAt = performance.now();
    const { headers } = await signed(server, { bucket: "sample" });
    assert.ok(performance.now() - startedAt >= 29);
    assert.ok(Number(headers["x-oss-server-time"]) >= 29);
    await server.close();
  });

  it("does not charge for a call whose caller left before the answer", async () => {
    const lines: RequestLine[] = [];
    const server = await startSampleServer({
      ...smallAccount(),
      latency: 20,
      onRequest: (line) => lines.push(line),
    });
    const path = presignedPath(server, { bucket: "sample", key: "example.jpg", query: labels });
    const socket = net.connect(Number(new URL(server.endpoint).port), "127.0.0.1");
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`, () => socket.destroy());
    await once(socket, "close");
    assert.equal((await signed(server, { bucket: "sample" })).status, 200);
    assert.equal(server.billableCalls, 0);
    assert.deepEqual([lines[0]?.status, lines[0]?.billable], [0, false]);
    await server.close();
  });
});

describe("the log of a sample server", () => {
  const lines: RequestLine[] = [];
  const server = sampleServer({ onRequest: (line) => lines.push(line) });
  const lastLine = () => lines.at(-1);

  it("has one line for each request, there when the answer is", async () => {
    const key = "照片/椅子.jpg";
    await signed(server(), { bucket: "sample", key, query: labels });
    assert.deepEqual(lastLine(), {
      method: "GET",
      bucket: "sample",
      key,
      process: "image/labels",
      status: 200,
      billable: true,
    });
    await signed(server(), {});
    assert.deepEqual(lastLine(), {
      method: "GET",
      bucket: null,
      key: null,
      process: null,
      status: 200,
      billable: false,
    });
    await send(server(), { path: "/sample/example.jpg" });
    assert.deepEqual([lastLine()?.key, lastLine()?.status], ["example.jpg", 403]);
    assert.equal(lines.length, 3);
  });

  it("has no credentials, not even of a presigned URL", async () => {
    await send(server(), {
      path: presignedPath(server(), { bucket: "sample", key: "example.jpg" }),
    });
    const text = JSON.stringify(lines);
    assert.ok(!text.includes(server().accessKeyId) && !text.includes("signature"));
  });

  it("charges for an answer that the caller then loses", async () => {
    const before = server().billableCalls;
    const request = { bucket: "faults", key: "reset-midway.jpg", query: labels };
    await assert.rejects(signed(server(), request));
    assert.equal(server().billableCalls, before + 1);
  });
});
