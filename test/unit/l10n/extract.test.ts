import assert from "node:assert/strict";
import { extractTexts } from "../../../tools/l10n/extract.ts";

const imported = 'import { t } from "@vscode/l10n";\n';
const literal = "the text given to t is one string literal in quotes.";

/** Of one file that imports `t` in its first line: keys with their lines, and problems with theirs. */
async function extracted(code: string, path = "src/panel/a.tsx"): Promise<string[]> {
  const { texts, problems } = await extractTexts([{ path, text: imported + code }]);
  const line = (place: string) => place.slice(path.length + 1);
  return [
    ...[...texts].map(([key, { places }]) => `${places.map(line).join()} ${key}`),
    ...problems.map(line),
  ];
}

describe("texts of the code", () => {
  const cases: Readonly<Record<string, readonly [code: string, ...expected: string[]]>> = {
    "a text in double quotes": ['const a = () => t("Open");', "2 Open"],
    "in single quotes": [`const a = () => t('Open "it"');`, '2 Open "it"'],
    "with escapes": [String.raw`const a = () => t("a\nb \"c\" \u56fe");`, '2 a\nb "c" 图'],
    "on its own line": [
      'const a = (n: number) =>\n  t(\n    "{0} images",\n    n,\n  );',
      "3 {0} images",
    ],
    "inside another": ['const a = () => t("{0} of it", t("All"));', "2 {0} of it", "2 All"],
    "said twice": ['const a = () => [t("Open"),\nt("Open")];', "2,3 Open"],
    "in an attribute and in JSX": [
      'const a = () => (\n<b title={t("Close")}>\n{t("It doesn\'t.")} don\'t\n</b>);',
      "3 Close",
      "4 It doesn't.",
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code that is read.
    "in a template": ['const a = () => `${t("One")} // ${t("Two")}`;', "2 One", "2 Two"],
    "by another name": [
      'import { t as say } from "@vscode/l10n";\nconst a = () => say("Open");',
      "3 Open",
    ],
    "in a class": [
      'class A {\n  a = t("Open");\n  b() { return t("Close"); }\n}',
      "3 Open",
      "4 Close",
    ],
    "with names": [
      'const a = (n: string) => t("{name} of {b}", { name: n, "b": n });',
      "2 {name} of {b}",
    ],
    "with names that a variable holds": [
      'const a = (b: B) => t("{name} is there", b);',
      "2 {name} is there",
    ],
    "with a comment": [
      'const a = () => t({ message: "Open", comment: ["a verb", "short"] });',
      "2 Open/a verbshort",
    ],
    "with a comment that is one text, and values": [
      'const a = () => t({ message: "{0} left", comment: "time", args: [1] });',
      "2 {0} left/time",
    ],
    "not what only looks like it": [
      'const a = { t: 1 }; // t("No")\nconst b = "t(\\"No\\")" + a.t + /t\\("No"\\)/.source;\ninterface C { t(a: string): void }',
    ],
    "not a template": ["const a = () => t(`Open`);", `2: ${literal}`],
    "not a tagged template": ["const a = () => t`Open`;", "2: t is called at once, with its text."],
    "not a variable": ["const a = (b: string) => t(b);", `2: ${literal}`],
    "not a choice": ['const a = (b: boolean) => t(b ? "One" : "Two");', `2: ${literal}`],
    "not something glued": ['const a = (b: string) => t("One " + b);', `2: ${literal}`],
    "not t given away": ["const a = (b: B) => b.map(t);", "2: t is called at once, with its text."],
    "not an empty text": ['const a = () => t(" ");', "2: the text given to t is empty."],
    "not before the language is known": [
      'const a = t("Open");',
      "2 Open",
      "2: t is called in a function, when the language is known.",
    ],
    "not with a placeholder that nothing fills": [
      'const a = () => t("{0} of {1}", 1);',
      "2: the text has the placeholders {0} {1} and is given {0}.",
    ],
    "not with a value that no placeholder takes": [
      'const a = () => t("Images", { count: 1 });',
      "2: the text has the placeholders none and is given {count}.",
    ],
    "not a comment that is none": [
      'const a = (b: string) => t({ message: "Open", comment: [b] });',
      '2: a text with a comment is { message: "…", comment: ["…"] } in string literals.',
    ],
  };
  for (const [name, [code, ...expected]] of Object.entries(cases)) {
    it(name, async () => assert.deepEqual(await extracted(code), expected));
  }

  it("are nothing to a file of which t is another's", async () => {
    const text = 'const t = (a: string) => a;\nconst b = () => t("No");';
    const { texts, problems } = await extractTexts([{ path: "src/a.ts", text }]);
    assert.deepEqual([texts.size, problems.length], [0, 0]);
  });
});

describe("texts of the rows about failures", () => {
  const table = "src/messages/someRows.ts";

  it("are found where the row is", async () => {
    const row =
      'export const a = {\n  short: "Short",\n  what: "{host} is\\n gone.",\n  next: \'Try\',\n};';
    assert.deepEqual(await extracted(row, table), ["3 Short", "4 {host} is\n gone.", "5 Try"]);
  });

  it("are given to t by their row", async () => {
    const code = "export const a = (row: Row) => [t(row.what), t(row.next, row)];";
    assert.deepEqual(await extracted(code, "src/messages/explain.ts"), []);
  });

  it("are string literals", async () => {
    const problem = "the text of a row is one string literal in quotes.";
    assert.deepEqual(await extracted("export const a = { what: `b` };", table), [`2: ${problem}`]);
  });

  it("are not what else is given to t", async () => {
    const code = "export const a = (bill: string) => t(bill);";
    assert.deepEqual(await extracted(code, "src/messages/explain.ts"), [`2: ${literal}`]);
  });
});
