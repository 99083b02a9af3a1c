import assert from "node:assert/strict";
import { readRepositoryFile, readSources } from "./sources.ts";

/** Comments say where a fact about the service is from by a key such as `[HeadObject]`. */
describe("facts about the service", () => {
  let listed: string[];
  /** `src/oss/crc64.ts: HeadObject`, one for each citation. */
  let cited: (readonly [path: string, key: string])[];
  let comments: (readonly [path: string, text: string])[];

  before(async function () {
    this.timeout(20_000);
    const rows = readRepositoryFile("docs/sources.md").matchAll(/^\| \[([^\]]+)\] \|/gm);
    listed = [...rows].map(([, key = ""]) => key);
    comments = (await readSources()).map(({ path, text }) => [path, commentsOf(text)] as const);
    cited = comments.flatMap(([path, text]) =>
      citationsIn(text).map((key) => [path, key] as const),
    );
  });

  it("are cited by keys that docs/sources.md has", () => {
    const unknown = cited.filter(([, key]) => !listed.includes(key));
    assert.deepEqual(unknown, []);
    assert.ok(cited.length > 50, `${cited.length} citations`);
  });

  it("need every key of docs/sources.md, and each once", () => {
    const used = new Set(cited.map(([, key]) => key));
    assert.deepEqual([...listed].sort(), [...used].sort());
  });

  it("are cited in no other way", () => {
    const titles = comments.filter(([, text]) => /\b(?:OSS|IMM|SDK|Cloud) help\b/.test(text));
    assert.deepEqual(
      titles.map(([path]) => path),
      [],
    );
  });
});

/** The lines of comments, without what stands there as code. */
function commentsOf(text: string): string {
  return [...text.matchAll(/^\s*(?:\/\*\*?|\*|\/\/).*$/gm)].join("\n").replaceAll(/`[^`\n]*`/g, "");
}

function citationsIn(comments: string): string[] {
  return [...comments.matchAll(/\[([A-Z0-9][^[\]]*)\](?!\()/g)].map(([, key = ""]) => key);
}
