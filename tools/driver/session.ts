/** A whole VS Code for one run: server, browser and window, with our extension installed. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { launchBrowser } from "../browser/launch.ts";
import { onInterrupt } from "../onInterrupt.ts";
import type { TestEnvironment } from "../testEnvironment.ts";
import { discard, freshProfile, linkExtension, type Profile } from "../vscode/profile.ts";
import { startServer, workbenchAddress } from "../vscode/server.ts";
import { quietSettings, type Settings, sampleAccount } from "../vscode/settings.ts";
import { wordsIn } from "./words.ts";
import { Workbench } from "./workbench.ts";

export interface SessionOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Added to quiet settings and the sample account. */
  readonly settings?: Settings;
  /** Of VS Code and its extensions; English is the default. VS Code's own words stay English. */
  readonly language?: string | undefined;
  /** Of the window, in CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Device pixels per CSS pixel; 2 makes sharper pictures. */
  readonly scale?: number;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Session {
  readonly workbench: Workbench;
  /** What our extension has logged so far. */
  log(): Promise<string>;
  close(): Promise<void>;
}

export async function startSession(
  environment: TestEnvironment,
  options: SessionOptions,
): Promise<Session> {
  const profile = await freshProfile({ ...quietSettings, ...sampleAccount, ...options.settings });
  const closings: (() => Promise<void>)[] = [() => discard(profile)];
  const close = async () => {
    while (closings.length > 0) await closings.pop()?.();
  };
  const forget = onInterrupt(close);
  try {
    await linkExtension(profile);
    const server = await startServer(environment, profile, {
      language: options.language,
      env: options.env ?? {},
    });
    closings.push(() => server.stop());
    const browser = await launchBrowser(environment);
    closings.push(() => browser.close());
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const address = workbenchAddress(server.port, { open: options.folder });
    const workbench = await Workbench.open(context, address, wordsIn(options.language));
    closings.unshift(async () => forget());
    return {
      workbench,
      log: () => readLog(profile),
      close,
    };
  } catch (error) {
    await close();
    forget();
    throw error;
  }
}

async function readLog({ userData }: Profile): Promise<string> {
  const files = await readdir(userData, { recursive: true });
  const ours = files.filter((file) => file.endsWith("OSS Image Labels.log"));
  const texts = await Promise.all(ours.map((file) => readFile(path.join(userData, file), "utf8")));
  return texts.join("");
}
