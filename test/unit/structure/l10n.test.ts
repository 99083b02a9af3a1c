import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Extraction, extractTexts } from "../../../tools/l10n/extract.ts";
import { keysIn } from "../../../tools/l10n/manifestTexts.ts";
import { translationProblem } from "../../../tools/l10n/translation.ts";
import { type Untranslated, untranslatedTexts } from "../../../tools/l10n/untranslated.ts";
import { readRepositoryFile, readSources, root } from "./sources.ts";

type Texts = Readonly<Record<string, string>>;

const languages = ["id", "zh-cn"];

function readTexts(path: string): Texts {
  return existsSync(join(root, path)) ? JSON.parse(readRepositoryFile(path)) : {};
}

let extractionSoFar: Promise<Extraction> | undefined;

function extracted(): Promise<Extraction> {
  extractionSoFar ??= readSources().then(extractTexts);
  return extractionSoFar;
}

/** `key: what is wrong`, of each translation that is. */
function problemsOf(translated: Texts, english: (key: string) => string | undefined): string[] {
  return Object.entries(translated).flatMap(([key, translation]) => {
    const problem = translationProblem(english(key) ?? key, translation);
    return problem ? `${key}: ${problem}` : [];
  });
}

/** Files whose texts stay as they are, and why. */
const staysEnglish: readonly (readonly [path: RegExp, reason: string])[] = [
  [/^src\/messages\/(?:\w+Rows|explain)\.ts$/, "rows, whose texts t is given when they are said"],
  [/^src\/sample\//, "what the sample server answers, as the service would"],
  [/^src\/codeSamples\//, "code, and comments in it"],
  [/^src\/labelIndex\/tables\.ts$/, "SQL"],
  [/^src\/labels\/report\.ts$/, "labels as text for other programs"],
  [/^src\/references\/scan\/entities\.ts$/, "the names of HTML's entities"],
  [/^src\/extension\/labelLanguage\/translateNames\.ts$/, "what a language model is asked"],
  [/^src\/extension\/tools\/tools\.ts$/, "what a language model is answered"],
];

/** Names that every language writes like this. */
const names = ["Alibaba Cloud CLI", "Bahasa Indonesia", "label:cat*"];

describe("the interface in other languages", () => {
  let extraction: Extraction;
  before(async function () {
    this.timeout(20_000);
    extraction = await extracted();
  });

  it("has texts that a program can find and fill", () => {
    assert.deepEqual(extraction.problems, []);
    assert.ok(extraction.texts.size > 900, `${extraction.texts.size} texts`);
  });

  it("shows nothing that was not given to t", async function () {
    this.timeout(20_000);
    const sources = await readSources();
    const found = await untranslatedTexts(sources);
    const isMeant = ({ place, text }: Untranslated) =>
      names.includes(text) || staysEnglish.some(([path]) => path.test(place.replace(/:\d+$/, "")));
    assert.deepEqual(
      found.filter((text) => !isMeant(text)),
      [],
    );
    const needless = staysEnglish.filter(
      ([path]) => !found.some(({ place }) => path.test(place.replace(/:\d+$/, ""))),
    );
    assert.deepEqual(needless, []);
  });

  for (const language of languages) {
    const translated = readTexts(`l10n/bundle.l10n.${language}.json`);

    it(`translates into ${language} what is said, and nothing else: npm run l10n`, () => {
      const unused = Object.keys(translated).filter((key) => !extraction.texts.has(key));
      assert.deepEqual(unused, []);
      const missing = [...extraction.texts.keys()].filter((key) => !translated[key]);
      assert.deepEqual(missing, []);
    });

    it(`says in ${language} what English says`, () => {
      const problems = problemsOf(translated, (key) => extraction.texts.get(key)?.message);
      assert.deepEqual(problems, []);
    });
  }
});

describe("the manifest's texts", () => {
  const manifest = JSON.parse(readRepositoryFile("package.json"));
  const english = readTexts("package.nls.json");

  it("are those that package.json names, and no others", () => {
    assert.deepEqual([...new Set(keysIn(manifest))].sort(), Object.keys(english).sort());
  });

  it("stand in package.nls.json, but for names and what language models read", () => {
    const spoken = new Set(["title", "description", "markdownDescription", "contents", "label"]);
    const also = ["name", "altText", "patternErrorMessage", "enumDescriptions", "userDescription"];
    for (const property of also) spoken.add(property);
    const { languageModelTools, ...contributes } = manifest.contributes;
    const inPlace: string[] = [];
    JSON.stringify([contributes, manifest.capabilities], function (property, value) {
      // Values that a person might write.
      if (property === "examples" || property === "body") return undefined;
      const isSpoken = spoken.has(property) || (Array.isArray(this) && /^[A-Z]/.test(value));
      if (isSpoken && typeof value === "string" && !value.startsWith("%")) inPlace.push(value);
      return value;
    });
    assert.deepEqual(inPlace, []);
    for (const { displayName, userDescription } of languageModelTools) {
      assert.match(`${displayName}${userDescription}`, /^%[\w.]+%%[\w.]+%$/);
    }
  });

  for (const language of languages) {
    it(`say in ${language} what they say in English, and nothing else`, () => {
      const translated = readTexts(`package.nls.${language}.json`);
      assert.deepEqual(Object.keys(translated).sort(), Object.keys(english).sort());
      assert.deepEqual(
        problemsOf(translated, (key) => english[key]),
        [],
      );
    });
  }
});

describe("commands and views named in other texts", () => {
  const english = readTexts("package.nls.json");
  const nameKeys = Object.keys(english).filter((key) =>
    /^(?:command\.\w+\.title|view\.\w+\.name)$/.test(key),
  );

  /** Phrases that begin as a command's title does and do not mean the command. */
  const meansNoCommand = /Export Labels of (?:Which Images|\{0\})|Detect Labels of a Sample Image/g;

  /** What stands in menus, the Command Palette and above views, but for the ellipsis. */
  function nameOf(texts: Texts, key: string): string {
    return (texts[key] ?? "").replace(/…$/, "");
  }

  /** The longest first. A single word names a view only after "view", and no command. */
  const quotations = nameKeys
    .map((key) => ({ key, name: nameOf(english, key) }))
    .filter(({ key, name }) => name.includes(" ") || key.startsWith("view."))
    .sort((a, b) => b.name.length - a.name.length)
    .map(({ key, name }) => ({
      key,
      pattern: new RegExp(name.includes(" ") ? `\\b${name}\\b` : `\\bview ${name}\\b`, "g"),
    }));

  /** The keys of the names in a text. */
  function namedIn(text: string): string[] {
    let rest = text.replace(/[…*]/g, "").replace(meansNoCommand, "");
    const whole = nameKeys.filter((key) => nameOf(english, key) === rest);
    if (whole.length > 0) return whole;
    return quotations.flatMap(({ key, pattern }) => {
      const without = rest.replace(pattern, "");
      if (without === rest) return [];
      rest = without;
      return [key];
    });
  }

  it("are found", () => {
    const titles = (text: string) => namedIn(text).map((key) => english[key]);
    assert.deepEqual(titles("Copy Key"), ["Copy Key"]);
    assert.deepEqual(titles('Use "Go to Object…" in the view Runs.'), ["Go to Object…", "Runs"]);
    assert.deepEqual(titles("Detect Labels of Many Images"), ["Detect Labels of Many Images…"]);
    assert.deepEqual(titles("Which runs? Refresh them."), []);
  });

  for (const language of languages) {
    it(`are called in ${language} what the manifest calls them`, async function () {
      this.timeout(20_000);
      const { texts } = await extracted();
      const manifest = readTexts(`package.nls.${language}.json`);
      const said = [
        ...Object.entries(readTexts(`l10n/bundle.l10n.${language}.json`)).map(
          ([key, translation]) => ({ message: texts.get(key)?.message ?? key, translation }),
        ),
        ...Object.entries(manifest)
          .filter(([key]) => !nameKeys.includes(key))
          .map(([key, translation]) => ({ message: english[key] ?? "", translation })),
      ];
      const problems = said.flatMap(({ message, translation }) =>
        namedIn(message)
          .map((key) => nameOf(manifest, key))
          .filter((name) => !translation.includes(name))
          .map((name) => `${message}: ${translation} does not name ${name}`),
      );
      assert.deepEqual(problems, []);
    });
  }
});
