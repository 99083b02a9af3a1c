// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
import assert from "node:assert/strict";
import { type ImageReference, referenceAt } from "../../../src/references/imageReference.ts";
import {
  ProjectConfigs,
  type Resolution,
  type ResolveContext,
  resolveReference,
} from "../../../src/references/resolve.ts";
import { textSource } from "../../../src/references/textSource.ts";
import { type MemoryFiles, memoryFiles } from "./memoryFiles.ts";

/** Resolves the reference at `|` of a document. */
async function resolveIn(
  marked: string,
  languageId: string,
  context: ResolveContext,
): Promise<Resolution | undefined> {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const { urlMappings } = context;
  const reference = referenceAt(textSource(marked.replace("|", ""), languageId), position, {
    ...(urlMappings && { urlMappings }),
  });
  return reference && resolveReference(reference, context);
}

function pathReference(value: string): ImageReference {
  return {
    line: 0,
    start: 0,
    end: value.length,
    raw: value,
    value,
    kind: "path",
    syntax: "string",
    detectable: true,
  };
}

async function pathOf(value: string, context: ResolveContext): Promise<string | undefined> {
  const found = await resolveReference(pathReference(value), context);
  return found?.kind === "file" ? found.path : undefined;
}

const site = [
  "/ws/package.json",
  "/ws/src/page.tsx",
  "/ws/src/beside.png",
  "/ws/src/my photo.png",
  "/ws/src/100%.png",
  "/ws/src/a%20b.png",
  "/ws/src/draft#2.png",
  "/ws/src/Big.PNG",
  "/ws/src/猫/写真.jpg",
  "/ws/src/café.png",
  "/ws/src/assets/logo.png",
  "/ws/src/folder.png/inner.txt",
  "/ws/src/notes.txt",
  "/ws/root.png",
  "/ws/public/img/hero.jpg",
  "/ws/static/icon.png",
  "/ws/media/m.png",
  "/ws/packages/app/package.json",
  "/ws/packages/app/src/page.vue",
  "/ws/packages/app/public/app.png",
  "/ws/packages/app/src/local.png",
  "/ws/node_modules/brand/logo.png",
  "/ws/node_modules/@scope/brand/logo.png",
  "/outside/secret.png",
  "/wsx/near.png",
];

const page = "/ws/src/page.tsx";

type Case = readonly [
  name: string,
  value: string,
  path: string | undefined,
  more?: Partial<ResolveContext>,
];

const cases: readonly Case[] = [
  ["beside the document", "beside.png", "/ws/src/beside.png"],
  ["with a dot", "./beside.png", "/ws/src/beside.png"],
  ["up", "../root.png", "/ws/root.png"],
  ["up and down", "./assets/../assets/logo.png", "/ws/src/assets/logo.png"],
  ["from the workspace folder", "src/assets/logo.png", "/ws/src/assets/logo.png"],
  ["rooted in the workspace folder", "/root.png", "/ws/root.png"],
  ["rooted in public", "/img/hero.jpg", "/ws/public/img/hero.jpg"],
  ["bare in public", "img/hero.jpg", "/ws/public/img/hero.jpg"],
  ["rooted in static", "/icon.png", "/ws/static/icon.png"],
  ["public written out", "/public/img/hero.jpg", "/ws/public/img/hero.jpg"],
  ["absolute path inside the workspace", "/ws/root.png", "/ws/root.png"],
  ["file URL inside the workspace", "file:///ws/src/my%20photo.png", "/ws/src/my photo.png"],
  ["file URL outside", "file:///outside/secret.png", undefined],
  ["blanks", "my photo.png", "/ws/src/my photo.png"],
  ["percent-encoded blanks", "my%20photo.png", "/ws/src/my photo.png"],
  ["a name with an escape as it is written", "a%20b.png", "/ws/src/a%20b.png"],
  ["a malformed escape", "100%.png", "/ws/src/100%.png"],
  ["percent-encoded script", "%E7%8C%AB/%E5%86%99%E7%9C%9F.jpg", "/ws/src/猫/写真.jpg"],
  ["any script", "猫/写真.jpg", "/ws/src/猫/写真.jpg"],
  ["Unicode composed otherwise", "cafe\u0301.png", "/ws/src/café.png"],
  ["query", "beside.png?v=1", "/ws/src/beside.png"],
  ["fragment", "beside.png#frag", "/ws/src/beside.png"],
  ["query and fragment and escape", "my%20photo.png?inline#x", "/ws/src/my photo.png"],
  ["a name with a sign of fragments", "draft#2.png", "/ws/src/draft#2.png"],
  ["Windows separators", "assets\\logo.png", "/ws/src/assets/logo.png"],
  ["Windows separators upwards", "..\\root.png", "/ws/root.png"],
  ["case as on disk", "Big.PNG", "/ws/src/Big.PNG"],
  ["other case", "big.png", undefined],
  ["other case where it does not matter", "big.png", "/ws/src/Big.PNG", { caseInsensitive: true }],
  [
    "other case of folders",
    "../SRC/ASSETS/Logo.png",
    "/ws/src/assets/logo.png",
    { caseInsensitive: true },
  ],
  ["a folder that is called so", "folder.png", undefined],
  ["no image behind a query", "notes.txt?x=a.png", undefined],
  ["missing", "missing.png", undefined],
  ["up, not from other places", "../root.png", undefined, { documentPath: "/ws/src/deep/page.ts" }],
  [
    "up, not from a package",
    "../beside.png",
    undefined,
    { documentPath: "/ws/packages/app/src/page.vue" },
  ],
  [
    "up within, not from other places",
    "x/../../root.png",
    undefined,
    { documentPath: "/ws/src/deep/page.ts" },
  ],
  ["with a dot, not from the workspace folder", "./root.png", undefined],
  ["with a dot, not from public", "./img/hero.jpg", undefined],
  ["out of the workspace", "../../outside/secret.png", undefined],
  ["far out of the workspace", "../../../../../../outside/secret.png", undefined],
  ["out and back in", "../../ws/root.png", "/ws/root.png"],
  ["a neighbour whose name begins alike", "../../wsx/near.png", undefined],
  ["encoded climbing", "%2e%2e/%2e%2e/outside/secret.png", undefined],
  ["absolute outside", "/outside/secret.png", undefined],
  ["share of Windows", "\\\\outside\\secret.png", undefined],
  ["source root", "m.png", "/ws/media/m.png", { sourceRoots: ["media"] }],
  ["source root, rooted", "/m.png", "/ws/media/m.png", { sourceRoots: ["/media/"] }],
  ["source root, absolute", "m.png", "/ws/media/m.png", { sourceRoots: ["/ws/media"] }],
  ["source root outside", "secret.png", undefined, { sourceRoots: ["../outside", "/outside"] }],
  ["alias", "$cdn/icon.png", "/ws/static/icon.png", { pathAliases: { $cdn: "static" } }],
  [
    "alias as people write it",
    "@img/hero.jpg",
    "/ws/public/img/hero.jpg",
    { pathAliases: { "@img/*": "./public/img/*" } },
  ],
  [
    "alias of whole segments",
    "@images/hero.jpg",
    undefined,
    { pathAliases: { "@": "public/img" } },
  ],
  ["alias out of the workspace", "x/secret.png", undefined, { pathAliases: { x: "../outside" } }],
  [
    "longest alias",
    "@/img/hero.jpg",
    "/ws/public/img/hero.jpg",
    { pathAliases: { "@": "src", "@/img": "public/img" } },
  ],
  ["@/ of Vite", "@/assets/logo.png", "/ws/src/assets/logo.png"],
  ["~/ of Nuxt", "~/src/assets/logo.png", "/ws/src/assets/logo.png"],
  ["~@/ of webpack", "~@/assets/logo.png", "/ws/src/assets/logo.png"],
  ["@@/ of Nuxt", "@@/root.png", "/ws/root.png"],
  ["~package of webpack", "~brand/logo.png", "/ws/node_modules/brand/logo.png"],
  ["scoped package", "@scope/brand/logo.png", "/ws/node_modules/@scope/brand/logo.png"],
  ["package", "brand/logo.png", "/ws/node_modules/brand/logo.png"],
  ["nothing by habit for relative names", "./@/assets/logo.png", undefined],
  ["loader of webpack", "!!file-loader!./beside.png", "/ws/src/beside.png"],
  ["Parcel", "url:./beside.png", "/ws/src/beside.png"],
  ["Vite's query", "./beside.png?url", "/ws/src/beside.png"],
  ["%PUBLIC_URL%", "%PUBLIC_URL%/img/hero.jpg", "/ws/public/img/hero.jpg"],
  ["site.baseurl of Jekyll", "{{ site.baseurl }}/img/hero.jpg", "/ws/public/img/hero.jpg"],
  [
    "the package's own public folder",
    "/app.png",
    "/ws/packages/app/public/app.png",
    { documentPath: "/ws/packages/app/src/page.vue" },
  ],
  [
    "the public folder of the package above",
    "/img/hero.jpg",
    "/ws/public/img/hero.jpg",
    { documentPath: "/ws/packages/app/src/page.vue" },
  ],
  [
    "@/ of the nearest package",
    "@/local.png",
    "/ws/packages/app/src/local.png",
    { documentPath: "/ws/packages/app/src/page.vue" },
  ],
  ["a document that is no file", "root.png", "/ws/root.png", { documentPath: "" }],
  ["no workspace folder", "beside.png", undefined, { workspaceFolders: [] }],
  ["a link that leaves the workspace", "link.png", undefined],
  ["a folder that leaves the workspace", "linked/a.png", undefined],
  ["NUL", "beside\0.png", undefined],
  ["very long", `${"a/".repeat(400)}x.png`, undefined],
];

describe("Resolving paths", () => {
  for (const [name, value, path, more] of cases) {
    it(`${name}: ${value.slice(0, 60)} → ${path ?? "nothing"}`, async () => {
      const files = memoryFiles(
        [...site, "/ws/src/link.png", "/ws/src/linked/a.png"],
        ["/ws/src/link.png", "/ws/src/linked"],
      );
      const context = { documentPath: page, workspaceFolders: ["/ws"], files, ...more };
      assert.equal(await pathOf(value, context), path);
      assertInside(files, context.workspaceFolders);
    });
  }

  it("asks for a bounded number of paths, whatever the settings say", async () => {
    const files = memoryFiles(site);
    const sourceRoots = Array.from({ length: 20_000 }, (_, index) => `root${index}`);
    const context = { documentPath: page, workspaceFolders: ["/ws"], files, sourceRoots };
    assert.equal(await pathOf("missing.png", context), undefined);
    assert.ok(files.asked.size < 300, `${files.asked.size} paths`);
  });

  it("asks for nothing more when the answer is not wanted any longer", async () => {
    const files = memoryFiles(site);
    const signal = AbortSignal.abort();
    const context = { documentPath: page, workspaceFolders: ["/ws"], files, signal };
    assert.equal(await pathOf("beside.png", context), undefined);
    assert.ok(!files.asked.has("/ws/src/beside.png"));
  });

  it("tries every workspace folder, the document's own first", async () => {
    const files = memoryFiles(["/one/a.md", "/one/img/x.png", "/two/img/x.png", "/two/img/y.png"]);
    const context = { documentPath: "/two/doc/a.md", workspaceFolders: ["/one", "/two"], files };
    assert.equal(await pathOf("img/x.png", context), "/two/img/x.png");
    const other = { ...context, documentPath: "/one/a.md" };
    assert.equal(await pathOf("img/y.png", other), "/two/img/y.png");
  });

  it("finds the served folders of frameworks", async () => {
    const trees: readonly (readonly [string, string, string, readonly string[]])[] = [
      ["Hugo", "/p/content/post/a.md", "/img/x.png", ["/p/hugo.toml", "/p/static/img/x.png"]],
      ["Hugo assets", "/p/content/a.md", "img/x.png", ["/p/hugo.toml", "/p/assets/img/x.png"]],
      [
        "Jekyll below a folder",
        "/p/site/_posts/a.md",
        "/img/x.png",
        ["/p/site/_config.yml", "/p/site/img/x.png"],
      ],
      ["Docusaurus", "/p/docs/a.md", "/img/x.png", ["/p/package.json", "/p/static/img/x.png"]],
      [
        "Docusaurus alias",
        "/p/docs/a.mdx",
        "@site/static/img/x.png",
        ["/p/package.json", "/p/static/img/x.png"],
      ],
      [
        "SvelteKit",
        "/p/src/routes/+page.svelte",
        "$lib/x.png",
        ["/p/package.json", "/p/src/lib/x.png"],
      ],
      ["Rails", "/p/app/views/a.erb", "x.png", ["/p/Gemfile", "/p/app/assets/images/x.png"]],
      ["Rails public", "/p/app/views/a.erb", "/x.png", ["/p/Gemfile", "/p/public/x.png"]],
      [
        "Django",
        "/p/blog/templates/a.html",
        "blog/x.png",
        ["/p/manage.py", "/p/blog/static/blog/x.png"],
      ],
      [
        "Laravel",
        "/p/resources/views/a.blade.php",
        "img/x.png",
        ["/p/composer.json", "/p/public/img/x.png"],
      ],
      [
        "Spring",
        "/p/src/main/resources/templates/a.html",
        "/img/x.png",
        ["/p/pom.xml", "/p/src/main/resources/static/img/x.png"],
      ],
      ["ASP.NET", "/p/Views/a.cshtml", "~/img/x.png", ["/p/wwwroot/img/x.png"]],
      ["Sphinx", "/p/docs/guide/a.rst", "/img/x.png", ["/p/docs/conf.py", "/p/docs/img/x.png"]],
      [
        "Flutter",
        "/p/app/lib/a.dart",
        "assets/x.png",
        ["/p/app/pubspec.yaml", "/p/app/assets/x.png"],
      ],
      [
        "Phoenix",
        "/p/lib/web/a.heex",
        "/images/x.png",
        ["/p/mix.exs", "/p/priv/static/images/x.png"],
      ],
    ];
    for (const [name, documentPath, value, tree] of trees) {
      const files = memoryFiles([...tree, documentPath]);
      const found = await pathOf(value, { documentPath, workspaceFolders: ["/p"], files });
      assert.equal(found, tree.at(-1), name);
    }
  });
});

describe("Resolving on drives of Windows", () => {
  const rows: readonly (readonly [value: string, folder: string])[] = [
    ["C:\\ws\\img\\a b.png", "/c:/ws"],
    ["c:/ws/img/a b.png", "/C:/ws"],
    ["file:///C:/ws/img/a%20b.png", "/c:/ws"],
    ["file:///c%3A/ws/img/a%20b.png", "/c:/ws"],
    ["file:///C%3a/ws/img/a%20b.png", "/c:/ws"],
    ["img\\a b.png", "/c:/ws"],
    ["/img/a%20b.png", "/c:/ws"],
  ];
  for (const [value, folder] of rows) {
    it(`${value} in ${folder}`, async () => {
      const path = `${folder}/img/a b.png`;
      const files = memoryFiles([path, `${folder}/doc.md`]);
      const context = { documentPath: `${folder}/doc.md`, workspaceFolders: [folder], files };
      assert.equal(await pathOf(value, context), path);
    });
  }

  it("leaves other drives alone", async () => {
    const files = memoryFiles(["/c:/ws/a.png", "/d:/ws/a.png"]);
    const context = { documentPath: "/c:/ws/doc.md", workspaceFolders: ["/c:/ws"], files };
    assert.equal(await pathOf("D:\\ws\\a.png", context), undefined);
    assertInside(files, ["/c:/ws"]);
  });
});

describe("Resolving by tsconfig.json", () => {
  const documentPath = "/ws/app/src/page.ts";

  async function found(
    value: string,
    tree: Readonly<Record<string, string>>,
  ): Promise<string | undefined> {
    const files = memoryFiles({ [documentPath]: "", ...tree });
    const path = await pathOf(value, { documentPath, workspaceFolders: ["/ws"], files });
    assertInside(files, ["/ws"]);
    return path;
  }

  const config = (compilerOptions: object, more: object = {}): string =>
    JSON.stringify({ compilerOptions, ...more });
  const trees: readonly (readonly [
    string,
    string,
    Readonly<Record<string, string>>,
    string | undefined,
  ])[] = [
    [
      "paths",
      "@img/a.png",
      {
        "/ws/app/tsconfig.json": config({ paths: { "@img/*": ["art/*"] } }),
        "/ws/app/art/a.png": "",
      },
      "/ws/app/art/a.png",
    ],
    [
      "baseUrl",
      "art/a.png",
      { "/ws/app/tsconfig.json": config({ baseUrl: "lib" }), "/ws/app/lib/art/a.png": "" },
      "/ws/app/lib/art/a.png",
    ],
    [
      "paths below baseUrl",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({ baseUrl: "lib", paths: { "@/*": ["art/*"] } }),
        "/ws/app/lib/art/a.png": "",
      },
      "/ws/app/lib/art/a.png",
    ],
    [
      "jsconfig.json",
      "@/a.png",
      { "/ws/jsconfig.json": config({ paths: { "@/*": ["art/*"] } }), "/ws/art/a.png": "" },
      "/ws/art/a.png",
    ],
    [
      "comments and trailing commas",
      "@/a.png",
      {
        "/ws/app/tsconfig.json":
          '\ufeff{ // here\n "compilerOptions": { /* "x" */ "paths": { "@/*": ["art/*",], }, }, }',
        "/ws/app/art/a.png": "",
      },
      "/ws/app/art/a.png",
    ],
    [
      "second target",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({ paths: { "@/*": ["none/*", "art/*"] } }),
        "/ws/app/art/a.png": "",
      },
      "/ws/app/art/a.png",
    ],
    [
      "longest pattern",
      "@/x/a.png",
      {
        "/ws/app/tsconfig.json": config({ paths: { "@/*": ["b/*"], "@/x/*": ["c/*"] } }),
        "/ws/app/b/x/a.png": "",
        "/ws/app/c/a.png": "",
      },
      "/ws/app/c/a.png",
    ],
    [
      "exact name",
      "logo.png",
      {
        "/ws/app/tsconfig.json": config({ paths: { "logo.png": ["art/l.png"] } }),
        "/ws/app/art/l.png": "",
      },
      "/ws/app/art/l.png",
    ],
    [
      "whole segments",
      "@scope/a.png",
      {
        "/ws/app/tsconfig.json": config({ paths: { "@/*": ["art/*"] } }),
        "/ws/app/art/scope/a.png": "",
        "/ws/app/artscope/a.png": "",
      },
      undefined,
    ],
    [
      "extends",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({}, { extends: "../tsconfig.base" }),
        "/ws/tsconfig.base.json": config({ paths: { "@/*": ["art/*"] } }),
        "/ws/art/a.png": "",
      },
      "/ws/art/a.png",
    ],
    [
      "extends in a chain",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({}, { extends: "./one.json" }),
        "/ws/app/one.json": config({}, { extends: "./two.json" }),
        "/ws/app/two.json": config({ baseUrl: "lib", paths: { "@/*": ["art/*"] } }),
        "/ws/app/lib/art/a.png": "",
      },
      "/ws/app/lib/art/a.png",
    ],
    [
      "extends several, the last wins",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({}, { extends: ["./one.json", "./two.json"] }),
        "/ws/app/one.json": config({ paths: { "@/*": ["b/*"] } }),
        "/ws/app/two.json": config({ paths: { "@/*": ["c/*"] } }),
        "/ws/app/b/a.png": "",
        "/ws/app/c/a.png": "",
      },
      "/ws/app/c/a.png",
    ],
    [
      "extends a package in the workspace",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({}, { extends: "@org/config/base.json" }),
        "/ws/node_modules/@org/config/base.json": config({ paths: { "@/*": ["../../../art/*"] } }),
        "/ws/art/a.png": "",
      },
      "/ws/art/a.png",
    ],
    [
      "extends itself",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({}, { extends: "./tsconfig.json" }),
        "/ws/app/art/a.png": "",
      },
      undefined,
    ],
    [
      "extends out of the workspace",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({}, { extends: "../../outside.json" }),
        "/outside.json": config({ paths: { "@/*": ["ws/art/*"] } }),
        "/ws/art/a.png": "",
      },
      undefined,
    ],
    [
      "paths out of the workspace",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({ paths: { "@/*": ["../../outside/*"] } }),
        "/outside/a.png": "",
      },
      undefined,
    ],
    [
      "references",
      "@/a.png",
      {
        "/ws/app/tsconfig.json":
          '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
        "/ws/app/tsconfig.app.json": config({ paths: { "@/*": ["./art/*"] } }),
        "/ws/app/art/a.png": "",
      },
      "/ws/app/art/a.png",
    ],
    [
      "configDir",
      "@/a.png",
      {
        "/ws/app/tsconfig.json": config({}, { extends: "../base.json" }),
        "/ws/base.json": '{"compilerOptions":{"paths":{"@/*":["${configDir}/art/*"]}}}',
        "/ws/app/art/a.png": "",
      },
      "/ws/app/art/a.png",
    ],
    [
      "not for relative names",
      "./@/a.png",
      {
        "/ws/app/tsconfig.json": config({ paths: { "./@/*": ["art/*"] } }),
        "/ws/app/art/a.png": "",
      },
      undefined,
    ],
    [
      "nonsense",
      "@/a.png",
      {
        "/ws/app/tsconfig.json":
          '{"compilerOptions":{"paths":{"@/*":"art/*","x":[1,null]},"baseUrl":7},"extends":[1]}',
        "/ws/app/art/a.png": "",
      },
      "/ws/app/art/a.png",
    ],
    ["no JSON", "@/a.png", { "/ws/app/tsconfig.json": "{{{", "/ws/app/src/x.png": "" }, undefined],
    [
      "names of objects' own",
      "constructor/a.png",
      { "/ws/app/tsconfig.json": config({ paths: {} }), "/ws/app/a.png": "" },
      undefined,
    ],
  ];
  for (const [name, value, tree, path] of trees) {
    it(`${name} → ${path ?? "nothing"}`, async () => {
      assert.equal(await found(value, tree), path);
    });
  }

  it("notices changed files by their versions, without a restart", async () => {
    const files = versioned({
      "/ws/app/tsconfig.json": config({ paths: { "@/*": ["one/*"] } }),
      "/ws/app/one/a.png": "",
      "/ws/app/two/a.png": "",
    });
    const configs = new ProjectConfigs(files);
    const context = { documentPath, workspaceFolders: ["/ws"], files, configs };
    assert.equal(await pathOf("@/a.png", context), "/ws/app/one/a.png");
    const reads = files.reads;
    assert.equal(await pathOf("@/a.png", context), "/ws/app/one/a.png");
    assert.equal(files.reads, reads, "an unchanged file is read once");
    files.write("/ws/app/tsconfig.json", config({ paths: { "@/*": ["two/*"] } }));
    assert.equal(await pathOf("@/a.png", context), "/ws/app/two/a.png");
  });
});

function versioned(tree: Readonly<Record<string, string>>) {
  const files = memoryFiles(tree);
  const versions = new Map<string, number>();
  const state = { reads: 0 };
  return {
    ...files,
    get reads() {
      return state.reads;
    },
    write(path: string, text: string): void {
      files.texts.set(path, text);
      versions.set(path, (versions.get(path) ?? 0) + 1);
    },
    async version(path: string) {
      return files.texts.has(path) ? (versions.get(path) ?? 0) : undefined;
    },
    async readText(path: string, maxSize: number) {
      state.reads++;
      return files.readText(path, maxSize);
    },
  };
}

describe("Resolving names of objects", () => {
  const files = memoryFiles({
    "/ws/public/img/a.png": "",
    "/ws/public/b.png": "",
    "/ws/c.png": "",
    "/ws/doc.md": "",
  });
  const context: ResolveContext = {
    documentPath: "/ws/doc.md",
    workspaceFolders: ["/ws"],
    files,
    urlMappings: { "https://cdn.example.com/assets": "oss://photos/site" },
    pathMappings: { public: "oss://photos/www", "public/img": "oss://pictures" },
  };
  const host = "photos.oss-cn-hangzhou.aliyuncs.com";
  const address = { bucket: "photos", key: "a b.jpg" };

  const rows: readonly (readonly [string, string, object | undefined])[] = [
    [
      "oss:// is literal",
      '"oss://photos/a%20b|.jpg"',
      { kind: "object", via: "oss-uri", address: { bucket: "photos", key: "a%20b.jpg" } },
    ],
    ["oss:// with blanks", '"oss://photos/a b|.jpg"', { kind: "object", via: "oss-uri", address }],
    [
      "URL",
      `https://${host}/a%20b|.jpg`,
      { kind: "object", via: "url", address, region: "cn-hangzhou", origin: `https://${host}` },
    ],
    [
      "protocol-relative URL",
      `//${host}/a%20b|.jpg`,
      { kind: "object", via: "url", address, region: "cn-hangzhou" },
    ],
    [
      "presigned URL",
      `https://${host}/a%20b.jpg?Expires=1&OSSAccessKeyId=i&Signature=s|`,
      { kind: "object", via: "url", address },
    ],
    [
      "processed URL",
      `https://${host}/a%20b.jpg?x-oss-process=image/resize,w_1|00`,
      { kind: "object", via: "url", address, process: "image/resize,w_100" },
    ],
    [
      "no extension",
      `https://${host}/x/y|`,
      { kind: "object", via: "url", address: { bucket: "photos", key: "x/y" } },
    ],
    [
      "mapped URL",
      "https://cdn.example.com/assets/a%20b|.jpg",
      { kind: "object", via: "url-mapping", address: { bucket: "photos", key: "site/a b.jpg" } },
    ],
    [
      "mapped URL without extension",
      "https://cdn.example.com/assets/x|",
      { kind: "object", via: "url-mapping", address: { bucket: "photos", key: "site/x" } },
    ],
    ["URL beside the mapping", "https://cdn.example.com/a|.jpg", undefined],
    ["foreign URL", "https://example.com/a|.jpg", undefined],
    ["foreign host that looks alike", `https://${host}.evil.example/a|.jpg`, undefined],
    ["user name that looks alike", `https://${host}@evil.example/a|.jpg`, undefined],
    ["localhost is anybody's", "http://127.0.0.1:9000/photos/a|.jpg", undefined],
    ["data URI", "data:image/png;base64,iVBO|Rw0", undefined],
    [
      "file with its object",
      "![](public/b|.png)",
      { kind: "file", path: "/ws/public/b.png", object: { bucket: "photos", key: "www/b.png" } },
    ],
    [
      "file with its object by the longest folder",
      "![](public/img/a|.png)",
      { kind: "file", object: { bucket: "pictures", key: "a.png" } },
    ],
    [
      "file without object",
      "![](c|.png)",
      { kind: "file", path: "/ws/c.png", workspaceFolder: "/ws" },
    ],
    ["missing file in a mapped folder", "![](public/none|.png)", undefined],
  ];
  for (const [name, marked, expected] of rows) {
    it(name, async () => {
      const found = await resolveIn(marked, "markdown", context);
      if (!expected) assert.equal(found, undefined);
      else assert.partialDeepStrictEqual(found, expected);
    });
  }

  it("keeps what looks like a style where an object is known that is called so", async () => {
    const marked = "https://photos.oss-cn-hangzhou.aliyuncs.com/a.jp|g!thumb";
    for (const known of ["a.jpg!thumb", "a.jpg"]) {
      const isKnownObject = async ({ key }: { key: string }) => key === known;
      const found = await resolveIn(marked, "plaintext", { ...context, isKnownObject });
      assert.partialDeepStrictEqual(found, { address: { bucket: "photos", key: known } });
    }
  });

  it("reads path-style URLs of servers it is told of", async () => {
    const local = { ...context, pathStyleOrigins: ["http://127.0.0.1:9000"] };
    const found = await resolveIn("http://127.0.0.1:9000/photos/a|.jpg", "plaintext", local);
    assert.partialDeepStrictEqual(found, {
      kind: "object",
      address: { bucket: "photos", key: "a.jpg" },
    });
  });

  it("falls back to another reading when the first names nothing", async () => {
    const found = await resolveIn("'could not load c|.png'", "javascript", context);
    assert.partialDeepStrictEqual(found, {
      kind: "file",
      path: "/ws/c.png",
      reference: { value: "c.png" },
    });
  });

  it("does not take part of a name for another name", async () => {
    for (const marked of [
      "load('my c|.png')",
      '<img src="my old c|.png">',
      "![](my very old c|.png)",
    ]) {
      const languageId = marked.startsWith("load") ? "javascript" : "markdown";
      assert.equal(await resolveIn(marked, languageId, context), undefined);
    }
  });

  it("uses the folders that a document declares", async () => {
    const tree = memoryFiles(["/ws/doc/a.adoc", "/ws/doc/img/x.png", "/ws/doc/figs/y.jpg"]);
    const inDoc = { documentPath: "/ws/doc/a.adoc", workspaceFolders: ["/ws"], files: tree };
    assert.partialDeepStrictEqual(
      await resolveIn(":imagesdir: img\n\nimage::x|.png[]", "asciidoc", inDoc),
      { path: "/ws/doc/img/x.png" },
    );
    assert.partialDeepStrictEqual(
      await resolveIn("\\graphicspath{{figs/}}\n\\includegraphics{y|}", "latex", inDoc),
      { path: "/ws/doc/figs/y.jpg" },
    );
  });
});

/** Nothing outside the workspace folders may have been asked for. */
function assertInside({ asked }: MemoryFiles, folders: readonly string[]): void {
  const outside = [...asked].filter(
    (path) => !folders.some((folder) => path === folder || path.startsWith(`${folder}/`)),
  );
  assert.deepEqual(outside, []);
}
