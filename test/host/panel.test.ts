import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { PanelIntent, PanelState } from "../../src/panel/protocol.ts";
import { answer, type Loopback, startLoopback } from "../integration/oss/loopback.ts";
import { inspection, until } from "./extension.ts";
import { closeEditors } from "./faultsScene.ts";
import { addTypedAccount, removeAccount } from "./ownAccount.ts";

const account = "Panel tests";

describe("a panel", () => {
  let service: Loopback;

  before(async () => {
    service = await startLoopback((response, { method, url }) => {
      const key = /\/photos\/([\w.-]+)/.exec(url)?.[1] ?? "";
      const fails = (status: number, code: string) =>
        answer(
          response,
          status,
          `<Error><Code>${code}</Code><Message>Words of the service.</Message></Error>`,
        );
      if (method === "HEAD") {
        if (key === "slow-head.jpg") return;
        return answer(response, 200, "", { "content-length": "7", etag: '"e"' });
      }
      if (/image%2Finfo/.test(url) && key === "photo.v2") {
        const [format, one] = [{ value: "jpg" }, { value: "1" }];
        const info = { Format: format, FileSize: one, ImageWidth: one, ImageHeight: one };
        return answer(response, 200, JSON.stringify(info));
      }
      if (/image%2Fresize/.test(url) && key === "archived.jpg")
        return fails(403, "InvalidObjectState");
      if (!/image%2Flabels/.test(url)) return answer(response, 404);
      if (key === "silent.jpg") return;
      if (key === "gone.jpg") return fails(404, "NoSuchKey");
      if (key === "denied.jpg") return fails(403, "SignatureDoesNotMatch");
      return answer(response, 200, '{"Labels":[{"LabelName":"Cat"}]}');
    });
    await addTypedAccount(account, service.origin, {
      accessKeyId: "LTAIpanel",
      accessKeySecret: "panelSecret",
      bucket: "photos",
    });
  });
  beforeEach(() => {
    service.received.length = 0;
  });
  afterEach(closeEditors);
  after(async () => {
    await removeAccount(account);
    await service.close();
  });

  const state = async () => (await inspection()).panels.lastState;
  const kind = async (wanted: PanelState["kind"]) =>
    until(`a panel that is ${wanted}`, async () => (await state())?.kind === wanted);
  const calls = (process: RegExp) => service.received.filter(({ url }) => process.test(url)).length;

  /** Opens a panel whose page is played here; what it returns sends what the page would. */
  async function openPlayed(key: string): Promise<(intent: PanelIntent) => void> {
    const said = new vscode.EventEmitter<PanelIntent>();
    const real = vscode.window.createWebviewPanel("ossImageLabels.panel", key, {
      viewColumn: vscode.ViewColumn.One,
    });
    const webview = standIn(real.webview, { onDidReceiveMessage: said.event });
    const played = standIn(real, { webview });
    const { restorePanel } = await inspection();
    const shown = { uri: `oss://photos/${key}`, account };
    void restorePanel(played, { shown });
    await until("the panel", async () => (await state())?.object.title === key);
    return (intent) => said.fire(intent);
  }

  /** A real object, but for some of its properties. */
  function standIn<T extends object>(real: T, instead: Partial<T>): T {
    return new Proxy(real, {
      get(target, name) {
        if (name in instead) return Reflect.get(instead, name);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
      set: (target, name, value) => Reflect.set(target, name, value, target),
    });
  }

  it("says after a cancelled call that it may have been billed", async () => {
    const send = await openPlayed("silent.jpg");
    await kind("ready");
    send({ type: "detect", threshold: 0.7 });
    await until("the call", () => calls(/image%2Flabels/) === 1);
    send({ type: "cancel" });
    await kind("ready");
    assert.equal((await state())?.notice, "Cancelled. The call may have been billed.");
    send({ type: "detect", threshold: 0.7 });
    await kind("detecting");
    assert.equal((await state())?.notice, undefined);
    send({ type: "cancel" });
    await kind("ready");
  });

  it("does not speak of a bill when the call was cancelled before it was sent", async () => {
    const send = await openPlayed("slow-head.jpg");
    send({ type: "detect", threshold: 0.7 });
    await kind("detecting");
    send({ type: "cancel" });
    await kind("ready");
    assert.equal((await state())?.notice, "Cancelled.");
    assert.equal(calls(/image%2Flabels/), 0);
  });

  it("offers what mends a failure, the service's own words, and another try where it can help", async () => {
    const send = await openPlayed("denied.jpg");
    await kind("ready");
    send({ type: "detect", threshold: 0.7 });
    await kind("failed");
    const failed = await state();
    assert.ok(failed?.kind === "failed");
    assert.equal(failed.remedy?.title, "Edit Account…");
    assert.equal(failed.canRetry, true);
    assert.equal(failed.serviceMessage, "Words of the service.");
    assert.deepEqual(
      failed.actions?.map(({ id }) => id),
      ["copyAsCode"],
    );
  });

  it("offers no other try of an object that is gone", async () => {
    const send = await openPlayed("gone.jpg");
    await kind("ready");
    send({ type: "detect", threshold: 0.7 });
    await kind("failed");
    const failed = await state();
    assert.ok(failed?.kind === "failed");
    assert.equal(failed.canRetry, false);
    assert.equal(failed.remedy, undefined);
  });

  for (const [key, canDetect] of [
    ["prices.csv", false],
    ["anim.gif", false],
    ["photo.JPEG", true],
    ["no-extension", true],
    // OSS says that it is a JPEG.
    ["photo.v2", true],
  ] as const) {
    it(`${canDetect ? "offers" : "does not offer"} a detection of ${key}`, async () => {
      await openPlayed(key);
      await until("its facts", async () => (await state())?.object.pictureMissing !== undefined);
      assert.equal((await state())?.canDetect, canDetect);
      assert.equal(calls(/image%2Flabels/), 0);
    });
  }

  it("says why there is no picture", async () => {
    await openPlayed("archived.jpg");
    await until("its facts", async () => (await state())?.object.pictureMissing === "Archived");
    await openPlayed("plain.jpg");
    await until("its facts", async () => (await state())?.object.pictureMissing === "Not found");
  });

  it("has the sample's note beside its labels", async () => {
    await vscode.commands.executeCommand("ossImageLabels.openPanel", {
      kind: "object",
      account: "Sample",
      bucket: "sample",
      object: { key: "example.jpg" },
    });
    await until("its facts", async () => (await state())?.object.picture !== undefined);
    assert.match((await state())?.labelsNote ?? "", /^Sample account: /);
    assert.equal((await state())?.note, undefined);
  });
});
