/** Finds a Chromium to drive. */
import { access, constants } from "node:fs/promises";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** `CHROME_PATH` where it is set, else the first browser at a usual place. Rejects when there is none. */
export async function browserPath(): Promise<string> {
  const chosen = process.env["CHROME_PATH"];
  if (chosen) return chosen;
  for (const place of places) {
    const exists = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (exists) return place;
  }
  throw new Error("No Chromium was found. Install one, or set CHROME_PATH to its executable.");
}
