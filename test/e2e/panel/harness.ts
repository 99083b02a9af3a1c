/**
 * The panel in a real browser without VS Code: the page, its policy and its scripts are those that ship; the theme
 * variables and body classes are VS Code's, and `acquireVsCodeApi` records what the panel says.
 */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import type { PanelIntent, PanelMessage, PanelState } from "../../../src/panel/protocol.ts";
import { webviewPage } from "../../../src/webview/page.ts";
import { launchBrowser } from "../../../tools/browser/launch.ts";
import { setUpTestEnvironment } from "../../../tools/testEnvironment.ts";
import { type PageName, pageBuild } from "../pageBuild.ts";
import themes from "./themes.json" with { type: "json" };

const pageSide = readFile(new URL("pageSide.js", import.meta.url), "utf8");

export type ThemeName = keyof typeof themes;
export const themeNames = Object.keys(themes) as ThemeName[];

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /** The system's own colours, on light or on dark, in place of the page's. */
  readonly forcedColors?: "light" | "dark";
  /** What `getState()` returns at first. */
  readonly kept?: unknown;
}

/** A browser and the address of the panel in it. */
export interface Harness {
  open(options?: PanelOptions): Promise<OpenPanel>;
  close(): Promise<void>;
}

/** One panel. */
export interface OpenPanel {
  readonly page: Page;
  /** Posts a state as the extension does and waits until it is drawn. */
  show(state: PanelState): Promise<void>;
  post(message: PanelMessage): Promise<void>;
  /** Everything the panel has said so far. */
  sent(): Promise<PanelIntent[]>;
  /** What `setState` was last given. */
  kept(): Promise<unknown>;
  /** Violations of the policy, errors of scripts and failed requests so far; none is right. */
  readonly troubles: readonly string[];
  /** Milliseconds of processor time that the page's main thread spends while `act` runs, whatever else the machine does. */
  timeOf(act: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

/** `forPictures` sees to a font that shows Chinese; `texts` are the page's by their English ones. */
export async function startHarness({
  forPictures = false,
  page = "panel",
  texts,
}: {
  readonly forPictures?: boolean;
  readonly page?: PageName;
  readonly texts?: Readonly<Record<string, string>>;
} = {}): Promise<Harness> {
  const server = await servePanel(page, texts);
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser(await setUpTestEnvironment({ forPictures }));
  return {
    open: (options = {}) => openPanel(browser, `http://127.0.0.1:${port}`, options),
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function servePanel(
  page: PageName,
  texts: Readonly<Record<string, string>> | undefined,
): Promise<Server> {
  const { script, style } = await pageBuild(page);
  const server = createServer((request, response) => {
    const html = webviewPage({
      title: "Image labels",
      script: script.toString(),
      style: style.toString(),
      nonce: "cGFuZWwgdGVzdHM",
      language: "en",
      texts,
    });
    if (request.url !== "/") return response.writeHead(404).end();
    return response.writeHead(200, { "content-type": "text/html;charset=utf-8" }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function openPanel(
  browser: Browser,
  address: string,
  options: PanelOptions,
): Promise<OpenPanel> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1100, height: options.height ?? 800 },
    reducedMotion: options.reducedMotion ? "reduce" : "no-preference",
    ...(options.forcedColors && { forcedColors: "active", colorScheme: options.forcedColors }),
  });
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(message.text());
  });
  page.on("request", (request) => {
    const isOurs = request.url() === `${address}/` || request.url().startsWith("blob:");
    // Browsers ask for it by themselves.
    if (!isOurs && !request.url().endsWith("/favicon.ico")) troubles.push(request.url());
  });
  const beginning = { theme: themes[options.theme ?? "dark"], kept: options.kept };
  await page.addInitScript(`${await pageSide}\nbeginHarness(${JSON.stringify(beginning)});`);
  await page.goto(address);
  const post = (message: PanelMessage) => postMessage(page, message);
  return {
    page,
    troubles,
    post,
    show: (state) => post({ type: "state", state }),
    sent: () => page.evaluate(() => harness.sent),
    kept: () => page.evaluate(() => harness.kept),
    timeOf: (act) => timeOf(page, act),
    close: () => page.close(),
  };
}

/** Milliseconds of processor time that the page's main thread spends while `act` runs. */
export async function timeOf(page: Page, act: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const seconds = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  };
  const before = await seconds();
  await act();
  const after = await seconds();
  await session.detach();
  return (after - before) * 1000;
}

/** What `pageSide.js` offers in the page. */
export interface PageSide {
  readonly sent: PanelIntent[];
  readonly kept: unknown;
  dress(theme: (typeof themes)[ThemeName]): void;
  post(message: unknown, base64?: string): Promise<void>;
  paleTexts(least: number): string[];
  cutTexts(): string[];
  shownTexts(): string[];
  pictureDrawn(): Promise<void>;
  seen(png: string): Promise<number>;
  prepared: PanelMessage | undefined;
  postPrepared(): Promise<void>;
  drag(positions: readonly number[]): Promise<void>;
}

/** For functions that run in the page. */
declare const harness: PageSide;

/** Posts as VS Code does and returns when the browser has drawn it. */
async function postMessage(page: Page, message: PanelMessage): Promise<void> {
  const picture = message.type === "state" ? message.state.object.picture : undefined;
  const withoutPicture = JSON.parse(
    JSON.stringify(message, (key, value) => (key === "picture" ? undefined : value)),
  );
  await page.evaluate(([plain, base64]) => harness.post(plain, base64), [
    withoutPicture,
    picture && Buffer.from(picture).toString("base64"),
  ] as const);
}
