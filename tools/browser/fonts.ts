/** Font settings for the browser alone: the system's fonts and a few folders more. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { workbenchFolder } from "../repository.ts";
import type { TestEnvironment } from "../testEnvironment.ts";

/** Environment variables that make these fonts known; none when the system has all it needs. */
export async function fontEnvironment(
  environment: TestEnvironment,
): Promise<Record<string, string>> {
  const systemSettings = "/etc/fonts/fonts.conf";
  const folders = [
    ...(environment.chineseFont ? [environment.chineseFont] : []),
    ...(environment.browser.bundled && !existsSync(systemSettings)
      ? [environment.browser.bundled.fonts]
      : []),
  ];
  if (folders.length === 0) return {};
  const file = path.join(workbenchFolder, "fonts.conf");
  await writeFile(file, settings(systemSettings, folders));
  return { FONTCONFIG_FILE: file };
}

function settings(systemSettings: string, folders: readonly string[]): string {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">${systemSettings}</include>
${folders.map((folder) => `  <dir>${escaped(folder)}</dir>`).join("\n")}
  <cachedir>${escaped(path.join(workbenchFolder, "font-cache"))}</cachedir>
</fontconfig>
`;
}
