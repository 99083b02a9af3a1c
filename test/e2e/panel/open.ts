/** One browser for all tests of the panel, closed when mocha has run them. */
import { after } from "mocha";
import type { Locator } from "playwright-core";
import type { PanelState } from "../../../src/panel/protocol.ts";
import { type Harness, type OpenPanel, type PanelOptions, startHarness } from "./harness.ts";

let harness: Promise<Harness> | undefined;

/** A panel that shows `state`. */
export async function openPanel(state: PanelState, options: PanelOptions = {}): Promise<OpenPanel> {
  harness ??= startHarness();
  const panel = await (await harness).open(options);
  await panel.show(state);
  return panel;
}

/** The text of an element, seen or not. */
export async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? "";
}

after(async () => {
  await (await harness)?.close();
});
