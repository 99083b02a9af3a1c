/**
 * Some themes colour texts so palely that they are hard to read. The style sheet takes such a text's colour from
 * `--readable-…` first, which is set here where the theme's own colour has too little contrast: the same colour, moved
 * towards black or white as far as it must.
 */

import { type Color, flatten, readableColor, readColor } from "../contrast.ts";

/** A text, its colour, and the layers that may lie beneath it, each on the one before. */
interface Text {
  readonly name: string;
  readonly color: string;
  /** 0–1: how much of the colour is mixed into the page's; all of it where this is absent. As in the style sheet. */
  readonly share?: number;
  readonly on: readonly (readonly string[])[];
}

const page = ["editor-background"];
const card = ["editor-background", "editorWidget-background"];
const hoveredRow = ["editor-background", "list-hoverBackground"];
const texts: readonly Text[] = [
  { name: "text", color: "foreground", on: [page, card, hoveredRow] },
  { name: "quiet", color: "foreground", share: 0.74, on: [page, card, hoveredRow] },
  { name: "link", color: "textLink-foreground", on: [page] },
  {
    name: "button",
    color: "button-foreground",
    on: [
      ["editor-background", "button-background"],
      ["editor-background", "button-hoverBackground"],
    ],
  },
  {
    name: "secondary",
    color: "button-secondaryForeground",
    on: [
      ["editor-background", "button-secondaryBackground"],
      ["editor-background", "button-secondaryHoverBackground"],
    ],
  },
  { name: "input", color: "input-foreground", on: [["editor-background", "input-background"]] },
  {
    name: "placeholder",
    color: "input-placeholderForeground",
    on: [["editor-background", "input-background"]],
  },
  { name: "menu", color: "menu-foreground", on: [["menu-background"]] },
  {
    name: "menu-selection",
    color: "menu-selectionForeground",
    on: [["menu-background", "menu-selectionBackground"]],
  },
  {
    name: "radio",
    color: "radio-activeForeground",
    on: [["editor-background", "radio-activeBackground"]],
  },
];

/** Looks at the theme now and whenever VS Code changes it. */
export function keepTextsReadable(): void {
  setReadableColors();
  // VS Code sets the colours first, then says on the body which theme they are of.
  new MutationObserver(setReadableColors).observe(document.body, {
    attributeFilter: ["class", "data-vscode-theme-id"],
  });
}

function setReadableColors(): void {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const colorOf = (name: string) => readColor(style.getPropertyValue(`--vscode-${name}`));
  for (const { name, color, share = 1, on } of texts) {
    const property = `--readable-${name}`;
    const [red, green, blue, opacity] = colorOf(color) ?? [];
    if (red === undefined || green === undefined || blue === undefined) continue;
    const own: Color = [red, green, blue, (opacity ?? 1) * share];
    const grounds = on
      .map((layers) => flatten(layers.map(colorOf)))
      .filter((ground) => ground !== undefined);
    const readable = readableColor(own, grounds);
    if (readable) root.style.setProperty(property, `rgb(${readable.map(Math.round).join(" ")})`);
    else root.style.removeProperty(property);
  }
}
