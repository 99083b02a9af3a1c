/** Starts the browser without a window. */
import { type Browser, chromium } from "playwright-core";
import { HumanError } from "../humanError.ts";
import { runCommand } from "../runCommand.ts";
import type { TestEnvironment } from "../testEnvironment.ts";
import { fontEnvironment } from "./fonts.ts";

/** It shows pages of this machine only: no sandbox (root has none), no services in the background. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchBrowser(environment: TestEnvironment): Promise<Browser> {
  const { executable } = environment.browser;
  const env = {
    ...definedOnly(process.env),
    ...(await libraryEnvironment(environment)),
    ...(await fontEnvironment(environment)),
  };
  try {
    return await chromium.launch({ executablePath: executable, headless: true, args: flags, env });
  } catch (error) {
    throw new HumanError(
      `The browser ${executable} could not be started. Set CHROME_PATH to another Chrome or Chromium and try again.\n${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** Points the browser that we fetched to its own libraries where the system lacks some. */
async function libraryEnvironment({ browser }: TestEnvironment): Promise<Record<string, string>> {
  if (!browser.bundled) return {};
  const libraries = await runCommand("ldd", [browser.executable]).catch(() => "not found");
  return libraries.includes("not found") ? { LD_LIBRARY_PATH: browser.bundled.libraries } : {};
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(environment);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => !!entry[1]));
}
