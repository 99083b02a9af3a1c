import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { type LazyLibrary, replaceFiles } from "../../../build/lazyLibraries.js";
import { root } from "./sources.ts";

describe("replaced files of a library", () => {
  /** Bundles a library as the build does; resolves to the bundle's text. */
  async function bundle(library: LazyLibrary): Promise<string> {
    const { outputFiles } = await esbuild.build({
      stdin: { contents: library.contents, resolveDir: root },
      bundle: true,
      platform: "node",
      write: false,
      logLevel: "silent",
      plugins: [replaceFiles(library)],
    });
    return outputFiles.map(({ text }) => text).join();
  }

  const contents = `export { parse } from "ini";`;

  it("are not in the bundle; what replaces them is", async () => {
    const text = await bundle({
      contents,
      replaced: { "ini/lib/ini.js": "exports.parse = 'replaced';" },
    });
    assert.match(text, /'replaced'|"replaced"/);
    assert.doesNotMatch(text, /exports\.stringify|encode/);
  });

  it("fail the build when the library has no such file", async () => {
    await assert.rejects(
      bundle({ contents, replaced: { "ini/lib/ini.js": "", "ini/lib/moved.js": "" } }),
      (error: esbuild.BuildFailure) => {
        assert.deepEqual(
          error.errors.map(({ text }) => text),
          [
            "Nothing is named ini/lib/moved.js any more: see what took its place, then correct build/lazyLibraries.js.",
          ],
        );
        return true;
      },
    );
  });

  it("are matched by whole names only", async () => {
    await assert.rejects(bundle({ contents, replaced: { "i/lib/ini.js": "" } }), /i\/lib\/ini\.js/);
  });
});
