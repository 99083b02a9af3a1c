import assert from "node:assert/strict";
import { jsonPages } from "../../../src/exchange/json.ts";
import { exchangeLine, ndjsonPages } from "../../../src/exchange/ndjson.ts";
import { label } from "../labels/label.ts";
import { coat, empty, imageOf, pagesOf, textOf, unlabelled } from "./images.ts";

describe("a line of ndjson", () => {
  it("has every field in the order of the format", () => {
    assert.equal(
      exchangeLine(coat),
      '{"schema":"oss-image-labels/1","account":"work","object":"oss://photos/2026/coat.jpg","size":21839,' +
        '"etag":"5B3C1A2E053D763E1B002CC607C5A0FE","crc64":"9962519317166021344","lastModified":"2026-02-27T18:30:00.000Z",' +
        '"storageClass":"Standard","detections":[' +
        '{"threshold":0.9,"detectedAt":"2026-02-28T08:00:00.000Z","source":"imm","labels":[' +
        '{"name":"Outerwear","level":2,"parent":"Clothing","confidence":1,"centricScore":0.823,"language":"zh-Hans"}]},' +
        '{"threshold":0.7,"detectedAt":"2026-03-01T08:00:00.000Z","requestId":"0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D",' +
        '"source":"image/labels","labels":[' +
        '{"name":"Apparel","level":2,"parent":"Clothing","confidence":0.735,"centricScore":0.721,"language":"zh-Hans"},' +
        '{"name":"Outerwear","level":2,"parent":"Clothing","confidence":1,"centricScore":0.823,"language":"zh-Hans"}]}],' +
        '"corrections":{"hidden":["apparel"],"added":["Winter","Outerwear"]}}',
    );
  });

  const short: [what: string, line: string, expected: string][] = [
    [
      "an image that was only listed",
      exchangeLine(unlabelled),
      '{"schema":"oss-image-labels/1","account":"work","object":"oss://photos/2026/new.png","size":7}',
    ],
    [
      "an empty detection",
      exchangeLine(empty),
      '{"schema":"oss-image-labels/1","account":"work","object":"oss://photos/grey.jpg","detections":[{"threshold":0.7,"detectedAt":"2026-03-01T08:00:00.000Z","source":"image/labels"}]}',
    ],
    [
      "a label of which only the name is known",
      exchangeLine(imageOf("a.jpg", [label("猫")])),
      '{"schema":"oss-image-labels/1","account":"work","object":"oss://photos/a.jpg","detections":[{"threshold":0.5,"detectedAt":"2026-03-01T08:00:00.000Z","source":"image/labels","labels":[{"name":"猫"}]}]}',
    ],
    [
      "corrections of one kind",
      exchangeLine({ ...unlabelled, corrections: { hidden: [], added: ["Cat"] } }),
      '{"schema":"oss-image-labels/1","account":"work","object":"oss://photos/2026/new.png","size":7,"corrections":{"added":["Cat"]}}',
    ],
    [
      "corrections that were all taken back",
      exchangeLine({ ...unlabelled, corrections: { hidden: [], added: [] } }),
      '{"schema":"oss-image-labels/1","account":"work","object":"oss://photos/2026/new.png","size":7}',
    ],
  ];
  for (const [what, line, expected] of short) {
    it(`leaves out what is unknown of ${what}`, () => assert.equal(line, expected));
  }

  it("ends in LF", async () => {
    assert.equal(
      await textOf(ndjsonPages(pagesOf([coat, unlabelled, empty, coat]))),
      [coat, unlabelled, empty, coat].map((image) => `${exchangeLine(image)}\n`).join(""),
    );
    assert.equal(await textOf(ndjsonPages(pagesOf([]))), "");
  });
});

describe("json", () => {
  for (const images of [[], [coat], [coat, unlabelled, empty, coat]]) {
    it(`is an array of the lines of ndjson: ${images.length} images`, async () => {
      const text = await textOf(jsonPages(pagesOf(images)));
      assert.deepEqual(
        JSON.parse(text),
        images.map((image) => JSON.parse(exchangeLine(image))),
      );
      assert.equal(text.endsWith("]\n"), true);
    });
  }
});
