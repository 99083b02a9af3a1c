import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Ui } from "../../src/extension/ui.ts";
import { answer, type Loopback, startLoopback } from "../integration/oss/loopback.ts";
import { detect, inspection, standingIn, until } from "./extension.ts";
import { closeEditors, failureOf, imageNode, sentence } from "./faultsScene.ts";
import { overhearing } from "./overheard.ts";
import { addTypedAccount, removeAccount } from "./ownAccount.ts";

const account = "Hanging";

/** Detections of these come to no end: no answer, or one that stops in the middle. */
const endless = ["silent.jpg", "stalled.jpg"];

describe("a detection that comes to no end", () => {
  let service: Loopback;
  /** Keys of calls for labels whose connection was given up. */
  let givenUp: string[];

  before(async () => {
    givenUp = [];
    service = await startLoopback((response, { method, url }) => {
      const key = /\/photos\/(\w+\.jpg)/.exec(url)?.[1] ?? "";
      if (method === "HEAD")
        return answer(response, 200, "", { "content-length": "7", etag: '"e"' });
      if (!/image%2Flabels/.test(url)) return answer(response, 404);
      response.on("close", () => givenUp.push(key));
      if (key === "good.jpg") return answer(response, 200, '{"Labels":[{"LabelName":"Cat"}]}');
      if (key === "stalled.jpg") response.writeHead(200).write('{"Labels":[');
    });
    await addTypedAccount(account, service.origin, {
      accessKeyId: "LTAIhanging",
      accessKeySecret: "hangingSecret",
      bucket: "photos",
    });
  });
  beforeEach(() => {
    service.received.length = 0;
    givenUp.length = 0;
  });
  after(async () => {
    await removeAccount(account);
    await service.close();
  });

  const node = (key: string) => imageNode(account, "photos", key);
  const isAsked = (key: string) =>
    service.received.some(({ url }) => url.includes(`${key}?x-oss-process=image%2Flabels`));
  const isGivenUp = (key: string) => until(`the end of ${key}`, () => givenUp.includes(key));

  for (const key of endless) {
    it(`ends when its panel is closed (${key})`, async () => {
      const failure = failureOf(detect(node(key), { show: true }));
      await until("the call", () => isAsked(key));
      assert.equal((await inspection()).panels.lastState?.kind, "detecting");
      await closeEditors();
      assert.equal((await failure).code, "cancelled");
      await isGivenUp(key);
    });

    it(`ends when a tool's caller does not want it any more (${key})`, async () => {
      const caller = new vscode.CancellationTokenSource();
      const input = { image: `oss://photos/${key}` };
      const failure = failureOf(
        vscode.lm.invokeTool(
          "ossImageLabels_detect",
          { input, toolInvocationToken: undefined },
          caller.token,
        ),
      );
      await until("the call", () => isAsked(key));
      caller.cancel();
      await failure;
      await isGivenUp(key);
    });
  }

  it("ends when the button of its notification is pressed", async () => {
    const button = new AbortController();
    await pressing(button, async () => {
      const failure = failureOf(detect(node("silent.jpg"), { show: false }));
      await until("the call", () => isAsked("silent.jpg"));
      button.abort();
      const { code, message } = await failure;
      assert.equal(code, "cancelled");
      assert.match(message, sentence);
    });
    await isGivenUp("silent.jpg");
  });

  it("takes nothing with it of a selection that is cancelled", async () => {
    const button = new AbortController();
    const selected = ["good.jpg", ...endless].map(node);
    const done: string[] = [];
    const { said } = await overhearing(() =>
      pressing(
        button,
        async () => {
          const ended = vscode.commands.executeCommand(
            "ossImageLabels.detect",
            selected[0],
            selected,
          );
          await until("all calls", () => endless.every(isAsked) && done.length === 1);
          button.abort();
          await ended;
        },
        (message) => done.push(message),
      ),
    );
    const summary = said.find((text) => text.startsWith("3 images"));
    assert.equal(
      summary,
      '3 images: 1 detected, 2 cancelled. 2 calls without labels may have been billed. "Show Results" "Retry 2 Cancelled"',
    );
    const again = await detect(node("good.jpg"), { show: false });
    assert.equal(again.fromCache, true);
  });
});

/** Listens to a button of our own in place of those of notifications about work under way. */
function pressing(
  button: AbortController,
  work: () => Promise<void>,
  onStep: (message: string) => void = () => undefined,
): Promise<void> {
  const progress: Ui["progress"] = async (_, task) => task(button.signal, onStep);
  return standingIn({ progress }, work);
}
