// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
import assert from "node:assert/strict";
import { untranslatedTexts } from "../../../tools/l10n/untranslated.ts";

async function found(text: string, path = "src/panel/browser/a.tsx"): Promise<string[]> {
  const texts = await untranslatedTexts([{ path, text }]);
  return texts.map(({ place, text: said }) => `${place.slice(path.length + 1)} ${said}`);
}

describe("texts that were not translated", () => {
  const cases: Readonly<Record<string, readonly [code: string, ...expected: string[]]>> = {
    "between tags": ["const a = () => (\n<b>No labels</b>);", "2 No labels"],
    "one word between tags": ["const a = () => <b>{n} images</b>;", "1  images"],
    "in an attribute": ['const a = () => <b\ntitle="close" class="wide open">{n}</b>;', "2 close"],
    "in an attribute that is heard": [
      'const a = () => <b aria-label={n ? "One" : "Two"} />;',
      "1 One",
      "1 Two",
    ],
    "in a list of children": ['const a = () => <b>{n && "none"} · {m}</b>;', "1 none"],
    "told through Ui": [
      'void this.services.ui.progress("Looking for images", work);',
      "1 Looking for images",
    ],
    "asked through Ui": [
      'ui.ask({ title: "Rename", prompt: `a name for ${n}` });',
      "1 Rename",
      "1 a name for {}",
    ],
    "of a row": ['const a = { label: "oss", description: "not known" };', "1 not known"],
    "made when it is needed": ['const a = { tooltip: () => "Not known" };', "1 Not known"],
    "any sentence": ["const a = `It's ${n} images.`;", "1 It's {} images."],
    "glued to one": ['const a = { detail: t("One") + " and another" };', "1  and another"],
    "but not what t was given": ['const a = <b title={t("No labels")}>{t("{0} images", n)}</b>;'],
    "but not an identifier": ['const a = { label: "image-labels", title: id };'],
    "but not for programmers": ['throw new TypeError("This cannot be.");'],
    "but not for the log": ["this.log.info(`The server listens on ${n}.`);"],
    "but not a class": ['const a = <b class="button primary" role="tree" data-a="one">·</b>;'],
  };
  for (const [name, [code, ...expected]] of Object.entries(cases)) {
    it(name, async () => assert.deepEqual(await found(code), expected));
  }
});
