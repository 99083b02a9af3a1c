/**
 * A fake of the desktop VS Code program, for machines where the real one cannot be downloaded: it
 * takes the same arguments and shows the served workbench to a browser without a window.
 */
import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { launchBrowser } from "../browser/launch.ts";
import { onInterrupt } from "../onInterrupt.ts";
import { outFolder } from "../repository.ts";
import { setUpTestEnvironment } from "../testEnvironment.ts";
import { type RunningServer, startServer, workbenchAddress } from "../vscode/server.ts";

/** Environment variable: seconds after which a suite counts as hanging. */
export const limitVariable = "OSS_IMAGE_LABELS_SUITE_LIMIT";

/** Environment variable: set when the settings ask for untrusted folders. */
export const trustVariable = "OSS_IMAGE_LABELS_SUITE_WITHHOLDS_TRUST";

/** How the suite ended; `reason` says why when the suite did not end by itself. */
interface Ending {
  readonly exitCode: number;
  readonly reason?: string;
}

/** Writes the program into `folder`; resolves to its path. */
export async function makeFakeDesktop(folder: string): Promise<string> {
  const main = path.join(outFolder, "tools", "main", "fakeDesktop.mjs");
  const isWindows = process.platform === "win32";
  const program = path.join(folder, isWindows ? "fake-desktop.cmd" : "fake-desktop");
  const text = isWindows
    ? `@"${process.execPath}" "${main}" %*\r\n`
    : `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`;
  await writeFile(program, text);
  await chmod(program, 0o755);
  return program;
}

/** Runs VS Code as the arguments say, until its suite has ended. Resolves to the exit code. */
export async function runFakeDesktop(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args);
  const environment = await setUpTestEnvironment();
  const profile = {
    folder: path.join(wanted.userData, "server"),
    userData: wanted.userData,
    extensions: wanted.extensions,
  };
  const withholdsTrust = Boolean(process.env[trustVariable]);
  const server = await startServer(environment, profile, {
    underTest: true,
    withholdsTrust,
    language: wanted.language,
  });
  const browser = await launchBrowser(environment);
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  onInterrupt(close);
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    const ending = whenEnded(page, server);
    await page.goto(workbenchAddress(server.port, wanted));
    const { exitCode, reason } = await ending;
    if (reason) await explain(page, reason);
    return exitCode;
  } finally {
    await close();
  }
}

function readArguments(args: readonly string[]) {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      extensionDevelopmentPath: text,
      extensionTestsPath: text,
      "user-data-dir": text,
      "extensions-dir": text,
      locale: text,
    },
    allowPositionals: true,
    // The desktop program has many more flags; they mean nothing here.
    strict: false,
  });
  return {
    open: String(positionals[0]),
    underDevelopment: String(values.extensionDevelopmentPath),
    suite: String(values.extensionTestsPath),
    userData: String(values["user-data-dir"]),
    extensions: String(values["extensions-dir"]),
    language: values.locale === undefined ? undefined : String(values.locale),
  };
}

/** The page calls `codeAutomationExit` when the suite has ended. Must be called before the page loads. */
function whenEnded(page: Page, server: RunningServer): Promise<Ending> {
  const limit = Number(process.env[limitVariable] ?? 300);
  return new Promise((resolve, reject) => {
    const hangs = { exitCode: 124, reason: `The suite did not end within ${limit} s.` };
    const timer = setTimeout(() => resolve(hangs), limit * 1_000);
    const end = (ending: Ending) => {
      clearTimeout(timer);
      resolve(ending);
    };
    page
      .exposeFunction("codeAutomationExit", (exitCode: number) => end({ exitCode }))
      .catch(reject);
    page.exposeFunction("codeAutomationLog", () => undefined).catch(reject);
    page.on("crash", () => end({ exitCode: 70, reason: "The page crashed." }));
    void server.ended.then((reason) => end({ exitCode: 71, reason }));
  });
}

async function explain(page: Page, reason: string): Promise<void> {
  const picture = path.join(outFolder, "host-failed.png");
  const taken = await page.screenshot({ path: picture, timeout: 5_000 }).then(
    () => ` ${picture} shows the window.`,
    () => "",
  );
  process.stderr.write(`${reason}${taken}\n`);
}
