import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { commandIds, commandName, walkthroughStep } from "../../../src/extension/commandIds.ts";
import { defaultSettings } from "../../../src/extension/settingsSchema.ts";
import { readManifest } from "./manifest.ts";
import { readRepositoryFile, root } from "./sources.ts";

describe("walkthrough", () => {
  const manifest = readManifest();
  const [walkthrough = assert.fail("no walkthrough")] = manifest.contributes.walkthroughs;
  const texts = walkthrough.steps.map(({ description }) => description).join("\n");
  const ours = commandIds.map(commandName) as readonly string[];

  it("runs and waits for commands that exist", () => {
    const run = [...texts.matchAll(/\(command:([\w.]+)/g)].map(([, command = ""]) => command);
    const awaited = walkthrough.steps
      .flatMap(({ completionEvents }) => completionEvents)
      .flatMap((event) => (event.startsWith("onCommand:") ? event.slice(10) : []));
    const isUnknown = (command: string) =>
      command.startsWith("ossImageLabels.") && !ours.includes(command);
    assert.deepEqual([...run, ...awaited].filter(isUnknown), []);
    assert.ok(run.length >= 4);
  });

  it("opens settings that exist", () => {
    const opened = [...texts.matchAll(/ossImageLabels\.openSettings\?%22([\w.]+)%22/g)];
    assert.ok(opened.length > 0);
    for (const [, setting = ""] of opened) assert.ok(setting in defaultSettings, setting);
  });

  it("can be completed, step by step", () => {
    for (const { id, completionEvents } of walkthrough.steps) {
      assert.ok(completionEvents.length > 0, id);
    }
  });

  it("has small pictures that follow the theme and are described", () => {
    for (const { media } of walkthrough.steps) {
      assert.ok(media.altText);
      assert.ok(statSync(join(root, media.svg)).size < 5_000, media.svg);
      assert.match(readRepositoryFile(media.svg), /var\(--vscode-/);
    }
  });

  it("has pictures without words, which would be in one language only", () => {
    for (const { media } of walkthrough.steps) {
      const texts = [...readRepositoryFile(media.svg).matchAll(/>([^<]+)</g)].map(
        ([, text]) => text,
      );
      const words = texts.filter(
        (text) => !text?.startsWith("&lt;") && /\p{Ll}{2,} \p{L}{2,}/u.test(text ?? ""),
      );
      assert.deepEqual(words, [], media.svg);
    }
  });

  it("is where errors lead that need an explanation", () => {
    const { publisher, name } = manifest;
    const { category, step } = walkthroughStep;
    assert.equal(category, `${publisher}.${name}#${walkthrough.id}`);
    assert.ok(walkthrough.steps.some(({ id }) => id === step));
  });
});
