/** The window of VS Code as a person uses it, in a browser. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { Editor } from "./editor.ts";
import { LabelPanel } from "./labelPanel.ts";
import { Notifications } from "./notifications.ts";
import { QuickInput } from "./quickInput.ts";
import { SearchViewDriver } from "./searchView.ts";
import { TreeView } from "./treeView.ts";
import { type Words, wordsIn } from "./words.ts";

/** How long anything may take to appear. The machine may be slow; waiting ends as soon as it is there. */
const maxWait = 20_000;

const ourContainer = "OSS Images";

/** A theme of the window, which follows the system: `window.autoDetectColorScheme`. */
export interface Look {
  readonly scheme: "dark" | "light";
  /** Class of the workbench, and the kind of theme that webviews are told. */
  readonly look: "vs-dark" | "vs" | "hc-black" | "hc-light";
  readonly kind: string;
}

export class Workbench {
  readonly page: Page;
  readonly words: Words;
  readonly quickInput: QuickInput;
  readonly editor: Editor;
  readonly notifications: Notifications;
  readonly panel: LabelPanel;
  readonly search: SearchViewDriver;
  /** Our tree. */
  readonly images: TreeView;

  private constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
    this.quickInput = new QuickInput(page, words);
    this.editor = new Editor(page);
    this.notifications = new Notifications(page);
    this.panel = new LabelPanel(page);
    this.search = new SearchViewDriver(page);
    this.images = new TreeView(page, words(ourContainer));
  }

  /** Opens the address in a new page; resolves when the window is there and knows our extension. */
  static async open(
    context: BrowserContext,
    address: string,
    words = wordsIn(undefined),
  ): Promise<Workbench> {
    const page = await context.newPage();
    page.setDefaultTimeout(maxWait);
    await page.goto(address);
    await page.locator(".monaco-workbench .statusbar").waitFor();
    const workbench = new Workbench(page, words);
    await workbench.#tab(words(ourContainer)).waitFor();
    return workbench;
  }

  /** Shows a container of the activity bar, such as "Explorer". */
  async showContainer(title: string): Promise<void> {
    const tab = this.#tab(title);
    if ((await tab.getAttribute("aria-selected")) !== "true") await tab.locator("a").click();
  }

  async showImages(): Promise<TreeView> {
    await this.showContainer(this.words(ourContainer));
    await this.images.pane.waitFor();
    return this.images;
  }

  /** The file explorer; `folder` is the name of the open folder. */
  async showExplorer(folder: string): Promise<TreeView> {
    await this.showContainer("Explorer");
    const explorer = new TreeView(this.page, folder);
    await explorer.pane.waitFor();
    return explorer;
  }

  /** Asks for the labels of an `oss://` URI or a URL by the command palette, with no editor open. */
  async detect(target: string): Promise<void> {
    await this.quickInput.runCommand("OSS Image Labels: Detect Labels");
    await this.quickInput.answer(target);
  }

  /** Shows the search view. */
  async openSearch(): Promise<void> {
    await this.quickInput.runCommand("OSS Image Labels: Search Images");
    await this.search.frame.getByRole("combobox").waitFor();
  }

  /** Takes the mouse to where nothing is. */
  restMouse(): Promise<void> {
    return this.page.mouse.move(5, 5);
  }

  /** Closes menus, hovers and editors. */
  async reset(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.restMouse();
    await this.closeEditors();
  }

  async closeEditors(): Promise<void> {
    await this.quickInput.runCommand("View: Close All Editors");
    await this.page.locator(".tabs-container .tab").first().waitFor({ state: "detached" });
  }

  /** Another of our views in the side bar by its English title, such as "Albums", with its rows in sight. */
  async showOurView(title: string): Promise<TreeView> {
    await this.showImages();
    const view = new TreeView(this.page, this.words(title));
    await view.open();
    return view;
  }

  /** Lets the system prefer dark or light; resolves when the window and our webview have the colours of that theme. */
  async dress({ scheme, look, kind }: Look): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme });
    await this.page.locator(`.monaco-workbench.${look}`).waitFor();
    if ((await this.panel.frame.owner().count()) === 0) return;
    await this.panel.frame.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
  }

  /** Saves what the window shows as WebP, which is a sixth of a PNG. */
  async smallPicture(file: string, quality: number): Promise<void> {
    await this.page.evaluate("document.fonts.ready");
    // Hovers and menus fade in.
    await this.page.evaluate(`Promise.all(document.getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity)
      .map(({ finished }) => finished.catch(() => undefined)))`);
    const devTools = await this.page.context().newCDPSession(this.page);
    const options = { format: "webp", quality } as const;
    const { data } = await devTools.send("Page.captureScreenshot", options);
    await devTools.detach();
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, data, "base64");
  }

  /** Saves what the window shows. */
  async picture(file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, animations: "disabled" });
  }

  #tab(title: string): Locator {
    return this.page.locator(".activitybar").getByRole("tab", { name: title });
  }
}
