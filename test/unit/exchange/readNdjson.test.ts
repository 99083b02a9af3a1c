import assert from "node:assert/strict";
import { exchangeLine, ndjsonPages } from "../../../src/exchange/ndjson.ts";
import { type ReadLine, readNdjson } from "../../../src/exchange/readNdjson.ts";
import { explain, sentencesOf } from "../../../src/messages/explain.ts";
import { seededRandom } from "../labels/random.ts";
import { coat, empty, pagesOf, randomImages, textOf, unlabelled } from "./images.ts";

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function read(
  given: string | Uint8Array,
  { piece = 7, limit }: { piece?: number; limit?: number } = {},
): Promise<ReadLine[]> {
  const bytes = typeof given === "string" ? Buffer.from(given) : given;
  const lines: ReadLine[] = [];
  for await (const some of readNdjson(inPieces(bytes, piece), limit)) lines.push(...some);
  return lines;
}

/** `3` for the image of line 3, `3 not-json` for a line without one. */
function summary(lines: readonly ReadLine[]): string[] {
  return lines.map((read) =>
    "image" in read ? `${read.line}` : `${read.line} ${read.problem.facts["reason"]}`,
  );
}

const line = (more: object) => JSON.stringify({ ...JSON.parse(exchangeLine(unlabelled)), ...more });

describe("reading ndjson", () => {
  it("gives back what was written, so that it is written again byte for byte", async () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const text = await textOf(ndjsonPages(pagesOf(randomImages(seed, 12))));
      const lines = await read(text, { piece: 1 + seed * 13 });
      const images = lines.flatMap((read) => ("image" in read ? [read.image] : []));
      assert.equal(images.length, 12);
      assert.equal(await textOf(ndjsonPages(pagesOf(images))), text);
    }
  });

  it("gives every field", async () => {
    const { current: _, ...image } = coat;
    const [first] = await read(exchangeLine(coat));
    assert.deepEqual(first && "image" in first && first.image, {
      ...image,
      object: {
        ...image.object,
        etag: "5B3C1A2E053D763E1B002CC607C5A0FE",
        lastModified: "2026-02-27T18:30:00.000Z",
      },
      detections: image.detections.map((detection) => ({ source: "image/labels", ...detection })),
    });
  });

  const layouts: [what: string, text: string | Uint8Array, lines: string[]][] = [
    ["an empty file", "", []],
    ["a last line without its end", `${line({})}\n${line({})}`, ["1", "2"]],
    ["CRLF", `${line({})}\r\n${line({})}\r\n`, ["1", "2"]],
    ["a byte order mark", `\ufeff${line({})}\n`, ["1"]],
    ["a mark and nothing else", "\ufeff", []],
    ["a mark on a later line", `${line({})}\n\ufeff${line({})}\n`, ["1", "2 not-json"]],
    ["empty lines", `\n\r\n${line({})}\n   \n\n${line({})}`, ["3", "6"]],
    ["UTF-16", Buffer.from(`\ufeff${line({})}\n`, "utf16le"), ["1 not-utf8", "2 not-json"]],
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]), ["1 not-utf8"]],
    ["half a line", `${line({}).slice(0, -1)}\n${line({})}`, ["1 not-json", "2"]],
    ["two images on a line", `${line({})}${line({})}`, ["1 not-json"]],
    ["an array of images", `[${line({})}]`, ["1 no-object"]],
    ["a number", "1\nnull\n", ["1 no-object", "2 no-object"]],
    ["another program's line", '{"file_name":"a.jpg"}', ["1 no-schema"]],
    ["a schema of a later version", line({ schema: "oss-image-labels/2" }), ["1 newer-schema"]],
    ["a schema that is no text", line({ schema: ["oss-image-labels/1"] }), ["1 no-schema"]],
    ["fields that nobody knows", line({ color: "red", __proto__: { account: "x" } }), ["1"]],
    ["null for what is unknown", line({ size: null }), ["1 wrong-field"]],
  ];
  for (const [what, text, expected] of layouts) {
    it(`bears ${what}`, async () => assert.deepEqual(summary(await read(text)), expected));
  }

  const detection = { threshold: 0.5, detectedAt: "2026-03-01T08:00:00.000Z" };
  const labelled = (label: unknown) => ({ detections: [{ ...detection, labels: [label] }] });
  const wrongFields: [more: object, field: string, expected: RegExp][] = [
    [{ account: undefined }, "account", /name of an account/],
    [{ account: "" }, "account", /name of an account/],
    [{ object: "https://example.com/a.jpg" }, "object", /oss:\/\/bucket\/key/],
    [{ object: "OSS://photos/a.jpg" }, "object", /oss:\/\/bucket\/key/],
    [{ object: "oss://photos/" }, "object", /oss:\/\/bucket\/key/],
    [{ object: "oss://UPPER/a.jpg" }, "object", /oss:\/\/bucket\/key/],
    [{ object: `oss://photos/${"a".repeat(1024)}` }, "object", /oss:\/\/bucket\/key/],
    [{ object: { bucket: "a" } }, "object", /oss:\/\/bucket\/key/],
    [{ size: -1 }, "size", /whole number/],
    [{ size: 2 ** 53 }, "size", /whole number/],
    [{ size: "7" }, "size", /whole number/],
    [{ etag: 5 }, "etag", /text/],
    [{ crc64: "0x1" }, "crc64", /64 bits/],
    [{ crc64: 1 }, "crc64", /64 bits/],
    [{ crc64: "18446744073709551616" }, "crc64", /64 bits/],
    [{ lastModified: "yesterday" }, "lastModified", /time such as/],
    [{ lastModified: "2026-02-30T00:00:00.000Z" }, "lastModified", /time such as/],
    [{ detections: {} }, "detections", /list/],
    [{ detections: [5] }, "detections[0]", /object/],
    [{ detections: [detection, { threshold: 2 }] }, "detections[1].threshold", /0 to 1/],
    [{ detections: [{ threshold: 1 }] }, "detections[0].detectedAt", /time such as/],
    [{ detections: [{ ...detection, source: "me" }] }, "detections[0].source", /imm/],
    [labelled("Cat"), "detections[0].labels[0]", /object/],
    [labelled({}), "detections[0].labels[0].name", /text/],
    [labelled({ name: "Cat", level: 4 }), "detections[0].labels[0].level", /1, 2 or 3/],
    [labelled({ name: "a", confidence: 1.1 }), "detections[0].labels[0].confidence", /0 to 1/],
    [{ corrections: [] }, "corrections", /hidden/],
    [{ corrections: { hidden: "Cat" } }, "corrections.hidden", /list of names/],
    [{ corrections: { added: [""] } }, "corrections.added[0]", /text/],
  ];
  for (const [more, field, expected] of wrongFields) {
    it(`says what is wrong with ${JSON.stringify(more).slice(0, 80)}`, async () => {
      const [first, second] = await read(`${line(more)}\n${line({})}`);
      assert.ok(first && "problem" in first);
      assert.equal(first.problem.facts["field"], field);
      assert.match(String(first.problem.facts["expected"]), expected);
      assert.match(
        sentencesOf(explain(first.problem)),
        /^"[^"]+" is missing or is not .+\. Correct/,
      );
      assert.ok(second && "image" in second);
    });
  }

  it("takes numbers past all bounds for wrong fields", async () => {
    const text =
      '{"schema":"oss-image-labels/1","account":"a","object":"oss://photos/a","size":1e999}';
    assert.deepEqual(summary(await read(text)), ["1 wrong-field"]);
  });

  it("takes names of the prototype for names", async () => {
    const names = ["__proto__", "constructor", "toString"];
    const given = { account: "__proto__", corrections: { hidden: names, added: names } };
    const [first] = await read(line(given));
    assert.ok(first && "image" in first);
    assert.equal(first.image.object.account, "__proto__");
    assert.deepEqual(first.image.corrections, { hidden: names, added: names });
  });

  it("keeps no half characters", async () => {
    const [first] = await read(line({ corrections: { added: ["a\ud800"] } }));
    assert.deepEqual(first && "image" in first && first.image.corrections?.added, ["a\ufffd"]);
  });

  it("writes times in UTC to the millisecond, and ETags in upper case without quotes", async () => {
    const [first] = await read(
      line({ lastModified: "2026-03-01T08:00:00.1234+08:00", etag: '"ab12"' }),
    );
    assert.ok(first && "image" in first);
    assert.equal(first.image.object.lastModified, "2026-03-01T00:00:00.123Z");
    assert.equal(first.image.object.etag, "AB12");
  });

  it("reads no more of a line than the limit, and goes on behind it", async () => {
    const text = `${line({})}\n${"x".repeat(1000)}\n${line({})}\n${"[".repeat(600)}`;
    assert.deepEqual(summary(await read(text, { limit: 500 })), [
      "1",
      "2 too-long",
      "3",
      "4 too-long",
    ]);
    const exact = Buffer.byteLength(line({}));
    assert.deepEqual(summary(await read(line({}), { limit: exact })), ["1"]);
    assert.deepEqual(summary(await read(line({}), { limit: exact - 1 })), ["1 too-long"]);
  });

  it("bears lists within lists as deep as a line can hold", async () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const lines = await read(`{"schema":"oss-image-labels/1","x":${deep}}\n${line({})}`, {
      piece: 65_536,
    });
    assert.deepEqual(summary(lines), ["1 wrong-field", "2"]);
  });

  it("loses no other line, whatever one is like", async () => {
    const random = seededRandom(7);
    const below = (end: number) => Math.floor(random() * end);
    const whole = [coat, unlabelled, empty].map(exchangeLine);
    for (let round = 0; round < 300; round += 1) {
      const bytes = Buffer.from(whole[round % 3] ?? "");
      for (let change = 0; change <= below(4); change += 1) {
        const byte = below(256);
        // Another line's end would make two lines of one.
        bytes[below(bytes.length)] = byte === 10 ? 11 : byte;
      }
      const text = Buffer.concat([
        Buffer.from(`${whole[0]}\n`),
        bytes,
        Buffer.from(`\n${whole[1]}\n`),
      ]);
      const lines = await read(text, { piece: 1 + below(200) });
      assert.deepEqual(
        summary(lines).filter((entry) => !entry.startsWith("2")),
        ["1", "3"],
      );
    }
  });
});
