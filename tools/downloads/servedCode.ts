/** VS Code's own server, which serves the whole workbench to a browser. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { ensureDownload } from "./cachedDownload.ts";
import { putNativeShims } from "./nativeShims.ts";
import { installDependencies, unpackPackage } from "./npm.ts";
import { codeServer } from "./versions.ts";

/** Built-in extensions that want an account or another service, or that only make the start slow. */
const unwantedExtensions = [
  "copilot",
  "debug-auto-launch",
  "debug-server-ready",
  "emmet",
  "github",
  "github-authentication",
  "grunt",
  "gulp",
  "jake",
  "microsoft-authentication",
  "ms-vscode.js-debug",
  "ms-vscode.js-debug-companion",
  "ms-vscode.vscode-js-profile-table",
  "npm",
  "php-language-features",
  "simple-browser",
  "terminal-suggest",
  "tunnel-forwarding",
];

/** Resolves to the server's folder (that of `out/server-main.js`). */
export function ensureServedCode(): Promise<string> {
  return ensureDownload({
    folder: `served-vscode-${codeServer.vscode}`,
    title: `VS Code ${codeServer.vscode}`,
    install,
  });
}

async function install(folder: string): Promise<void> {
  await unpackPackage(codeServer, folder, { only: ["lib/vscode"], strip: 3 });
  const extensions = path.join(folder, "extensions");
  await Promise.all([installDependencies(folder), installDependencies(extensions)]);
  await putNativeShims(folder);
  await Promise.all(
    unwantedExtensions.map((name) => rm(path.join(extensions, name), { recursive: true })),
  );
}
