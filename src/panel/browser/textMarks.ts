/** Marks what a search finds in a text without touching the text's element. */

const maxMarked = 2000;
let ranges: Range[] = [];

/** Marks every place where `search` occurs, whatever its case, and returns their number (at most 2,000). */
export function markMatches(element: HTMLElement | null, search: string): number {
  CSS.highlights.delete("found");
  CSS.highlights.delete("found-current");
  ranges = rangesOf(element?.firstChild, search);
  if (ranges.length > 0) CSS.highlights.set("found", new Highlight(...ranges));
  return ranges.length;
}

/** Marks one of them apart and scrolls its line into the text's window. */
export function showMatch(index: number): void {
  const range = ranges[index];
  const box = range?.startContainer.parentElement;
  if (!range || !box) return;
  CSS.highlights.set("found-current", new Highlight(range));
  const place = range.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) {
    box.scrollTop += place.top - frame.top - frame.height / 2;
  }
  if (place.left < frame.left || place.right > frame.right) {
    box.scrollLeft += place.left - frame.left - frame.width / 2;
  }
}

function rangesOf(node: Node | null | undefined, search: string): Range[] {
  if (!(node instanceof Text) || search === "") return [];
  // Case is folded without changing lengths, so that places in the copy are places in the text.
  const text = sameLengthLower(node.data);
  const wanted = sameLengthLower(search);
  const found: Range[] = [];
  let at = text.indexOf(wanted);
  while (at >= 0 && found.length < maxMarked) {
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, at + wanted.length);
    found.push(range);
    at = text.indexOf(wanted, at + wanted.length);
  }
  return found;
}

function sameLengthLower(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
