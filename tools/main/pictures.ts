/** `npm run pictures`: the pictures of the README, taken from the real workbench in four themes. */
import path from "node:path";
import { readOptions } from "../commandLine.ts";
import { startSession } from "../driver/session.ts";
import type { Workbench } from "../driver/workbench.ts";
import { exampleWorkspace, outFolder, repository } from "../repository.ts";
import { runMain } from "../runMain.ts";
import { setUpTestEnvironment, type TestEnvironment } from "../testEnvironment.ts";

const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;

/** Of WebP, 0–100: letters are still clean, and the busiest picture stays below 60 kB. */
const quality = 68;

const folder = path.join(repository, "media", "screenshots");

async function takeAll(environment: TestEnvironment, name: string, theme: string): Promise<void> {
  const session = await startSession(environment, {
    folder: exampleWorkspace,
    settings: { "workbench.colorTheme": theme, "ossImageLabels.albums": albums },
    size: { width: 1180, height: 760 },
  });
  try {
    for (const [subject, arrange] of Object.entries(subjects)) {
      await arrange(session.workbench);
      const file = path.join(folder, `${subject}-${name}.webp`);
      await session.workbench.smallPicture(file, quality);
      console.log(path.relative(repository, file));
      await session.workbench.reset();
    }
  } catch (error) {
    await session.workbench.picture(path.join(outFolder, "pictures-failed.png"));
    throw error;
  } finally {
    await session.close();
  }
}

/** Brings the window into the state that each picture shows. */
const subjects: Readonly<Record<string, (workbench: Workbench) => Promise<void>>> = {
  async panel(workbench) {
    const images = await workbench.showImages();
    await images.expand("Sample", "sample", "city");
    await workbench.detect("oss://sample/city/bicycle.jpg");
    await workbench.panel.showsLabelsOf("bicycle.jpg");
  },
  async gallery(workbench) {
    await workbench.showImages();
    for (const key of searched) {
      await workbench.detect(`oss://sample/${key}`);
      await workbench.panel.showsLabelsOf(key.split("/").at(-1) ?? key);
      await workbench.closeEditors();
    }
    await workbench.openSearch();
    // The panel's own image is one of them.
    await workbench.search.shows(`${searched.length} images`);
  },
  async search(workbench) {
    await workbench.openSearch();
    await workbench.search.search("label:自然景观 sort:key");
    await workbench.search.frame.locator(".facet[aria-pressed=true]").waitFor();
    await workbench.search.shows("images");
    await workbench.search.images.first().click();
    await workbench.page.keyboard.press("Shift+ArrowRight");
  },
  async runs(workbench) {
    const images = await workbench.showImages();
    await images.open();
    await images.contextMenu("sample", "Detect Labels of Many Images…");
    await workbench.page.getByRole("button", { name: /^Detect \d+ Images$/ }).click();
    await workbench.notifications.saying(/\d+ images: \d+ detected/);
    await workbench.quickInput.runCommand("Notifications: Clear All Notifications");
    await images.close();
    const albumsView = await workbench.showOurView("Albums");
    await albumsView.close();
    const runs = await workbench.showOurView("Runs");
    await runs.expand("oss://sample/", "Detected", "Known already");
    await runs.row("laptop on a desk.jpg").click();
    await workbench.panel.showsLabelsOf("laptop on a desk.jpg");
  },
  async albums(workbench) {
    const runs = await workbench.showOurView("Runs");
    await runs.close();
    await workbench.page.mouse.move(5, 5);
    const albumsView = await workbench.showOurView("Albums");
    await albumsView.expand("Animals", "Categories");
    await albumsView.row("dog in the park.jpg").click();
    await workbench.panel.showsLabelsOf("dog in the park.jpg");
  },
  async tree(workbench) {
    const images = await workbench.showImages();
    await images.open();
    await images.expand("Sample", "sample", "city");
    await images.tooltip("bicycle.jpg");
  },
  async hover(workbench) {
    await workbench.detect("oss://sample/example.jpg");
    await workbench.panel.showsLabelsOf("example.jpg");
    await workbench.closeEditors();
    await workbench.editor.open("index.html");
    await workbench.editor.hoverOn("oss://sample/example.jpg", "Outerwear");
  },
  async "explorer-menu"(workbench) {
    const explorer = await workbench.showExplorer("workspace");
    await explorer.expand("public", "images");
    await explorer.row("hero.jpg").click({ button: "right" });
    await workbench.page.getByRole("menuitem", { name: "Detect Labels" }).hover();
  },
};

const albums = [
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

await runMain(async () => {
  const options = readOptions({ theme: { type: "string" } }, "npm run pictures -- [--theme NAME]");
  const environment = await setUpTestEnvironment({ forPictures: true });
  for (const [name, theme] of Object.entries(themes)) {
    if (!options.theme || options.theme === name) await takeAll(environment, name, theme);
  }
  return 0;
});
