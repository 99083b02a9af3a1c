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

const folder = path.join(repository, "media", "screenshots");

async function takeAll(environment: TestEnvironment, name: string, theme: string): Promise<void> {
  const session = await startSession(environment, {
    folder: exampleWorkspace,
    settings: { "workbench.colorTheme": theme },
    size: { width: 1180, height: 760 },
  });
  try {
    for (const [subject, arrange] of Object.entries(subjects)) {
      await arrange(session.workbench);
      const file = path.join(folder, `${subject}-${name}.png`);
      await session.workbench.picture(file);
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
  async tree(workbench) {
    const images = await workbench.showImages();
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

await runMain(async () => {
  const options = readOptions({ theme: { type: "string" } }, "npm run pictures -- [--theme NAME]");
  const environment = await setUpTestEnvironment({ forPictures: true });
  for (const [name, theme] of Object.entries(themes)) {
    if (!options.theme || options.theme === name) await takeAll(environment, name, theme);
  }
  return 0;
});
