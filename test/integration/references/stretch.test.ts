// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
import assert from "node:assert/strict";
import { imageElementAt, imageElementsIn } from "../../../src/references/altText.ts";
import { type ImageReference, referenceAt } from "../../../src/references/imageReference.ts";
import type { PaceOptions } from "../../../src/references/pace.ts";
import { type RangeOptions, referencesInRange } from "../../../src/references/referencesInRange.ts";
import { resolveReference } from "../../../src/references/resolve.ts";
import { type TextSource, textSource } from "../../../src/references/textSource.ts";
import { memoryFiles } from "../../unit/references/memoryFiles.ts";

/** Milliseconds for which the extension host may be held at a time. */
const allowed = 50;
const size = 5_000_000;
const positions = 6;

/** What is cheap to write and dear to read, over and over in one line and in many. */
const units: readonly (readonly [languageId: string, unit: string])[] = [
  ["yaml", "oss://b/k.jpg "],
  ["yaml", "oss:// "],
  ["javascript", "'oss://bucket/k.jpg`${"],
  ["typescriptreact", "<img src={`a.png`} "],
  ["html", "<!-- <base <img alt="],
  ["html", "<img <img "],
  ["svelte", "{base}/a.png <img {"],
  ["markdown", "![a](a.png"],
  ["markdown", "![[a.png]] ![a][b] "],
  ["shellscript", "cp 'a.png ${"],
  ["python", "'''oss://bucket/a.png "],
  ["latex", "\\includegraphics{a.png"],
  ["asciidoc", "image::{a}.png[] "],
  ["json", '"a.png\\",'],
  ["plaintext", "https://bucket.oss-cn-hangzhou.aliyuncs.com/a "],
];

describe("Whatever a document of 5 MB holds, nobody waits for it", () => {
  for (const [languageId, unit] of units) {
    for (const [form, end] of [
      ["one line", ""],
      ["many lines", "\n"],
    ] as const) {
      it(`${languageId}, ${form}: ${unit}`, async function () {
        this.timeout(60_000);
        const piece = unit + end;
        const document = textSource(piece.repeat(size / piece.length), languageId);
        assertShort(
          "hover",
          bestOf(document, (at) => referenceAt(document, at)),
        );
        assertShort(
          "alternative text",
          bestOf(document, (at) => imageElementAt(document, at)),
        );
        const links = { objectUrisOnly: true, atMost: 200 };
        const lenses = { atMost: 200 };
        assertShort("links", await bestStretch(referencesIn(document, links)));
        assertShort("lenses", await bestStretch(referencesIn(document, lenses)));
        const images = (pace: PaceOptions) => imageElementsIn(document, whole, pace);
        assertShort("all alternative texts", await bestStretch(images));
      });
    }
  }
});

function assertShort(what: string, milliseconds: number): void {
  assert.ok(milliseconds < allowed, `${what}: ${milliseconds.toFixed()} ms`);
}

/** The slowest of some positions; of two tries the better, since compiling and collecting run beside. */
function bestOf(
  document: TextSource,
  act: (position: { line: number; character: number }) => unknown,
): number {
  const times = Array.from({ length: positions }, (_, index) => {
    const line = Math.floor(((document.lineCount - 1) * index) / positions);
    const { length } = document.lineText(line);
    const position = { line, character: Math.floor((length * (index + 0.5)) / positions) };
    return Math.min(...[1, 2].map(() => cpuTime(() => act(position))));
  });
  return Math.max(...times);
}

const whole = { start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } };

function referencesIn(document: TextSource, options: RangeOptions) {
  return (pace: PaceOptions) => referencesInRange(document, whole, { ...options, ...pace });
}

/** Of two tries the better: what builds the document leaves garbage to collect. */
async function bestStretch(act: (pace: PaceOptions) => Promise<unknown>): Promise<number> {
  const first = await longestStretch(act);
  return first < allowed ? first : Math.min(first, await longestStretch(act));
}

async function longestStretch(act: (pace: PaceOptions) => Promise<unknown>): Promise<number> {
  let longest = 0;
  let since = process.cpuUsage();
  const stop = (): void => {
    longest = Math.max(longest, millisecondsSince(since));
  };
  const pause = async (): Promise<void> => {
    stop();
    await new Promise((resolve) => setImmediate(resolve));
    since = process.cpuUsage();
  };
  await act({ pause });
  stop();
  return longest;
}

function cpuTime(act: () => unknown): number {
  const start = process.cpuUsage();
  act();
  return millisecondsSince(start);
}

/** Of processor time: waiting for a busy machine does not count. */
function millisecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe("Whatever a project's files hold, nobody waits for them", () => {
  const names = [
    "vite.config.ts",
    "_config.yml",
    "package.json",
    "tsconfig.json",
    "main.tex",
    "app.qrc",
  ];
  const pieces = [
    ..."alias:{ alias:[ base base: base:' site_url: ' \" ` { [ ( , // /* \\ <qresource> <file> <qresource><file>".split(
      " ",
    ),
    ...[
      "\\graphicspath{{",
      "\\documentclass\\input{",
      "{find:'a',replacement:",
      " ",
      "\n",
      "a: '",
      "'a':",
    ],
  ];
  const asked = ["@/a.png", "/a.png", "#a/a.png", ":/a.png", "a"];

  for (const piece of pieces) {
    it(JSON.stringify(piece), async () => {
      const text = piece.repeat(Math.floor(199_000 / piece.length));
      const files = memoryFiles({
        "/ws/src/a.tex": "",
        ...Object.fromEntries(names.map((name) => [`/ws/${name}`, text])),
      });
      for (const value of asked) {
        const languageId = value === "a" ? "latex" : "typescript";
        const reference: ImageReference = {
          ...{ line: 0, start: 0, end: 1, raw: value, value, languageId },
          ...{ kind: "path", syntax: "string", detectable: true, extensions: [".png"] },
        };
        const context = { documentPath: "/ws/src/a.tex", workspaceFolders: ["/ws"], files };
        const milliseconds = await bestOfTwo(() => resolveReference(reference, context));
        assert.ok(milliseconds < allowed, `${value}: ${milliseconds.toFixed()} ms`);
      }
    });
  }
});

async function bestOfTwo(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 2; run++) {
    const start = process.cpuUsage();
    await act();
    times.push(millisecondsSince(start));
  }
  return Math.min(...times);
}
