/** Entry of the search view: draws what arrives, once a frame, and says that it is ready for the first state. */
import "../../webview/browser/language.ts";
import "./styles/gallery.css";
import { render } from "preact";
import { keepTextsReadable } from "../../webview/browser/readableColors.ts";
import type { Completions, GalleryMessage, GalleryState } from "../protocol.ts";
import { Gallery } from "./gallery.tsx";
import { send } from "./host.ts";
import { PictureStore } from "./pictureStore.ts";
import { ResultPages } from "./resultPages.ts";

const root = document.getElementById("root");
const pages = new ResultPages();
const pictures = new PictureStore();
let state: GalleryState | undefined;
let completions: Completions | undefined;
let frame = 0;

/** Soon: pictures come many at a time. */
function drawSoon(): void {
  if (frame === 0) frame = requestAnimationFrame(draw);
}

function draw(): void {
  frame = 0;
  if (!root || !state) return;
  render(
    <Gallery state={state} pages={pages} pictures={pictures} completions={completions} />,
    root,
  );
}

window.addEventListener("message", ({ data }: MessageEvent<GalleryMessage>) => {
  switch (data.type) {
    case "state":
      state = data.state;
      break;
    case "page":
      pages.add(data.result, data.page, data.cells);
      break;
    case "picture":
      void pictures.add(data.picture).then(drawSoon);
      return;
    case "completions":
      completions = data.completions;
      break;
  }
  drawSoon();
});

keepTextsReadable();
send({ type: "ready" });
