import assert from "node:assert/strict";
import { startSampleCommand } from "../../catalogues/sampleCommand.ts";
import { signed, textsOf } from "./http.ts";

describe("npm run sample", () => {
  it("says how to reach the server, then logs each request", async () => {
    const lines: object[] = [];
    const server = await startSampleCommand(["--latency", "0"], (line) => lines.push(line));
    try {
      const { accessKeyId, accessKeySecret, bucket, endpoint, region } = server;
      assert.deepEqual(lines, [{ endpoint, region, bucket, accessKeyId, accessKeySecret }]);
      const buckets = await signed(server, {});
      assert.deepEqual(textsOf(buckets.text, "Name"), ["faults", "large", "sample"]);
      const process = "image/labels,thr_0.9";
      const query = [["x-oss-process", process]] as const;
      for (const [bucket, key] of [
        ["sample", "example.jpg"],
        ["large", "nothing"],
      ] as const) {
        await signed(server, { bucket, key, query });
      }
      assert.deepEqual(lines.slice(2), [
        {
          method: "GET",
          bucket: "sample",
          key: "example.jpg",
          process,
          status: 200,
          billable: true,
        },
        { method: "GET", bucket: "large", key: "nothing", process, status: 404, billable: false },
      ]);
    } finally {
      await server.close();
    }
  });

  it("says in a sentence why it cannot start", async () => {
    const first = await startSampleCommand([], () => undefined);
    const cases: readonly (readonly [string[], RegExp])[] = [
      [["--port", new URL(first.endpoint).port], /^The port is in use\. Choose another/],
      [["--port", "70000"], /^--port takes a whole number from 0 to 65535\.$/],
      [["--latency", "soon"], /^--latency takes a whole number from 0 to 600000\.$/],
      [["--prot", "1"], /^Unknown option '--prot'/],
    ];
    for (const [options, message] of cases) {
      await assert.rejects(
        startSampleCommand(options, () => undefined),
        { message },
      );
    }
    await first.close();
  });
});
