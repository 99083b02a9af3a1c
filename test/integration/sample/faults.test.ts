import assert from "node:assert/strict";
import { startSampleServer } from "../../../src/sample/server.ts";
import { smallAccount } from "../../catalogues/catalogue.ts";
import { type Fault, faults } from "../../catalogues/faults.ts";
import { oddKeys } from "../../catalogues/oddKeys.ts";
import { sampleServer, signed, textOf, textsOf } from "./http.ts";

const labels = [["x-oss-process", "image/labels"]] as const;
const isSlow = ({ key }: Fault) => key === "slow.jpg";

describe("the bucket faults", () => {
  const server = sampleServer();
  /** Of the answers without end, the first megabyte. */
  const ask = (key: string) =>
    signed(server(), { bucket: "faults", key, query: labels }, {}, 1024 * 1024);

  for (const fault of faults) {
    const { about, key, outcome } = fault;
    if (outcome.kind === "silence" || isSlow(fault)) continue;

    it(`${JSON.stringify(key.slice(0, 60))}: ${about}`, async () => {
      if (outcome.kind === "broken") {
        await assert.rejects(ask(key), (error: NodeJS.ErrnoException) =>
          ["ECONNRESET", "ECONNABORTED", "EPIPE", "HPE_INVALID_EOF_STATE"].includes(
            error.code ?? "",
          ),
        );
        return;
      }
      const reply = await ask(key);
      switch (outcome.kind) {
        case "labels":
          assert.equal(JSON.parse(reply.text).Labels.length, outcome.count);
          return;
        case "nonsense":
          assert.equal(reply.status, 200);
          assert.equal(labelsIn(reply.text), undefined);
          return;
        case "status":
          assert.equal(reply.status, outcome.status);
          assert.doesNotMatch(textOf(reply.text, "Code") ?? "", /^[A-Z]/);
          return;
        case "error":
          assert.deepEqual(
            [reply.status, textOf(reply.text, "Code"), textOf(reply.text, "EC")],
            [outcome.status, outcome.code, outcome.ec],
          );
      }
    });
  }

  it("throttles twice and resets once, then answers", async () => {
    const fresh = await startSampleServer(smallAccount());
    const statusOf = (key: string) =>
      signed(fresh, { bucket: "faults", key, query: labels }).then(
        ({ status }) => status,
        () => "broken",
      );
    try {
      const seen: (number | string)[] = [];
      for (const key of ["throttled-twice.jpg", "reset-once.jpg"]) {
        for (let time = 0; time < 3; time++) seen.push(await statusOf(key));
      }
      assert.deepEqual(seen, [503, 503, 200, "broken", 200, 200]);
    } finally {
      await fresh.close();
    }
  });

  it("leaves some calls without an answer until the server closes", async () => {
    const fresh = await startSampleServer(smallAccount());
    const waiting = faults.filter((fault) => fault.outcome.kind === "silence" || isSlow(fault));
    assert.equal(waiting.length, 3);
    let answered = 0;
    const calls = waiting.map(({ key }) =>
      signed(fresh, { bucket: "faults", key, query: labels }).finally(() => answered++),
    );
    const ends = Promise.allSettled(calls);
    assert.equal((await signed(fresh, { bucket: "faults" })).status, 200);
    assert.equal(answered, 0);
    await fresh.close();
    assert.ok((await ends).every(({ status }) => status === "rejected"));
  });

  it("fails image/labels alone, unless it says so", async () => {
    // The checksum of 21 MB takes long.
    const keys = faults.map(({ key }) => key).filter((key) => key !== "too-large.jpg");
    const broken: string[] = [];
    for (const key of keys) {
      const { status } = await signed(server(), { method: "HEAD", bucket: "faults", key });
      if (status !== 200) broken.push(key);
    }
    assert.deepEqual(broken, ["gone.jpg"]);
  });

  it("has downloads that are not what they say", async () => {
    const wrong = await signed(server(), { bucket: "faults", key: "wrong-checksum.jpg" });
    assert.equal(wrong.headers["x-oss-hash-crc64ecma"], "1234567890");
    await assert.rejects(signed(server(), { bucket: "faults", key: "short-download.jpg" }));
  });

  it("lists its odd keys whole, encoded or not", async () => {
    const list = async (query: readonly (readonly [string, string])[]) => {
      const reply = await signed(server(), {
        bucket: "faults",
        query: [["prefix", "keys/"], ["max-keys", "1000"], ...query],
      });
      return textsOf(reply.text, "Key");
    };
    const plain = await list([]);
    assert.deepEqual(new Set(plain), new Set(oddKeys));
    const encoded = await list([
      ["list-type", "2"],
      ["encoding-type", "url"],
    ]);
    assert.deepEqual(encoded.map(decodeURIComponent), plain);
    const longest = oddKeys.filter((key) => Buffer.byteLength(key) === 1023);
    assert.equal(longest.length, 2);
  });
});

function labelsIn(text: string): unknown {
  try {
    const { Labels } = JSON.parse(text) ?? {};
    return Labels;
  } catch {
    return undefined;
  }
}
