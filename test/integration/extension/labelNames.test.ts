import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeGlossary } from "../../../build/glossary.js";
import { LabelNames } from "../../../src/extension/images/labelNames.ts";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import { label } from "../../unit/labels/label.ts";
import { answer, photo, program, temporaryFolder } from "../labelIndex/answers.ts";

describe("names of labels that a person means", () => {
  const folder = temporaryFolder();
  let index: LabelIndex;
  let names: LabelNames;
  let errors: unknown[];

  beforeEach(async () => {
    index = LabelIndex.open(join(folder(), "labels.sqlite"), { program });
    errors = [];
    const glossaryFile = join(folder(), "glossary.br");
    await writeGlossary(glossaryFile);
    names = new LabelNames({
      index: () => index,
      glossaryFile,
      note: (error) => errors.push(error),
    });
  });
  afterEach(() => index.close());

  const save = (key: string, ...labels: readonly string[]) =>
    index.save(
      answer({
        object: { ...photo, key, etag: key, crc64: key },
        labels: labels.map((name) => label(name, { confidence: 0.9, language: "zh-Hans" })),
      }),
    );
  const meantBy = async (text: string) =>
    (await names.meantBy(text, 10)).map(
      ({ known, meaning }) => `${known.name} ${known.images} ${meaning ?? ""}`,
    );

  it("are found by their meaning in English and Indonesian", async () => {
    await save("1", "狗", "沙发");
    await save("2", "狗", "Dogma");
    assert.deepEqual(await meantBy("dog"), ["狗 2 dog", "Dogma 1 "]);
    assert.deepEqual(await meantBy("anjing"), ["狗 2 anjing"]);
    assert.deepEqual(await meantBy("狗"), ["狗 2 "]);
    assert.deepEqual(await meantBy("cat"), []);
    assert.deepEqual(errors, []);
  });

  it("follow the index", async () => {
    await save("1", "狗");
    assert.deepEqual(await meantBy("cat"), []);
    await save("2", "猫");
    names.indexChanged();
    assert.deepEqual(await meantBy("cat"), ["猫 1 cat"]);
  });

  it("are found as they are written where the glossary cannot be read, which is told once", async () => {
    await writeFile(join(folder(), "glossary.br"), "broken");
    await save("1", "狗");
    assert.deepEqual(await meantBy("dog"), []);
    assert.deepEqual(await meantBy("狗"), ["狗 1 "]);
    assert.equal(errors.length, 1);
  });
});
