/** The browser that shows the workbench: an installed one, else one of our own. */
import { HumanError } from "../humanError.ts";
import { ensureChromium, type UnpackedChromium } from "./chromium.ts";
import { findInstalledBrowser } from "./installedBrowser.ts";

/** `bundled` is set for the one that we fetched, which brings its own system libraries and fonts. */
export interface Browser {
  readonly executable: string;
  readonly bundled: UnpackedChromium | undefined;
}

/** An installed browser, or `undefined` when ours will do. Throws a HumanError when there is neither. */
export function chooseBrowser(): string | undefined {
  const installed = findInstalledBrowser();
  if (installed || (process.platform === "linux" && process.arch === "x64")) return installed;
  throw new HumanError(
    "No browser was found. Install Chrome, Chromium or Edge, or set CHROME_PATH to the program, and try again.",
  );
}

export async function ensureBrowser(installed: string | undefined): Promise<Browser> {
  if (installed) return { executable: installed, bundled: undefined };
  const bundled = await ensureChromium();
  return { executable: bundled.executable, bundled };
}
