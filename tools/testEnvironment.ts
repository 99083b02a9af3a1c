/** Everything that must be fetched before VS Code runs; what is there already takes no time and no network. */
import { type Browser, chooseBrowser, ensureBrowser } from "./downloads/browser.ts";
import { ensureChineseFont } from "./downloads/chineseFont.ts";
import { ensureHostNode } from "./downloads/hostNode.ts";
import { ensureServedCode } from "./downloads/servedCode.ts";

export interface ServedCode {
  /** The Node that runs the server and, below it, the extensions. */
  readonly node: string;
  /** The server's folder. */
  readonly folder: string;
}

export interface TestEnvironment extends ServedCode {
  readonly browser: Browser;
  /** A folder of fonts for pictures; `undefined` when the system needs none, or none was asked for. */
  readonly chineseFont: string | undefined;
}

/** What a person with a browser needs. */
export async function setUpServedCode(): Promise<ServedCode> {
  const [node, folder] = await settle([ensureHostNode(), ensureServedCode()]);
  return { node, folder };
}

/** What tests need; `forPictures` adds a font that shows Chinese. */
export async function setUpTestEnvironment({ forPictures = false } = {}): Promise<TestEnvironment> {
  // Fails before anything is fetched.
  const installedBrowser = chooseBrowser();
  const [served, browser, chineseFont] = await settle([
    setUpServedCode(),
    ensureBrowser(installedBrowser),
    forPictures ? ensureChineseFont() : Promise.resolve(undefined),
  ]);
  return { ...served, browser, chineseFont };
}

/** Like Promise.all, but a failure waits for the others, so that none is cut off half-way. */
async function settle<Values extends readonly unknown[]>(
  promises: readonly [...{ [Index in keyof Values]: Promise<Values[Index]> }],
): Promise<Values> {
  await Promise.allSettled(promises);
  return (await Promise.all(promises)) as unknown as Values;
}
