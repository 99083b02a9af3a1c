import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Ui } from "../../src/extension/ui.ts";
import { answer, type Loopback, startLoopback } from "../integration/oss/loopback.ts";
import { detect, inspection, standingIn, until } from "./extension.ts";
import { closeEditors, failureOf, imageNode, sentence } from "./faultsScene.ts";
import { overhearing } from "./overheard.ts";
import { addTypedAccount, removeAccount } from "./ownAccount.ts";

const account = "Hanging";

/** How detections come to no end: with no response, or one that stops in the middle. */
const endless = ["silent", "stalled"];

describe("a detection that comes to no end", () => {
  let service: Loopback;
  /** Ends a call for the labels of a key after all. */
  const finish = new Map<string, () => void>();

  before(async () => {
    service = await startLoopback((response, { method, url }) => {
      const key = /\/photos\/([\w-]+\.jpg)/.exec(url)?.[1] ?? "";
      if (method === "HEAD")
        return answer(response, 200, "", { "content-length": "7", etag: '"e"' });
      if (!/image%2Flabels/.test(url)) return answer(response, 404);
      if (key === "good.jpg") return answer(response, 200, '{"Labels":[{"LabelName":"Cat"}]}');
      if (key.startsWith("stalled")) response.writeHead(200).write('{"Labels":[');
      const rest = key.startsWith("stalled") ? "]}" : '{"Labels":[]}';
      finish.set(key, () => response.end(rest));
    });
    await addTypedAccount(account, service.origin, {
      accessKeyId: "LTAIhanging",
      accessKeySecret: "hangingSecret",
      bucket: "photos",
    });
  });
  beforeEach(() => {
    service.received.length = 0;
  });
  after(async () => {
    await removeAccount(account);
    await service.close();
  });

  const node = (key: string) => imageNode(account, "photos", key);
  const calls = (key: string) =>
    service.received.filter(({ url }) => url.includes(`${key}?x-oss-process=image%2Flabels`));
  const isAsked = (key: string) => calls(key).length > 0;
  /** The call is billed all the same, so whoever asks again is given its answer. */
  const isPaidOnce = async (key: string) => {
    const again = detect(node(key), { show: false });
    finish.get(key)?.();
    assert.deepEqual((await again).labels, []);
    assert.equal(calls(key).length, 1);
  };

  for (const how of endless) {
    it(`is waited for no longer when its panel is closed (${how})`, async () => {
      const key = `${how}-panel.jpg`;
      const failure = failureOf(detect(node(key), { show: true }));
      await until("the call", () => isAsked(key));
      assert.equal((await inspection()).panels.lastState?.kind, "detecting");
      await closeEditors();
      assert.equal((await failure).code, "cancelled");
      await isPaidOnce(key);
    });

    it(`is waited for no longer when a tool's caller does not want it (${how})`, async () => {
      const key = `${how}-tool.jpg`;
      const caller = new vscode.CancellationTokenSource();
      const input = { image: `oss://photos/${key}` };
      const tool = (await inspection()).tools["ossImageLabels_detect"];
      assert.ok(tool?.prepareInvocation);
      await tool.prepareInvocation({ input }, caller.token);
      const failure = failureOf(
        Promise.resolve(tool.invoke({ input, toolInvocationToken: undefined }, caller.token)),
      );
      await until("the call", () => isAsked(key));
      caller.cancel();
      await failure;
      await isPaidOnce(key);
    });
  }

  it("is waited for no longer when the button of its notification is pressed", async () => {
    const key = "silent-button.jpg";
    const button = new AbortController();
    await pressing(button, async () => {
      const failure = failureOf(detect(node(key), { show: false }));
      await until("the call", () => isAsked(key));
      button.abort();
      const { code, message } = await failure;
      assert.equal(code, "cancelled");
      assert.match(message, sentence);
    });
    await isPaidOnce(key);
  });

  it("takes nothing with it of a selection that is cancelled", async () => {
    const button = new AbortController();
    const selected = ["good.jpg", ...endless.map((how) => `${how}-many.jpg`)].map(node);
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
          await until(
            "all calls",
            () =>
              endless.every((how) => isAsked(`${how}-many.jpg`)) &&
              done.some((message) => message.startsWith("1 of 3")),
          );
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
