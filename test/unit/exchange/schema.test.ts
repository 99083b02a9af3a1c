import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import { exchangeLine } from "../../../src/exchange/ndjson.ts";
import { readNdjson } from "../../../src/exchange/readNdjson.ts";
import { readDate } from "../../../src/oss/lenient.ts";
import { seededRandom } from "../labels/random.ts";
import { readRepositoryFile } from "../structure/sources.ts";
import { coat, empty, randomImages, unlabelled } from "./images.ts";

const ajv = new Ajv2020({ allErrors: false });
ajv.addFormat("date-time", (text) => {
  const date = readDate(text.replace(/(\.\d{3})\d+/, "$1"));
  const day = Number(text.slice(8, 10));
  // A day that its month lacks would be taken for one of the next.
  const month = new Date(`${text.slice(0, 8)}01T00:00:00Z`);
  const days = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
  return date !== undefined && day <= days;
});
const isValid = ajv.compile(JSON.parse(readRepositoryFile("docs/oss-image-labels-1.schema.json")));

async function isRead(value: unknown): Promise<boolean> {
  async function* bytes() {
    yield Buffer.from(JSON.stringify(value));
  }
  for await (const [line] of readNdjson(bytes())) return line !== undefined && "image" in line;
  return false;
}

describe("the JSON Schema of a line", () => {
  it("holds for what is written", () => {
    const images = [coat, unlabelled, empty];
    for (let seed = 100; seed < 130; seed += 1) images.push(...randomImages(seed, 10));
    for (const image of images) {
      assert.ok(isValid(JSON.parse(exchangeLine(image))), JSON.stringify(isValid.errors));
    }
  });

  it("names every field that is written, and no other", () => {
    const { properties, $defs } = JSON.parse(
      readRepositoryFile("docs/oss-image-labels-1.schema.json"),
    );
    const written = JSON.parse(exchangeLine(coat));
    assert.deepEqual(Object.keys(properties), Object.keys(written));
    assert.deepEqual(Object.keys($defs.detection.properties), Object.keys(written.detections[1]));
    assert.deepEqual(
      Object.keys($defs.label.properties),
      Object.keys(written.detections[1].labels[0]),
    );
    assert.deepEqual(Object.keys(properties.corrections.properties), ["hidden", "added"]);
  });

  it("forbids nothing that is read, whatever a line is made of", async () => {
    const random = seededRandom(11);
    const below = (end: number) => Math.floor(random() * end);
    const odd: unknown[] = [
      ...[null, true, -1, 0, 0.5, 1, 1.5, 2 ** 53, "", "a", "0", "oss://a/b", "oss://abc/d"],
      ...["oss-image-labels/1", "2026-03-01T08:00:00Z", "2026-02-30T00:00:00.000Z", "2026-03-01"],
      ...["2026-03-01T08:00Z", "2026-03-01T08:00:00.5+08:00", "imm", "\ud800", [], {}, [""], [{}]],
    ];
    /** Puts something odd somewhere, or takes something away. */
    const change = (value: unknown): unknown => {
      if (typeof value !== "object" || value === null || random() < 0.2) {
        return odd[below(odd.length)];
      }
      const entries = Object.entries(value);
      const at = below(entries.length);
      const changed = entries.flatMap(([name, entry], index) => {
        if (index !== at) return [[name, entry]];
        return random() < 0.15 ? [] : [[name, change(entry)]];
      });
      return Array.isArray(value) ? changed.map(([, entry]) => entry) : Object.fromEntries(changed);
    };
    const lines = [coat, empty, unlabelled, ...randomImages(5, 30)].map((image) =>
      JSON.parse(exchangeLine(image)),
    );
    let [forbidden, read] = [0, 0];
    for (let round = 0; round < 4000; round += 1) {
      const value = change(lines[round % lines.length]);
      const isAllowed = isValid(value);
      const isTaken = await isRead(value);
      if (isTaken) assert.ok(isAllowed, JSON.stringify(value));
      forbidden += isAllowed ? 0 : 1;
      read += isTaken ? 1 : 0;
    }
    // Else the rounds would prove nothing.
    assert.ok(forbidden > 1000 && read > 300, `${forbidden} forbidden, ${read} read`);
  });

  it("allows nothing that is not read but keys that are too long", async () => {
    const allowed = { ...JSON.parse(exchangeLine(unlabelled)), object: "oss://abc/" };
    assert.equal(isValid({ ...allowed, object: "oss://abc/d\ne" }), true);
    assert.equal(isValid(allowed), false);
    const long = { ...allowed, object: `oss://abc/${"a".repeat(2000)}` };
    assert.deepEqual([isValid(long), await isRead(long)], [true, false]);
  });
});
