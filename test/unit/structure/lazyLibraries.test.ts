import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { XMLParser } from "fast-xml-parser";
import { imageSize } from "image-size";
import type { Agent } from "undici";
import { type LazyLibrary, lazyLibraries, replaceFiles } from "../../../build/lazyLibraries.js";
import { readSources, root } from "./sources.ts";

/** Bundles a library as the build does; resolves to the bundle's text. */
async function bundle(library: LazyLibrary): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: library.contents, resolveDir: root },
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
    logLevel: "silent",
    plugins: [replaceFiles(library)],
  });
  return outputFiles.map(({ text }) => text).join();
}

describe("a library that is loaded when needed", () => {
  for (const [name, library] of Object.entries(lazyLibraries)) {
    it(`ships what is imported of it: ${name}`, async () => {
      const texts = (await readSources()).map(({ text }) => text);
      const module = { exports: {} };
      const run = new Function("module", "exports", "require", await bundle(library));
      run(module, module.exports, createRequire(import.meta.url));
      const missing = texts
        .flatMap((text) => namesImported(text, name))
        .filter((imported) => !(imported in module.exports));
      assert.deepEqual(missing, []);
      assert.ok(Object.keys(module.exports).length > 0);
    });
  }

  it("tells of a picture what the whole of image-size tells", async () => {
    const module = { exports: {} as { imageSize?: typeof imageSize } };
    const library = lazyLibraries["image-size"];
    assert.ok(library);
    new Function("module", "exports", await bundle(library))(module, module.exports);
    for (const name of ["example.jpg", "cat.png"]) {
      const bytes = readFileSync(join(root, "media/sample", name));
      const { width, height, type } = imageSize(bytes);
      const shipped = module.exports.imageSize?.(bytes);
      assert.deepEqual([shipped?.width, shipped?.height, shipped?.type], [width, height, type]);
    }
  });

  it("reads XML as the whole of fast-xml-parser does", async () => {
    const module = { exports: {} as { XMLParser?: typeof XMLParser } };
    const library = lazyLibraries["fast-xml-parser"];
    assert.ok(library);
    new Function("module", "exports", await bundle(library))(module, module.exports);
    const Shipped = module.exports.XMLParser;
    assert.ok(Shipped);
    const text = `<?xml version="1.0" encoding="UTF-8"?>
      <List><Name a="1">1e3 &lt; &#x56fe;</Name><!-- x --><Key><![CDATA[a&b]]></Key><Empty/></List>`;
    for (const options of [
      { parseTagValue: false, trimValues: false },
      {
        parseTagValue: false,
        preserveOrder: true,
        processEntities: false,
        stopNodes: ["List.Key"],
      },
    ]) {
      assert.deepEqual(new Shipped(options).parse(text), new XMLParser(options).parse(text));
    }
  });

  it("sends a request with what is shipped of undici", async () => {
    const module = { exports: {} as { Agent?: typeof Agent } };
    const library = lazyLibraries["undici"];
    assert.ok(library);
    const load = createRequire(import.meta.url);
    new Function("module", "exports", "require", await bundle(library))(
      module,
      module.exports,
      load,
    );
    assert.ok(module.exports.Agent);
    const server = createServer((request, response) => response.end(`at ${request.url}`));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const agent = new module.exports.Agent();
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    const { statusCode, body } = await agent.request({ origin, path: "/a?b", method: "GET" });
    assert.deepEqual([statusCode, await body.text()], [200, "at /a?b"]);
    await agent.close();
    server.close();
  });

  /** `a` and `b` of `import { a, b } from "library"` and `{ a, b } = await import("library")`. */
  function namesImported(text: string, library: string): string[] {
    const imports = [
      ...text.matchAll(/^import \{([^}]*)\} from "([^"]+)"/gm),
      ...text.matchAll(/\{([^{}]*)\} = await import\("([^"]+)"\)/g),
    ];
    return imports
      .filter(([, , from]) => from === library)
      .flatMap(([, names = ""]) => names.split(","))
      .map((name) => name.trim())
      .filter((name) => name && !name.startsWith("type "));
  }
});

describe("replaced files of a library", () => {
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
