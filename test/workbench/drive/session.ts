/** A whole VS Code for one run: server, browser and window, with our extension installed. */

import { launchBrowser } from "../browser/launch.ts";
import { discard, freshProfile, linkExtension } from "../code/profile.ts";
import { startServer, workbenchAddress } from "../code/server.ts";
import { quietSettings, type Settings, sampleAccount } from "../code/settings.ts";
import { onInterrupt } from "../onInterrupt.ts";
import type { Stage } from "../setUp/setUp.ts";
import { Workbench } from "./workbench.ts";

export interface SessionOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Added to quiet settings and the sample account. */
  readonly settings?: Settings;
  /** Of the window, in CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Device pixels per CSS pixel; 2 makes sharper pictures. */
  readonly scale?: number;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Session {
  readonly workbench: Workbench;
  close(): Promise<void>;
}

export async function startSession(stage: Stage, options: SessionOptions): Promise<Session> {
  const profile = await freshProfile({ ...quietSettings, ...sampleAccount, ...options.settings });
  const closings: (() => Promise<void>)[] = [() => discard(profile)];
  const close = async () => {
    while (closings.length > 0) await closings.pop()?.();
  };
  const forget = onInterrupt(close);
  try {
    await linkExtension(profile);
    const server = await startServer(stage, profile, { env: options.env ?? {} });
    closings.push(() => server.stop());
    const browser = await launchBrowser(stage);
    closings.push(() => browser.close());
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const address = workbenchAddress(server.port, { open: options.folder });
    const workbench = await Workbench.open(context, address);
    closings.unshift(async () => forget());
    return { workbench, close };
  } catch (error) {
    await close();
    forget();
    throw error;
  }
}
