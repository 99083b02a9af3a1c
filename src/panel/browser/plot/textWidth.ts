/** How wide names are in the plot, so that they can be placed before they are drawn. */

const context = document.createElement("canvas").getContext("2d");
let family: string | undefined;
const widths = new Map<string, number>();
/** Names and their cut forms; a few thousand labels pass through here. */
const maxRemembered = 4000;
/** As in the style sheet. */
const fontSize = 11;

/** In CSS pixels, in the plot's font. */
export function textWidth(text: string, isBold = false): number {
  const key = `${isBold ? "b" : "n"}${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > maxRemembered) widths.clear();
  family ??= getComputedStyle(document.body).fontFamily;
  let width = text.length * fontSize * 0.6;
  if (context) {
    context.font = `${isBold ? 600 : 400} ${fontSize}px ${family}`;
    width = context.measureText(text).width;
  }
  widths.set(key, width);
  return width;
}

/** The name, cut with an ellipsis where it is wider than `widest` pixels. */
export function fitName(name: string, widest: number): string {
  // Longer names never fit, and measuring ten thousand characters takes its time.
  const characters = [...name.slice(0, 120)];
  if (name.length <= 120 && textWidth(name) <= widest) return name;
  let count = characters.length;
  while (count > 1 && textWidth(`${characters.slice(0, count).join("")}…`) > widest) {
    count = Math.min(count - 1, Math.floor(count * 0.9));
  }
  return `${characters.slice(0, count).join("")}…`;
}
