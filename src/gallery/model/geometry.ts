/** Where the cells of the grid are: numbers alone. All lengths are CSS pixels. */

/** What the size slider chooses from: the width that cells come near to. */
export const smallestCell = 96;
export const largestCell = 480;
export const usualCell = 160;

/** Between cells, and between rows. */
export const gap = 10;

/** Below a picture: its name and its label, on a line each. */
const captionHeight = 42;
/** Narrower cells have no caption: it would be cut in the middle of every name. */
const leastWithCaption = 118;

export interface Geometry {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  /** From the top of a row to the top of the next. */
  readonly rowHeight: number;
  readonly hasCaptions: boolean;
  /** Of all rows. */
  readonly height: number;
}

/** `width` is that of the grid without its scrollbar. Cells take up all of it, as near to `size` as that allows. */
export function geometryOf(count: number, width: number, size: number): Geometry {
  const columns = Math.max(1, Math.round((width + gap) / (size + gap)));
  const cellWidth = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  const hasCaptions = cellWidth >= leastWithCaption;
  const rows = Math.ceil(count / columns);
  const rowHeight = cellWidth + gap + (hasCaptions ? captionHeight : 0);
  return { columns, rows, cellWidth, rowHeight, hasCaptions, height: rows * rowHeight };
}

/** First and last row, both inclusive; last is below first where there is none. */
export interface Rows {
  readonly first: number;
  readonly last: number;
}

/** Rows that are seen, at least in part. */
export function rowsOnScreen(geometry: Geometry, top: number, viewHeight: number): Rows {
  const { rows, rowHeight } = geometry;
  const first = Math.min(Math.max(0, Math.floor(top / rowHeight)), Math.max(0, rows - 1));
  const last = Math.min(rows - 1, Math.floor((top + Math.max(1, viewHeight) - 1) / rowHeight));
  return { first, last };
}

/** Elements of the whole grid that a page may have, whatever the size of its window and cells. */
const elementBudget = 200;

/** What is drawn: the rows on screen, and around them up to one screen more, as far as few elements do. */
export function rowsToDraw(geometry: Geometry, onScreen: Rows): Rows {
  const { columns, rows, hasCaptions } = geometry;
  const inRow = 1 + columns * (hasCaptions ? 2 : 1);
  const seen = onScreen.last - onScreen.first + 1;
  const spare = Math.floor((elementBudget - seen * inRow) / inRow / 2);
  const around = Math.max(1, Math.min(seen, spare));
  return {
    first: Math.max(0, onScreen.first - around),
    last: Math.min(rows - 1, onScreen.last + around),
  };
}

/** The scroll position at which a row is in sight, as near to the present one as can be. */
export function topToSee(
  geometry: Geometry,
  row: number,
  { top, viewHeight }: { readonly top: number; readonly viewHeight: number },
): number {
  const { rowHeight } = geometry;
  const begin = row * rowHeight;
  const end = begin + rowHeight - gap;
  if (begin < top) return begin;
  return end > top + viewHeight ? Math.max(0, Math.min(begin, end - viewHeight)) : top;
}
