import assert from "node:assert/strict";
import { answer, type Reply, secret, withServer } from "./loopback.ts";

const photo = { bucket: "photos", key: "a.jpg" };
const escaped = [...secret]
  .map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
  .join("");

describe("a service that sends back what it was sent", () => {
  const bodies: [where: string, body: string][] = [
    ["a label", `{"Labels":[{"LabelName":"${secret}"}]}`],
    ["a label with escapes", `{"Labels":[{"LabelName":"${escaped}"}]}`],
    ["a field that nobody reads", `{"Labels":[{"LabelName":"Cat"}],"${escaped}":"${escaped}"}`],
  ];
  for (const [where, body] of bodies) {
    it(`has no secret kept in ${where}`, async () => {
      await withServer(
        (response) => answer(response, 200, body),
        async (client) => {
          const { labels, raw } = await client.detectLabels(photo, { threshold: 0.7 });
          assert.equal(labels.length, 1);
          const kept = JSON.stringify([labels, raw, JSON.parse(raw)]);
          assert.ok(!kept.includes(secret) && !kept.includes(escaped), kept);
        },
      );
    });
  }

  it("has none kept in a fingerprint", async () => {
    const head = { "content-length": "5", etag: `"${secret}"`, "x-oss-hash-crc64ecma": secret };
    const reply: Reply = (response) => answer(response, 200, "", head);
    await withServer(reply, async (client) => {
      assert.deepEqual(await client.headObject(photo), { size: 5, etag: '"***"' });
    });
  });
});
