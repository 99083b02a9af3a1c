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
    // A single question has no number.
    box()
      .locator(".quick-input-title", { hasText: step === "" ? "" : `(${step})` })
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
    await choose("1/5", "", "Type an AccessKey");
    await atStep("2/5");
    await input().fill("s3.oss-cn-hangzhou.aliyuncs.com");
    await quickInput.rows.filter({ hasText: "Write oss-cn-hangzhou.aliyuncs.com" }).waitFor();
    await choose("2/5", service.endpoint, "A local or IP address");
    await atStep("3/6");
    await box().getByRole("button", { name: /^Back/ }).click();
    await atStep("2/6");
    assert.equal(await input().inputValue(), service.endpoint);
    await page.keyboard.press("Enter");
    await choose("3/6", "hangzhou", "cn-hangzhou");
    await answer("4/6", service.accessKeyId);
    await atStep("5/6");
    assert.equal(await input().getAttribute("type"), "password");
    await answer("5/6", "wrong");
    await quickInput.message.filter({ hasText: "press Enter again to keep it" }).waitFor();
    await answer("5/6", service.accessKeySecret);
    await atStep("6/6");
    await input().fill("Sample");
    await quickInput.message.filter({ hasText: 'already an account named "Sample"' }).waitFor();
    await answer("6/6", "Photos");
    await workbench.images.expand("Photos");
    await workbench.images.pane
      .getByRole("treeitem", { name: "sample", selected: false })
      .nth(1)
      .waitFor();
    assert.deepEqual((await workbench.images.labels()).slice(-2), ["Photos", "sample"]);
  });

  it("makes no link of a name that looks like one", async () => {
    const { workbench } = scene;
    const { quickInput, page } = workbench;
    const hostile = "[Sign in](command:workbench.action.toggleZenMode)";
    await workbench.images.contextMenu("Photos", "Rename Account…");
    await answer("", hostile);
    await workbench.images.row(hostile).waitFor();
    // In what is wrong with an answer.
    await quickInput.runCommand("OSS Image Labels: Rename Account…");
    await quickInput.rows.filter({ hasText: "Sample" }).first().waitFor();
    await page.keyboard.press("Enter");
    await input().fill(hostile);
    await quickInput.message.filter({ hasText: "already" }).waitFor();
    await quickInput.message.filter({ hasText: "Sign in" }).waitFor();
    assert.equal(await quickInput.message.locator("a").count(), 0);
    await page.keyboard.press("Escape");
    // In a question in the middle of the window.
    await workbench.images.contextMenu(hostile, "Remove Account…");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Sign in").waitFor();
    assert.equal(await dialog.locator("a", { hasText: "Sign in" }).count(), 0);
    await page.keyboard.press("Escape");
    await workbench.images.contextMenu(hostile, "Rename Account…");
    await answer("", "Photos");
    await workbench.images.row("Photos").waitFor();
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
