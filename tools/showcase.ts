/** The main job without a person: the sample image's labels, read from the panel as it is shown. */
import path from "node:path";
import type { ShownLabel } from "./driver/labelPanel.ts";
import { type Session, startSession } from "./driver/session.ts";
import type { Workbench } from "./driver/workbench.ts";
import { HumanError } from "./humanError.ts";
import { exampleWorkspace, outFolder } from "./repository.ts";
import { setUpTestEnvironment } from "./testEnvironment.ts";

const image = "oss://sample/example.jpg";

/** Prints the hierarchy and saves a picture of the window; throws with the reason and a picture of it. */
export async function showcase(): Promise<void> {
  const environment = await setUpTestEnvironment({ forPictures: true });
  const session = await startSession(environment, { folder: exampleWorkspace });
  try {
    await run(session);
  } finally {
    await session.close();
  }
}

async function run({ workbench, log }: Session): Promise<void> {
  try {
    await detect(workbench);
    const labels = await workbench.panel.labels();
    console.log([image, ...labels.map(labelLine)].join("\n"));
    const picture = path.join(outFolder, "headless.png");
    await workbench.picture(picture);
    console.log(`\nThe window: ${picture}`);
  } catch (error) {
    const picture = path.join(outFolder, "headless-failed.png");
    const notices = await workbench.notifications.all.allInnerTexts().catch(() => []);
    await workbench.picture(picture).catch(() => undefined);
    process.stderr.write(await log());
    throw new HumanError(
      [
        `${image} could not be shown: ${(error as Error).message}`,
        ...notices,
        `The window: ${picture}`,
      ]
        .map((line) => line.trim())
        .join("\n"),
      { cause: error },
    );
  }
}

async function detect(workbench: Workbench): Promise<void> {
  const images = await workbench.showImages();
  await images.expand("Sample", "sample");
  await images.row("example.jpg").waitFor();
  await workbench.detect(image);
  await workbench.panel.showsLabelsOf("example.jpg");
}

function labelLine({ depth, name, implied, cells }: ShownLabel): string {
  const numbers = ["confidence", "centric score"]
    .filter((column) => cells[column])
    .map((column) => `${column} ${cells[column]}`);
  return `${"  ".repeat(depth)}${[implied ? `${name} (implied)` : name, ...numbers].join(", ")}`;
}
