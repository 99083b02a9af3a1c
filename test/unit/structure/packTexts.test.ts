import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTexts } from "../../../build/texts.js";

describe("texts as they are shipped", () => {
  let folder: string;
  const texts = {
    "zh-cn": { "Read only.": "只读。", "{0} images": "{0} 张图片" },
    id: { "{0} images": "{0} gambar", "Try again.": "Coba lagi." },
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "texts-"));
    const [source, built] = [join(folder, "l10n"), join(folder, "dist")];
    for (const made of [source, built]) mkdirSync(made);
    for (const [language, bundle] of Object.entries(texts)) {
      writeFileSync(join(source, `bundle.l10n.${language}.json`), JSON.stringify(bundle));
    }
    writeFileSync(join(built, "extension.cjs"), 'register(t("Read only."));');
    await writeTexts(source, built);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("are one module, in which each language follows the English order", () => {
    const { english, ...others } = createRequire(import.meta.url)(join(folder, "dist/texts.cjs"));
    const read = Object.entries<readonly (string | null)[]>(others).map(
      ([language, translated]) => [
        language,
        Object.fromEntries(
          translated.flatMap((text, at) => (text === null ? [] : [[english[at], text]])),
        ),
      ],
    );
    assert.deepEqual(Object.fromEntries(read), texts);
  });

  it("are given to VS Code as far as the activation says them", () => {
    const given = (language: string) =>
      JSON.parse(readFileSync(join(folder, `dist/l10n/bundle.l10n.${language}.json`), "utf8"));
    assert.deepEqual(given("zh-cn"), { "Read only.": "只读。" });
    assert.deepEqual(given("id"), {});
  });
});
