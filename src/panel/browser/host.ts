/** The panel's only way out: intents to the extension, and the view kept by VS Code while the panel lives. */
import { keep, kept, post } from "../../webview/browser/host.ts";
import { recallView, rememberShown, rememberView, type ViewState } from "../model/viewState.ts";
import type { PanelIntent } from "../protocol.ts";

/** Tells the extension what the person wants. */
export function send(intent: PanelIntent): void {
  post(intent);
}

export function loadView(uri: string): ViewState {
  return recallView(kept(), uri);
}

/** Keeps what is shown, so that the panel comes back after a reload. */
export function saveShown(uri: string, account: string): void {
  keep(rememberShown(kept(), uri, account));
}

/** VS Code copies the whole state each time; a slider being dragged would do that on every step. In milliseconds. */
const saveDelay = 200;
let saving: { uri: string; view: ViewState; timer: number } | undefined;

/** Keeps the view of an object, soon. */
export function saveView(uri: string, view: ViewState): void {
  if (saving && saving.uri !== uri) flushView();
  if (saving) window.clearTimeout(saving.timer);
  saving = { uri, view, timer: window.setTimeout(flushView, saveDelay) };
}

function flushView(): void {
  if (!saving) return;
  const { uri, view, timer } = saving;
  window.clearTimeout(timer);
  saving = undefined;
  keep(rememberView(kept(), uri, view));
}

window.addEventListener("pagehide", flushView);
