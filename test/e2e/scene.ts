/**
 * What all end-to-end tests share: one window with our extension, on the example workspace, and a
 * sample server of the tests' own, so that every billable call is counted.
 */
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSampleServer } from "../../src/sample/server.ts";
import { startSession } from "../../tools/driver/session.ts";
import type { Workbench } from "../../tools/driver/workbench.ts";
import { exampleWorkspace, outFolder, repository } from "../../tools/repository.ts";
import { setUpTestEnvironment } from "../../tools/testEnvironment.ts";

/** Milliseconds; a slow machine needs some for the first window. */
const maxStartTime = 120_000;

interface Scene {
  readonly workbench: Workbench;
  /** Detections so far that a real account would have been charged for. */
  readonly billableCalls: number;
  /** What our extension has logged so far. */
  log(): Promise<string>;
  close(): Promise<void>;
}

let opened: Promise<Scene> | undefined;

/** To be called in `describe`: its tests get the window, each with closed editors. One that fails leaves a picture and our log in out/. */
export function useScene(): Scene {
  let scene: Scene | undefined;
  const open = (): Scene => {
    if (!scene) throw new Error("the window is there for tests and hooks only");
    return scene;
  };

  before(async function () {
    this.timeout(maxStartTime);
    opened ??= openScene();
    scene = await opened;
  });

  afterEach(async function () {
    if (!scene) return;
    if (this.currentTest?.state === "failed") {
      const name = this.currentTest.fullTitle().replace(/[^\p{L}\p{N}]+/gu, "-");
      const file = path.join(outFolder, `e2e-${name.slice(0, 80)}`);
      await scene.workbench.picture(`${file}.png`);
      await writeFile(`${file}.log`, await scene.log());
    }
    await scene.workbench.reset();
  });

  return {
    get workbench() {
      return open().workbench;
    },
    get billableCalls() {
      return open().billableCalls;
    },
    log: () => open().log(),
    close: () => open().close(),
  };
}

after(async () => {
  await (await opened)?.close();
});

async function openScene(): Promise<Scene> {
  const folder = await mkdtemp(path.join(tmpdir(), "oss-image-labels-"));
  const workspace = path.join(folder, "workspace");
  await cp(exampleWorkspace, workspace, { recursive: true });
  const server = await startSampleServer({ mediaFolder: path.join(repository, "media", "sample") });
  const { region, endpoint, accessKeyId, accessKeySecret } = server;
  const account = { name: "Sample", region, endpoint, credentials: { source: "environment" } };
  const session = await startSession(await setUpTestEnvironment(), {
    folder: workspace,
    settings: { "ossImageLabels.accounts": [account] },
    env: { OSS_ACCESS_KEY_ID: accessKeyId, OSS_ACCESS_KEY_SECRET: accessKeySecret },
  });
  return {
    workbench: session.workbench,
    log: session.log,
    get billableCalls() {
      return server.billableCalls;
    },
    async close() {
      await session.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
