/**
 * The search view in a real browser without VS Code: the page, its policy and its scripts are those that ship, and its
 * side in the extension is the real one, on an index of many images.
 */

import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { parseGalleryIntent } from "../../../src/gallery/intent.ts";
import type { GalleryIntent, GalleryMessage, PictureSide } from "../../../src/gallery/protocol.ts";
import { GallerySearch, type SearchIntent } from "../../../src/gallery/search.ts";
import type { ObjectVersion } from "../../../src/labelIndex/storedDetection.ts";
import { webviewPage } from "../../../src/webview/page.ts";
import { launchBrowser } from "../../../tools/browser/launch.ts";
import { setUpTestEnvironment } from "../../../tools/testEnvironment.ts";
import type { Texts } from "../madeUpLanguage.ts";
import { pageBuild } from "../pageBuild.ts";
import themes from "../panel/themes.json" with { type: "json" };
import { type ImageIndex, imageIndex, pictureOf } from "./images.ts";

const pageSide = readFile(new URL("../panel/pageSide.js", import.meta.url), "utf8");
const ownSide = readFile(new URL("pageSide.js", import.meta.url), "utf8");

export type ThemeName = keyof typeof themes;
export const themeNames = Object.keys(themes) as ThemeName[];

export interface GalleryOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
  /** The query to begin with. */
  readonly text?: string;
  readonly index?: ImageIndex;
  /** What `getState()` returns at first. */
  readonly kept?: unknown;
  /** False where no account can be reached. */
  readonly hasPictures?: boolean;
  /** How long a picture takes, in milliseconds. */
  readonly pictureTime?: number;
  /** What the page speaks; English where it is absent. */
  readonly texts?: Texts;
}

/** Pictures as they were asked for. */
export interface PictureLog {
  underWay: number;
  mostUnderWay: number;
  asked: number;
  cancelled: number;
  /** Of each that was asked for, in this order. */
  readonly keys: string[];
}

export interface OpenGallery {
  readonly page: Page;
  readonly search: GallerySearch;
  readonly pictures: PictureLog;
  /** Everything that the view has said so far. */
  readonly sent: readonly GalleryIntent[];
  /** Violations of the policy, errors of scripts and failed requests so far; none is right. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

export interface GalleryHarness {
  open(options?: GalleryOptions): Promise<OpenGallery>;
  close(): Promise<void>;
}

/** `forPictures` sees to a font that shows Chinese. */
export async function startGalleryHarness({ forPictures = false } = {}): Promise<GalleryHarness> {
  const language: Language = { texts: undefined };
  const server = await servePage(language);
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser(await setUpTestEnvironment({ forPictures }));
  return {
    open: (options = {}) => {
      language.texts = options.texts;
      return openGallery(browser, `http://127.0.0.1:${port}`, options);
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** That of the page that is opened next. */
interface Language {
  texts: Texts | undefined;
}

async function servePage(language: Language): Promise<Server> {
  const { script, style } = await pageBuild("search");
  const server = createServer((request, response) => {
    const page = webviewPage({
      title: "Search images",
      script: script.toString(),
      style: style.toString(),
      nonce: "c2VhcmNoIHRlc3Rz",
      language: "en",
      texts: language.texts,
    });
    if (request.url !== "/") return response.writeHead(404).end();
    return response.writeHead(200, { "content-type": "text/html;charset=utf-8" }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function openGallery(
  browser: Browser,
  address: string,
  options: GalleryOptions,
): Promise<OpenGallery> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1100, height: options.height ?? 800 },
    reducedMotion: options.reducedMotion ? "reduce" : "no-preference",
    forcedColors: options.forcedColors ? "active" : "none",
  });
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(message.text());
  });
  page.on("request", (request) => {
    const isOurs = request.url() === `${address}/` || request.url().startsWith("blob:");
    if (!isOurs && !request.url().endsWith("/favicon.ico")) troubles.push(request.url());
  });

  const pictures: PictureLog = { underWay: 0, mostUnderWay: 0, asked: 0, cancelled: 0, keys: [] };
  let isClosed = false;
  const search = new GallerySearch(options.text ?? "", {
    index: options.index ?? imageIndex(100_000),
    picture: async (image, side, signal) =>
      options.hasPictures === false
        ? { missing: "No connection" }
        : fetchPicture(image, side, signal, pictures, options.pictureTime ?? 0),
    post: (message) => {
      if (!isClosed) void postMessage(page, message).catch(() => undefined);
    },
  });
  const sent: GalleryIntent[] = [];
  await page.exposeFunction("toExtension", (message: unknown) => {
    const intent = parseGalleryIntent(message);
    if (!intent) return troubles.push(`no intent: ${JSON.stringify(message)}`);
    sent.push(intent);
    return isAnswered(intent) ? search.handle(intent) : undefined;
  });
  const beginning = { theme: themes[options.theme ?? "dark"], kept: options.kept };
  await page.addInitScript(`${await pageSide}
    ${await ownSide}
    beginHarness(${JSON.stringify(beginning)});`);
  await page.goto(address);
  await page.locator("main[aria-busy=false]").waitFor();
  return {
    page,
    search,
    pictures,
    sent,
    troubles,
    close: async () => {
      isClosed = true;
      search.close();
      await page.close();
    },
  };
}

function isAnswered(intent: GalleryIntent): intent is SearchIntent {
  return !["act", "saveAlbum", "openSample", "showTree"].includes(intent.type);
}

async function fetchPicture(
  { key, etag }: ObjectVersion,
  side: PictureSide,
  signal: AbortSignal,
  log: PictureLog,
  time: number,
) {
  log.asked += 1;
  log.keys.push(`${etag} ${key} ${side}`);
  log.underWay += 1;
  log.mostUnderWay = Math.max(log.mostUnderWay, log.underWay);
  try {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, time);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        log.cancelled += 1;
        resolve();
      });
    });
    return signal.aborted ? {} : pictureOf(key, side);
  } finally {
    log.underWay -= 1;
  }
}

/** For functions that run in the page. */
declare function toPage(message: unknown): void;

/** Posts as VS Code does. A picture's bytes travel as base64. */
async function postMessage(page: Page, message: GalleryMessage): Promise<void> {
  const bytes = message.type === "picture" ? message.picture.bytes : undefined;
  const plain = JSON.parse(
    JSON.stringify(message, (key, value) => (key === "bytes" ? undefined : value)),
  );
  await page.evaluate(
    ([given, base64]) => {
      if (base64 !== undefined) {
        given.picture.bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
      }
      toPage(given);
    },
    [plain, bytes && Buffer.from(bytes).toString("base64")] as const,
  );
}
