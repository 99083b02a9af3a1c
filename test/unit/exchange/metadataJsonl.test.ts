import assert from "node:assert/strict";
import { metadataPages } from "../../../src/exchange/metadataJsonl.ts";
import { coat, empty, pagesOf, randomImages, textOf, unlabelled } from "./images.ts";

describe("metadata.jsonl", () => {
  it("has a line for each image, with the labels as they are now", async () => {
    assert.equal(
      await textOf(metadataPages(pagesOf([coat, empty, unlabelled]), "")),
      '{"file_name":"2026/coat.jpg","object":"oss://photos/2026/coat.jpg","labels":["Outerwear","Winter"],"confidences":[1,null],"centric_scores":[0.823,null]}\n' +
        '{"file_name":"grey.jpg","object":"oss://photos/grey.jpg","labels":[],"confidences":[],"centric_scores":[]}\n' +
        '{"file_name":"2026/new.png","object":"oss://photos/2026/new.png","labels":[],"confidences":[],"centric_scores":[]}\n',
    );
  });

  it("is a table: each line has every column, and its lists are equally long", async () => {
    const text = await textOf(metadataPages(pagesOf(randomImages(8, 40)), "account/bucket"));
    const lines = text.trimEnd().split("\n");
    assert.equal(lines.length, 40);
    for (const line of lines) {
      const { file_name, labels, confidences, centric_scores } = JSON.parse(line);
      assert.doesNotMatch(file_name, /^\/|(?:^|\/)\.\.(?:\/|$)/);
      assert.deepEqual([confidences.length, centric_scores.length], [labels.length, labels.length]);
    }
  });
});
