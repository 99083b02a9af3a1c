/** `npm start`: VS Code with this extension, the sample account and an example workspace. */
import path from "node:path";
import { readOptions } from "../commandLine.ts";
import { HumanError } from "../humanError.ts";
import { exampleWorkspace, workbenchFolder } from "../repository.ts";
import { runMain } from "../runMain.ts";
import { showcase } from "../showcase.ts";
import { setUpServedCode } from "../testEnvironment.ts";
import { findDesktopCode, openDesktopCode } from "../vscode/desktop.ts";
import { readLanguage } from "../vscode/language.ts";
import { keptProfile, linkExtension, linkOpener } from "../vscode/profile.ts";
import { startServer, workbenchAddress } from "../vscode/server.ts";
import { quietSettings, sampleAccount } from "../vscode/settings.ts";

const usage = "npm start -- [--serve] [--port N] [--headless] [--language id|zh-cn]";
const settings = { ...quietSettings, ...sampleAccount };

await runMain(async () => {
  const options = readOptions(
    {
      headless: { type: "boolean", default: false },
      serve: { type: "boolean", default: false },
      port: { type: "string" },
      language: { type: "string" },
    },
    usage,
  );
  if (options.headless) {
    await showcase();
    return 0;
  }
  const language = readLanguage(options.language);
  const desktop = findDesktopCode();
  if (desktop && !options.serve && options.port === undefined) {
    await openInDesktop(desktop, language);
    return 0;
  }
  return serve(readPort(options.port ?? "8642"), language);
});

async function openInDesktop(program: string, language: string | undefined): Promise<void> {
  await openDesktopCode(program, {
    open: exampleWorkspace,
    folder: path.join(workbenchFolder, "desktop"),
    settings,
    language,
  });
  console.log("VS Code is open. It shows the sample bucket, with the labels of a first picture.");
}

/** Runs until it is interrupted. */
async function serve(port: number, language: string | undefined): Promise<never> {
  const code = await setUpServedCode();
  const profile = await keptProfile(path.join(workbenchFolder, "served"), settings);
  await linkOpener(profile);
  await linkExtension(profile);
  const server = await startServer(code, profile, { port, language });
  console.log(
    [
      "",
      `  VS Code with OSS Image Labels: ${workbenchAddress(server.port, { open: exampleWorkspace })}`,
      "",
      "  Open the address in a browser: the sample bucket, with the labels of a first picture. Ctrl+C ends it.",
      "",
    ].join("\n"),
  );
  throw new HumanError(await server.ended);
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new HumanError(`"${text}" is no port: give a number from 0 to 65535, such as 8642.`);
}
