/** Finds a browser of Chromium's family that people have installed. */
import { existsSync } from "node:fs";
import path from "node:path";
import { HumanError } from "../humanError.ts";

/** What each system calls them; in the order in which they are tried. */
const programs: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "chromium-headless-shell",
    "microsoft-edge",
    "microsoft-edge-stable",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** Absolute path of an installed browser, `undefined` when there is none. CHROME_PATH goes first. */
export function findInstalledBrowser(
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const chosen = environment["CHROME_PATH"];
  if (chosen && !existsSync(chosen)) {
    throw new HumanError(
      `CHROME_PATH names ${chosen}, which is not there. Correct it, or unset it to let a browser be found.`,
    );
  }
  if (chosen) return chosen;
  return (programs[process.platform] ?? [])
    .flatMap((program) => placesOf(program, environment))
    .find((place) => existsSync(place));
}

function placesOf(program: string, environment: NodeJS.ProcessEnv): string[] {
  if (path.isAbsolute(program)) return [program];
  const folders =
    process.platform === "win32"
      ? ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map((name) => environment[name])
      : (environment["PATH"] ?? "").split(path.delimiter);
  return folders.filter((folder) => folder).map((folder) => path.join(folder ?? "", program));
}
