/** What the pictures of the README show: each subject brings the window into a state. */
import type { Workbench } from "../driver/workbench.ts";

export interface Subject {
  /** Brings the window into the state; what earlier subjects have made known is still known. */
  readonly arrange: (workbench: Workbench) => Promise<void>;
  /** What the change to another theme has taken away. */
  readonly again?: (workbench: Workbench) => Promise<void>;
  /** The README shows it, so that it is kept in git. */
  readonly isShown: boolean;
  /** Taken in every language; the others in English alone. */
  readonly inLanguages: boolean;
}

const panel: Subject = {
  isShown: true,
  inLanguages: true,
  async arrange(workbench) {
    const images = await workbench.showImages();
    await images.expand("Sample", "sample", "city");
    await workbench.detect("oss://sample/city/bicycle.jpg");
    await workbench.panel.showsLabelsOf("bicycle.jpg");
    await workbench.restMouse();
  },
};

const tree: Subject = {
  isShown: false,
  inLanguages: true,
  async arrange(workbench) {
    const images = await workbench.showImages();
    await images.open();
    await images.expand("Sample", "sample", "city");
  },
  async again(workbench) {
    await workbench.page.mouse.move(900, 500);
    await workbench.images.tooltip("bicycle.jpg");
  },
};

const treeMenu: Subject = {
  isShown: false,
  inLanguages: true,
  async arrange(workbench) {
    const images = await workbench.showImages();
    await images.open();
    await images.expand("Sample", "sample", "city");
    await images.row("bicycle.jpg").click({ button: "right" });
    await workbench.page.getByRole("menuitem").first().waitFor();
  },
};

/** With all images that the search view is to find. */
const gallery: Subject = {
  isShown: true,
  inLanguages: true,
  async arrange(workbench) {
    await workbench.showImages();
    for (const key of searched) {
      await workbench.detect(`oss://sample/${key}`);
      await workbench.panel.showsLabelsOf(key.split("/").at(-1) ?? key);
      await workbench.closeEditors();
    }
    await workbench.openSearch();
    // The panel's own image is one of them.
    await workbench.search.shows(workbench.words("{0} images", searched.length));
  },
};

const search: Subject = {
  isShown: true,
  inLanguages: true,
  async arrange(workbench) {
    await workbench.openSearch();
    await workbench.search.search("label:自然景观 sort:key");
    await workbench.search.frame.locator(".facet[aria-pressed=true]").waitFor();
    await workbench.search.shows(workbench.words("{0} images", 8));
    await workbench.search.images.first().click();
    await workbench.page.keyboard.press("Shift+ArrowRight");
  },
};

const fullSize: Subject = {
  isShown: false,
  inLanguages: false,
  async arrange(workbench) {
    await workbench.openSearch();
    await workbench.search.search("label:自然景观 sort:key");
    await workbench.search.shows(workbench.words("{0} images", 8));
    await workbench.search.images.nth(1).click();
    await workbench.page.keyboard.press("Space");
    await workbench.search.frame.locator("dialog img:not(.coarse)").waitFor();
  },
};

const wrongQuery: Subject = {
  isShown: false,
  inLanguages: true,
  async arrange(workbench) {
    await workbench.openSearch();
    await workbench.search.search("label:狗 size:1MB");
    await workbench.search.frame.getByRole("alert").waitFor();
  },
};

const compare: Subject = {
  isShown: true,
  inLanguages: true,
  async arrange(workbench) {
    const images = await workbench.showImages();
    await images.expand("Sample", "sample", "animals");
    await images.row("cat on a sofa.png").click();
    await images.row("dog in the park.jpg").click({ modifiers: ["Control"] });
    await images.row("goldfish.png").click({ modifiers: ["Control"] });
    await images.contextMenu("dog in the park.jpg", workbench.words("Compare Labels"));
    await workbench.panel.frame.locator("table tbody tr").first().waitFor();
    await workbench.restMouse();
  },
};

const runs: Subject = {
  isShown: true,
  inLanguages: false,
  async arrange(workbench) {
    const images = await workbench.showImages();
    await images.open();
    await images.collapse();
    await images.expand("Sample");
    await images.contextMenu("sample", "Detect Labels of Many Images…");
    await workbench.page.getByRole("button", { name: /^Detect \d+ Images$/ }).click();
    await workbench.notifications.saying(/\d+ images: \d+ detected/);
    await workbench.quickInput.runCommand("Notifications: Clear All Notifications");
    await images.close();
    const albumsView = await workbench.showOurView("Albums");
    await albumsView.close();
    const view = await workbench.showOurView("Runs");
    await view.expand("oss://sample/", "Detected", "Known already");
    await view.row("laptop on a desk.jpg").click();
    await workbench.panel.showsLabelsOf("laptop on a desk.jpg");
    await workbench.restMouse();
  },
};

const albums: Subject = {
  isShown: true,
  inLanguages: false,
  async arrange(workbench) {
    const view = await workbench.showOurView("Runs");
    await view.close();
    const albumsView = await workbench.showOurView("Albums");
    await albumsView.expand("Animals", "Categories");
    await albumsView.row("dog in the park.jpg").click();
    await workbench.panel.showsLabelsOf("dog in the park.jpg");
    await workbench.restMouse();
  },
};

const hover: Subject = {
  isShown: true,
  inLanguages: true,
  async arrange(workbench) {
    await workbench.detect("oss://sample/example.jpg");
    await workbench.panel.showsLabelsOf("example.jpg");
    await workbench.closeEditors();
    await workbench.editor.open("index.html");
    await workbench.editor.hoverOn("oss://sample/example.jpg", "Outerwear");
  },
};

const explorerMenu: Subject = {
  isShown: false,
  inLanguages: true,
  async arrange(workbench) {
    const explorer = await workbench.showExplorer("workspace");
    await explorer.expand("public", "images");
    await explorer.row("hero.jpg").click({ button: "right" });
    await workbench.page.getByRole("menuitem", { name: workbench.words("Detect Labels") }).hover();
  },
};

/** The first rows of a command's question. */
const firstRowsOf = (command: string): Subject => ({
  isShown: false,
  inLanguages: true,
  async arrange(workbench) {
    await workbench.showImages();
    await workbench.quickInput.runCommand(command);
    await workbench.quickInput.rows.first().waitFor();
    await workbench.quickInput.settled();
  },
});

const checkSetup = firstRowsOf("OSS Image Labels: Check Setup");

const wizard = firstRowsOf("OSS Image Labels: Add an Account…");

const wizardEndpoint: Subject = {
  isShown: false,
  inLanguages: true,
  async arrange(workbench) {
    await wizard.arrange(workbench);
    await workbench.quickInput.pick(workbench.words("Type an AccessKey"));
    await workbench.quickInput.box.locator(".quick-input-title", { hasText: "2/" }).waitFor();
    await workbench.page.keyboard.type("oss-cn-hangzhou-internal");
    await workbench.quickInput.settled();
  },
};

/** The last one, since it hides the side bar to have room for its pictures. */
const walkthrough: Subject = {
  isShown: false,
  inLanguages: true,
  async arrange(workbench) {
    await workbench.quickInput.runCommand("View: Close Primary Side Bar");
    await workbench.quickInput.runCommand("Welcome: Open Walkthrough...");
    const title = workbench.words("Get Started with OSS Image Labels");
    await workbench.page.keyboard.type(title);
    await workbench.quickInput.pick(title);
    await workbench.page.locator(".getting-started-step.expanded").first().waitFor();
  },
};

const costs: Subject = {
  isShown: false,
  inLanguages: true,
  async arrange(workbench) {
    await workbench.quickInput.runCommand("OSS Image Labels: Show What Detections Cost");
    const preview = workbench.page.frameLocator("iframe.webview.ready:visible");
    await preview.frameLocator("#active-frame").locator("h1").waitFor();
  },
};

/** In this order; later ones show what earlier ones have made known. */
export const subjects: Readonly<Record<string, Subject>> = {
  ...{ panel, tree, "tree-menu": treeMenu, gallery, search, "full-size": fullSize },
  ...{ "wrong-query": wrongQuery, compare, hover, "explorer-menu": explorerMenu },
  ...{ "check-setup": checkSetup, wizard, "wizard-endpoint": wizardEndpoint, costs },
  ...{ runs, albums, walkthrough },
};

export const albumsShown = [
  { name: "Animals", query: "label:动物" },
  { name: "Landscapes", query: "label:自然景观" },
  { name: "By the Sea", query: "label:大海" },
];

/** Images of the sample bucket whose labels the search view finds. */
const searched = [
  ...["animals/cat on a sofa.png", "animals/dog in the park.jpg", "animals/goldfish.png"],
  ...["city/bicycle.jpg", "city/night/fireworks.jpg", "example.jpg", "food/breakfast table.jpg"],
  ...["people/wedding.jpg", "travel/beach.jpg", "travel/hot-air balloons.jpg"],
  ...["travel/mountain lake at dawn.jpg", "travel/sailing boat.jpg", "travel/snowy cabin.jpg"],
];
