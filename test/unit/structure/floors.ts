/** The floors of the product: what each folder may import, and which files may use a library. */

export interface Floor {
  /** Files that this floor is about, as the start of their path. The longest match counts. */
  readonly path: string;
  /** Starts of the paths of our own that it may import, beside itself. */
  readonly imports: readonly string[];
  /** Node's own modules: all, none, or those named. */
  readonly node: "all" | readonly string[];
}

/** Below every part of the sample server: only `server.ts` and `serve.ts` know all of them. */
const sampleFloor = ["src/oss/", "src/sample/serviceError.ts"];

export const floors: readonly Floor[] = [
  { path: "src/errors/", imports: [], node: [] },
  { path: "src/labels/", imports: [], node: [] },
  {
    path: "src/query/",
    imports: ["src/errors/", "src/labels/", "src/messages/", "src/oss/keyOrder.ts"],
    node: [],
  },
  {
    path: "src/labelIndex/",
    imports: [
      ...["src/errors/", "src/labels/"],
      ...["src/oss/keyOrder.ts", "src/oss/lenient.ts", "src/oss/objectRef.ts", "src/query/"],
      ...["src/runs/callCounts.ts", "src/runs/carryOver.ts"],
      ...["src/runs/journal.ts", "src/runs/tables.ts"],
    ],
    node: ["sqlite", "crypto", "fs", "path", "url", "worker_threads"],
  },
  { path: "src/glossary/", imports: ["src/labels/"], node: ["fs", "timers", "util", "zlib"] },
  {
    path: "src/http/",
    imports: ["src/errors/"],
    node: ["crypto", "fs", "net", "tls", "util", "zlib"],
  },
  {
    path: "src/oss/",
    imports: ["src/errors/", "src/http/", "src/labels/"],
    node: ["crypto", "timers"],
  },
  {
    path: "src/messages/",
    imports: ["src/errors/", "src/labels/format.ts", "src/oss/error.ts"],
    node: [],
  },
  { path: "src/credentials/", imports: ["src/errors/", "src/http/", "src/oss/"], node: "all" },
  {
    path: "src/imm/",
    imports: ["src/errors/", "src/http/", "src/labels/", "src/oss/"],
    node: ["crypto", "timers"],
  },
  {
    path: "src/setup/",
    imports: [
      "src/errors/",
      "src/http/",
      "src/labels/format.ts",
      "src/messages/",
      "src/oss/",
      "src/imm/",
      "src/references/imageExtension.ts",
    ],
    node: [],
  },
  {
    path: "src/references/",
    imports: ["src/oss/address.ts", "src/oss/objectUrl.ts", "src/oss/percentEncoding.ts"],
    node: [],
  },
  {
    path: "src/codeSamples/",
    imports: [
      ...["src/oss/account.ts", "src/oss/address.ts", "src/oss/percentEncoding.ts"],
      "src/oss/imageProcess.ts",
    ],
    node: [],
  },
  {
    path: "src/ossFiles/",
    imports: ["src/errors/", "src/labels/format.ts", "src/oss/"],
    node: [],
  },
  { path: "src/sample/", imports: ["src/oss/"], node: "all" },
  {
    path: "src/sample/imm/",
    imports: [
      ...["src/imm/requestSignature.ts", "src/oss/percentEncoding.ts"],
      ...["src/sample/http/", "src/sample/store/"],
    ],
    node: ["crypto", "http"],
  },
  { path: "src/sample/http/", imports: sampleFloor, node: "all" },
  { path: "src/sample/auth/", imports: [...sampleFloor, "src/sample/http/"], node: ["crypto"] },
  {
    path: "src/sample/store/",
    imports: sampleFloor,
    node: ["crypto", "fs", "path"],
  },
  {
    path: "src/sample/operations/",
    imports: [...sampleFloor, "src/sample/http/", "src/sample/store/"],
    node: ["crypto", "util", "zlib"],
  },
  {
    path: "src/detection/",
    imports: ["src/errors/", "src/oss/", "src/labels/", "src/labelIndex/"],
    node: ["crypto"],
  },
  {
    path: "src/runs/",
    imports: [
      ...["src/errors/", "src/oss/", "src/messages/", "src/labelIndex/", "src/detection/"],
      ...["src/labels/format.ts", "src/references/imageExtension.ts"],
    ],
    node: ["crypto", "fs", "sqlite", "stream", "zlib"],
  },
  { path: "src/webview/", imports: [], node: [] },
  {
    path: "src/exchange/",
    imports: [
      "src/errors/",
      "src/labels/",
      "src/labelIndex/",
      "src/oss/address.ts",
      "src/oss/lenient.ts",
      "src/oss/objectRef.ts",
      "src/query/currentLabels.ts",
    ],
    node: ["crypto"],
  },
  {
    path: "src/handOver/",
    imports: [
      ...["src/imm/", "src/labels/", "src/labelIndex/", "src/oss/", "src/query/"],
      "src/writeBack/",
    ],
    node: [],
  },
  { path: "src/panel/", imports: ["src/labels/", "src/webview/"], node: [] },
  {
    path: "src/writeBack/",
    imports: ["src/errors/", "src/labels/", "src/oss/"],
    node: ["fs", "path"],
  },
  // Runs in the browser. Intents are parsed by the host alone, so the parser stays out.
  {
    path: "src/panel/browser/",
    imports: [
      ...["src/labels/", "src/panel/protocol.ts", "src/panel/model/"],
      "src/webview/browser/",
    ],
    node: [],
  },
  {
    path: "src/gallery/",
    imports: [
      ...["src/labels/", "src/labelIndex/", "src/messages/"],
      ...["src/oss/address.ts", "src/oss/objectRef.ts", "src/query/"],
      "src/webview/",
    ],
    node: [],
  },
  // Runs in the browser, as the panel does.
  {
    path: "src/gallery/browser/",
    imports: [
      ...["src/labels/", "src/gallery/protocol.ts", "src/gallery/model/"],
      "src/webview/browser/",
    ],
    node: [],
  },
  { path: "src/extension/", imports: ["src/"], node: "all" },
];

/**
 * The floors inside `src/extension`, from the bottom up: a folder (or a file directly in it) imports
 * those of lower rows only, and none of its own row.
 */
export const extensionFloors: readonly (readonly string[])[] = [
  [
    "commandArgument.ts",
    "commandIds.ts",
    "completingInput.ts",
    "interfaceLanguage.ts",
    "log.ts",
    "programOptions.ts",
    "queryProblem.ts",
    "settingsSchema.ts",
    "uiText.ts",
  ],
  ["accountMemory.ts", "commandLink.ts", "pages.ts", "settings.ts", "ui.ts"],
  ["askQuery.ts", "present.ts"],
  ["programs.ts"],
  ["accounts/"],
  ["images/"],
  ["fileSystem/", "panel/", "references/"],
  ["runs/"],
  ["detect/"],
  [
    "altText/",
    "codeSamples/",
    "corrections/",
    "handOver/",
    "hover/",
    "labelIndex/",
    "labelLanguage/",
    "search/",
    "setup/",
    "tools/",
    "tree/",
    "writeBack/",
  ],
  ["albums/"],
  ["exchange/"],
  ["files/"],
  ["commands.ts"],
  ["assembly.ts"],
  ["main.ts"],
];

/** Where each library, and each of Node's modules that is a matter of one floor, may be imported. */
export const libraries: Readonly<Record<string, readonly string[]>> = {
  vscode: ["src/extension/"],
  "node:sqlite": ["src/labelIndex/", "src/runs/"],
  "node:http": ["src/sample/"],
  undici: ["src/http/", "src/oss/client.ts", "src/credentials/"],
  "fast-xml-parser": ["src/oss/", "src/sample/"],
  "@alicloud/credentials": ["src/credentials/"],
  ini: ["src/credentials/"],
  "image-size": ["src/extension/", "src/sample/"],
  "p-limit": ["src/extension/"],
  preact: ["src/webview/browser/", "src/panel/browser/", "src/gallery/browser/"],
  // Where people read something. Below, in the other folders, are codes and facts.
  "@vscode/l10n": [
    ...["src/labels/", "src/messages/", "src/setup/", "src/query/", "src/credentials/"],
    ...["src/runs/estimate.ts", "src/handOver/", "src/exchange/", "src/http/network.ts"],
    ...["src/references/", "src/codeSamples/", "src/writeBack/changeText.ts"],
    ...["src/panel/", "src/gallery/", "src/webview/browser/", "src/extension/"],
  ],
  "@vscode/codicons": ["src/webview/browser/"],
  // The borders where something from outside is parsed.
  zod: [
    "src/oss/",
    "src/credentials/",
    "src/imm/",
    "src/exchange/exchangeLineSchema.ts",
    "src/panel/intent.ts",
    "src/gallery/intent.ts",
    "src/writeBack/lastRun.ts",
    "src/extension/settings",
    "src/extension/accounts/bucketAccounts.ts",
    "src/extension/accounts/plainHttp.ts",
    "src/extension/accounts/secrets.ts",
    "src/extension/accountMemory.ts",
    "src/extension/handOver/handedOver.ts",
    "src/extension/images/labelLanguages.ts",
    "src/extension/images/uploadedCopies.ts",
    "src/extension/assembly.ts",
    "src/extension/images/uploadConsent.ts",
    "src/extension/panel/comparisons.ts",
    "src/extension/panel/labelPanels.ts",
    "src/extension/search/searchViews.ts",
    "src/extension/tools/",
    "src/extension/tree/places.ts",
  ],
};

/** Take long to load, so nothing that activation loads may import them before they are needed. */
export const loadedWhenNeeded = [
  "undici",
  "fast-xml-parser",
  "image-size",
  "@alicloud/credentials",
  "ini",
  "node:sqlite",
  "node:http",
];

export function floorOf(path: string): Floor | undefined {
  return floors
    .filter((floor) => path.startsWith(floor.path))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** The part of `src/extension` that a file belongs to: `tree/`, `main.ts`; undefined for other files. */
export function extensionPartOf(path: string): string | undefined {
  return /^src\/extension\/([^/]+(?:\/|$))/.exec(path)?.[1];
}

/** `preact` for `preact/hooks`, `@vscode/codicons` for a file in it; Node's own as they are. */
export function libraryOf(module: string): string {
  if (module.startsWith("node:")) return module;
  return module.split("/", module.startsWith("@") ? 2 : 1).join("/");
}
