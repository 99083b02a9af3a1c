import assert from "node:assert/strict";
import path from "node:path";
import { type SampleServer, startSampleServer } from "../../src/sample/server.ts";
import { repository } from "../../tools/repository.ts";
import { useScene } from "./scene.ts";

describe("adding an account", () => {
  const scene = useScene();
  let service: SampleServer;

  before(async () => {
    service = await startSampleServer({ mediaFolder: path.join(repository, "media", "sample") });
  });
  after(() => service.close());

  const box = () => scene.workbench.quickInput.box;
  const input = () => box().locator(".quick-input-box input");
  /** Waits for the question that is the nth of so many. */
  const atStep = (step: string) =>
    box()
      .locator(".quick-input-title", { hasText: `(${step})` })
      .waitFor();
  const answer = async (step: string, text: string) => {
    await atStep(step);
    await input().fill(text);
    await scene.workbench.page.keyboard.press("Enter");
  };
  /** Types until a row says what it means, and chooses it. */
  const choose = async (step: string, text: string, row: string) => {
    await atStep(step);
    await input().fill(text);
    await scene.workbench.quickInput.rows.filter({ hasText: row }).first().waitFor();
    await scene.workbench.page.keyboard.press("Enter");
  };

  it("takes a person from the command to the pictures, with checks and a way back", async () => {
    const { workbench } = scene;
    const { quickInput, page } = workbench;
    await workbench.showImages();
    await quickInput.runCommand("OSS Image Labels: Add an Account");
    await atStep("1/7");
    await input().fill("Sample");
    await quickInput.message.filter({ hasText: '"Sample" already' }).waitFor();
    await answer("1/7", "Photos");
    await choose("2/7", "", "Type an AccessKey");
    await atStep("3/7");
    await input().fill("s3.oss-cn-hangzhou.aliyuncs.com");
    await quickInput.rows.filter({ hasText: "Write oss-cn-hangzhou.aliyuncs.com" }).waitFor();
    await choose("3/7", service.endpoint, "An address without a domain");
    await atStep("4/8");
    await box().getByRole("button", { name: /^Back/ }).click();
    await atStep("3/8");
    assert.equal(await input().inputValue(), service.endpoint);
    await page.keyboard.press("Enter");
    await choose("4/8", "hangzhou", "cn-hangzhou");
    await answer("5/8", "");
    await answer("6/8", service.accessKeyId);
    await atStep("7/8");
    assert.equal(await input().getAttribute("type"), "password");
    await answer("7/8", service.accessKeySecret);
    await answer("8/8", "");
    await workbench.images.expand("Photos");
    await workbench.images.pane
      .getByRole("treeitem", { name: "sample", selected: false })
      .nth(1)
      .waitFor();
    assert.deepEqual((await workbench.images.labels()).slice(-2), ["Photos", "sample"]);
  });

  it("is undone by the account's menu, once that is confirmed", async () => {
    const { workbench } = scene;
    await workbench.images.contextMenu("Photos", "Remove Account…");
    const dialog = workbench.page.getByRole("dialog");
    await dialog.getByText('Remove the account "Photos"?').waitFor();
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await workbench.images.row("Photos").waitFor({ state: "detached" });
  });
});
