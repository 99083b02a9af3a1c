/** What the search view tells the extension, and what it keeps over a reload of the window. */
import { keep, kept, post } from "../../webview/browser/host.ts";
import { initialView, recallView, type ViewState } from "../model/viewState.ts";
import type { GalleryIntent } from "../protocol.ts";

export function send(intent: GalleryIntent): void {
  post(intent);
}

export function loadView(): ViewState {
  return recallView(kept()) ?? initialView;
}

/** VS Code copies the whole state each time; scrolling would do that on every step. In milliseconds. */
const saveDelay = 200;
let waiting: { view: ViewState; timer: number } | undefined;

/** Keeps the view, soon. */
export function saveView(view: ViewState): void {
  if (waiting) window.clearTimeout(waiting.timer);
  waiting = { view, timer: window.setTimeout(flush, saveDelay) };
}

function flush(): void {
  if (!waiting) return;
  const { view, timer } = waiting;
  window.clearTimeout(timer);
  waiting = undefined;
  keep(view);
}

window.addEventListener("pagehide", flush);
