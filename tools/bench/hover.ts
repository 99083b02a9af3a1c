/**
 * How long it takes to decide what a hover is over. Runs on the Node of VS Code; prints its figures as JSON.
 * The peer's recognisers are not ours to ship: PEER_RECOGNISERS names a module that exports its
 * `name` and `recognise(line)`, which looks at the line under the cursor as the peer does.
 */
import assert from "node:assert/strict";
import { referenceAt } from "../../src/references/imageReference.ts";
import { type TextPosition, type TextSource, textSource } from "../../src/references/textSource.ts";
import { seededRandom } from "../../test/unit/labels/random.ts";
import { figure } from "./figure.ts";
import { percentile } from "./rounds.ts";

/** A few lines with images and a few without, as people write them. */
const samples: Readonly<Record<string, string>> = {
  html: `<p class="lead">Some words <b>and more</b>.</p>
<img src="/images/photo one.jpg" alt="" srcset="a.png 1x, b.png 2x"><a href='x.html'>link</a>
<script>const url = "assets/pic.png"; const other = { a: [1, 2, 3] };</script>`,
  markdown: `Some *words* (in brackets) and [a link](https://example.com/page).
![A coat](images/coat.png "Title") and oss://photos/2026/coat.jpg, too.`,
  css: `.card { background: url("../images/back ground.jpg") no-repeat; margin: 0 auto; }
.icon::before { content: "\\201C"; color: rgb(1, 2, 3) }`,
  typescriptreact: `const view = <img src={"images/coat.png"} alt="x" onClick={() => go(\`a\${b}c\`)} />;
export function total(items: number[]): number { return items.reduce((a, b) => a + b, 0); }`,
  json: `{ "name": "coat", "picture": "images/coat.png", "sizes": [1, 2, 3], "nested": { "a": null } },`,
  python: `image = Image.open("images/coat.png")  # a comment with 'quotes'
values = {"a": [1, 2, 3], 'b': f"{x!r} and {y}"}`,
  yaml: `- name: coat
  picture: images/coat.png # a comment
  text: "some words"`,
  plaintext: `Some words, images/coat.png, and (more) words; oss://photos/coat.jpg.`,
};

const decisions = 1500;
const milliseconds = { unit: "ms", better: "lower" } as const;
const random = seededRandom(20260301);

function repeated(sample: string, characters: number, between: string): string {
  return `${sample}${between}`.repeat(Math.ceil(characters / (sample.length + between.length)));
}

/** Anywhere in the text, as often on a line as the line is long. */
function anyPosition(document: TextSource): TextPosition {
  const line = Math.floor(random() * document.lineCount);
  return { line, character: Math.floor(random() * (document.lineText(line).length + 1)) };
}

interface PeerRecognisers {
  readonly name: string;
  recognise(line: string): readonly unknown[];
}

const peerFile = process.env["PEER_RECOGNISERS"];
const peer = peerFile ? ((await import(peerFile)) as PeerRecognisers) : undefined;

type Decide = (document: TextSource, position: TextPosition) => boolean;

const weDecide: Decide = (document, position) => referenceAt(document, position) !== undefined;

/** The 99th percentile in the slowest of the languages, in milliseconds. */
function slowest(textOf: (sample: string) => string, decide: Decide, decisions: number): number {
  const ofLanguages = Object.entries(samples).map(([languageId, sample]) => {
    const document = textSource(textOf(sample), languageId);
    let found = 0;
    const times = Array.from({ length: decisions }, () => {
      const position = anyPosition(document);
      const start = performance.now();
      const isImage = decide(document, position);
      const time = performance.now() - start;
      if (isImage) found++;
      return time;
    });
    assert.ok(found > decisions / 50, `${languageId}: hardly any decision was over an image`);
    // The first decisions compile the code.
    return percentile(times.slice(decisions / 10), 0.99);
  });
  return Math.max(...ofLanguages);
}

function measured(name: string, textOf: (sample: string) => string, peerDecisions: number) {
  const ours = slowest(textOf, weDecide, decisions);
  if (!peer) return figure({ ...milliseconds, name, ours });
  const peerDecides: Decide = (document, { line }) =>
    peer.recognise(document.lineText(line)).length > 0;
  const value = slowest(textOf, peerDecides, peerDecisions);
  return figure({ ...milliseconds, name, ours, peer: { name: peer.name, value } });
}

console.log(
  JSON.stringify([
    measured(
      "hover decision in a document of 1 MB, p99",
      (sample) => repeated(sample, 1_000_000, "\n"),
      decisions,
    ),
    // A peer that reads the whole line is asked less often, or it would take minutes.
    measured(
      "hover decision in a line of 400 kB, p99",
      (sample) => repeated(sample.replaceAll("\n", " "), 400_000, " "),
      decisions / 30,
    ),
  ]),
);
