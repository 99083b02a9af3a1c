import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { commandIds, commandName } from "../../../src/extension/commandIds.ts";
import { defaultSettings, type SettingName } from "../../../src/extension/settingsSchema.ts";
import { ramPolicy } from "../../../src/setup/ramPolicy.ts";
import { readManifest } from "./manifest.ts";
import { readRepositoryFile, root } from "./sources.ts";

const prefix = "ossImageLabels.";
const at = ([, place = ""]: RegExpMatchArray): string => place;

describe("README", () => {
  let readme: string;
  before(() => {
    readme = readRepositoryFile("README.md");
  });

  /** First cells and defaults of the settings table: ``| `ossImageLabels.threshold` | `0.7` |``. */
  const rows = () =>
    [...readme.matchAll(/^\| `ossImageLabels\.([\w.]+)` \| `([^`]*)` \|/gm)].map(
      ([, name = "", value = ""]) => [name, value] as const,
    );

  it("describes every setting once, and no other", () => {
    assert.deepEqual(
      rows()
        .map(([name]) => name)
        .sort(),
      Object.keys(defaultSettings).sort(),
    );
  });

  it("gives the true defaults", () => {
    for (const [name, value] of rows()) {
      assert.deepEqual(JSON.parse(value), defaultSettings[name as SettingName], name);
    }
  });

  it("names no command or setting that does not exist", () => {
    const known = new Set([
      ...commandIds.map(commandName),
      ...Object.keys(defaultSettings).map((name) => prefix + name),
    ]);
    const named = [...readme.matchAll(/\bossImageLabels\.[A-Za-z]+(?:\.[A-Za-z]+)*/g)].map(
      ([name]) => name,
    );
    assert.deepEqual(
      named.filter((name) => !known.has(name as never)),
      [],
    );
  });

  it("grants what Check Setup would grant", () => {
    const [, policy = ""] = /```json\n(.*?)```/s.exec(readme) ?? [];
    assert.deepEqual(JSON.parse(policy), JSON.parse(ramPolicy("examplebucket")));
  });

  it("shows pictures in light and dark that exist, each at most 80 kB and all at most 1.2 MB", () => {
    const dark = [...readme.matchAll(/<img [^>]*src="([^"]+)-dark\.webp">/g)].map(at);
    const light = [...readme.matchAll(/<source [^>]*srcset="([^"]+)-light\.webp">/g)].map(at);
    assert.ok(dark.length >= 3);
    assert.deepEqual(light, dark);
    let all = 0;
    for (const picture of dark) {
      for (const theme of ["dark", "light"]) {
        const { size } = statSync(join(root, `${picture}-${theme}.webp`));
        assert.ok(size <= 80_000, `${picture}-${theme}.webp has ${size} bytes`);
        all += size;
      }
    }
    assert.ok(all <= 1_200_000, `all have ${all} bytes`);
  });

  it("brings no picture into the package: VS Code shows an installed page none from its folder", () => {
    assert.doesNotMatch(readRepositoryFile(".vscodeignore"), /screenshots/);
  });

  it("links to pages that exist, in the package too", () => {
    const shipped = new Set(readRepositoryFile(".vscodeignore").split("\n"));
    const places = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(at);
    assert.ok(places.length >= 3);
    for (const place of places) {
      assert.ok(existsSync(join(root, place)), place);
      assert.ok(shipped.has(`!${place}`), `.vscodeignore leaves out ${place}`);
    }
  });

  it("names scripts that exist", () => {
    const { scripts } = readManifest();
    for (const document of ["README.md", "CONTRIBUTING.md"]) {
      for (const [, script = ""] of readRepositoryFile(document).matchAll(/\bnpm run ([\w:]+)/g)) {
        assert.ok(scripts[script], `${document}: npm run ${script}`);
      }
    }
  });
});
