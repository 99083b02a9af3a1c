/** Entry of the panel: draws each state that arrives and says that it is ready for the first. */
import "../../webview/browser/language.ts";
import "./styles/panel.css";
import { render } from "preact";
import { keepTextsReadable } from "../../webview/browser/readableColors.ts";
import { offerTextMenuInFieldsOnly } from "../../webview/browser/textMenu.ts";
import type { CopyFormat, PanelMessage, PanelState } from "../protocol.ts";
import { saveShown, send } from "./host.ts";
import { Panel } from "./panel.tsx";

const root = document.getElementById("root");
let state: PanelState | undefined;
let copied: CopyFormat | undefined;
let copiedTimer = 0;

/** How long a button says that it has copied. In milliseconds. */
const copiedFor = 1600;

function draw(): void {
  if (!root || !state) return;
  // The key: another object starts with its own view.
  render(<Panel key={state.object.uri} state={state} copied={copied} />, root);
}

window.addEventListener("message", ({ data }: MessageEvent<PanelMessage>) => {
  if (data.type === "state") {
    const { object } = data.state;
    if (object.uri !== state?.object.uri) saveShown(object.uri, object.account);
    state = data.state;
    draw();
  } else if (data.type === "copied") {
    copied = data.format;
    window.clearTimeout(copiedTimer);
    copiedTimer = window.setTimeout(() => {
      copied = undefined;
      draw();
    }, copiedFor);
    draw();
  }
});

/** Left and right lead from picture to picture, unless what has the focus has a use for them. */
window.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const { target, ctrlKey, metaKey, altKey, shiftKey } = event;
  if ((step !== 1 && step !== -1) || ctrlKey || metaKey || altKey || shiftKey) return;
  const isUsed =
    event.defaultPrevented ||
    (target instanceof Element &&
      target.closest("input, table, pre, dialog, [role=menu]") !== null);
  if (isUsed || !state?.canWalk) return;
  event.preventDefault();
  send({ type: "walk", step });
});

offerTextMenuInFieldsOnly();
keepTextsReadable();
send({ type: "ready" });
