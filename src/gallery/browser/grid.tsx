/**
 * The images of a result: only rows near the screen exist, and their elements are used again. One cell takes the focus,
 * the keyboard does everything.
 */
import { t } from "@vscode/l10n";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  type Geometry,
  geometryOf,
  type Rows,
  rowsOnScreen,
  rowsToDraw,
  topToSee,
} from "../model/geometry.ts";
import { gridMove } from "../model/gridKeys.ts";
import {
  countSelected,
  isSelected,
  type Selection,
  selectOnly,
  selectTo,
  toggle,
} from "../model/selection.ts";
import { assignSlots, type Slots } from "../model/slots.ts";
import {
  contentTop,
  elementHeight,
  scrolled,
  scrolledTo,
  type TallScroll,
} from "../model/tallScroll.ts";
import type { GalleryAction, GalleryState, PictureSide } from "../protocol.ts";
import { ImageCell } from "./imageCell.tsx";
import { ImageMenu } from "./imageMenu.tsx";
import type { PictureStore } from "./pictureStore.ts";
import type { ResultPages } from "./resultPages.ts";
import type { Wanted, Wants } from "./useWants.ts";

interface GridProps {
  readonly state: GalleryState;
  readonly pages: ResultPages;
  readonly pictures: PictureStore;
  /** Width that cells come near to. */
  readonly size: number;
  /** Position of the image that has the focus. */
  readonly active: number;
  readonly selection: Selection;
  readonly wants: Wants;
  readonly onMove: (position: number, selection: Selection) => void;
  readonly onSelect: (selection: Selection) => void;
  readonly onAct: (action: GalleryAction, selection: Selection) => void;
  readonly onLook: (position: number) => void;
}

export function Grid(props: GridProps) {
  const { state, pages, pictures, size, active, selection, wants } = props;
  const { onMove, onSelect, onAct, onLook } = props;
  const count = state.total ?? 0;
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useBox(box);
  const geometry = geometryOf(count, width, size);
  const { columns, cellWidth, rowHeight, rows } = geometry;
  const [scroll, scrollTo] = useTallScroll(box, geometry, height, state.result);
  const top = contentTop(scroll);
  const onScreen = rowsOnScreen(geometry, top, height);
  const drawn = rowsToDraw(geometry, onScreen);
  const activeRow = Math.floor(active / columns);
  const slots = useRef<Slots>([]);
  slots.current = assignSlots(slots.current, drawn, count > 0 ? activeRow : undefined);
  const side = pictureSide(cellWidth);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>();

  useLayoutEffect(() => {
    wants.grid(
      drawn.first * columns,
      Math.min(count, (drawn.last + 1) * columns) - 1,
      wantedPictures(onScreen, drawn, columns, count, side),
    );
  });
  useKeptInSight({ geometry, active, scroll, scrollTo });

  const focusSoon = useFocus(box, active);
  const goTo = (position: number, selected: Selection) => {
    const row = Math.floor(position / columns);
    scrollTo(topToSee(geometry, row, { top, viewHeight: height }));
    focusSoon();
    onMove(position, selected);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const pressed = {
      key: event.key,
      shift: event.shiftKey,
      command: event.ctrlKey || event.metaKey,
    };
    const pageRows = Math.max(1, Math.floor(height / rowHeight));
    const move = gridMove(pressed, { count, columns, pageRows, active, selection });
    if (!move) return;
    // VS Code has commands of its own for some of these keys.
    event.preventDefault();
    event.stopPropagation();
    if (move.kind === "move") goTo(move.active, move.selection);
    else if (move.kind === "select") onSelect(move.selection);
    else if (move.kind === "open") open(chosenAt(active, selection));
    else onLook(active);
  };
  // One image is previewed, so that people walk through many with their keys.
  const open = (chosen: Selection) =>
    onAct(countSelected(chosen) === 1 ? "preview" : "open", chosen);
  const onClick = (event: MouseEvent, position: number) => {
    const selected = clicked(event, selection, position);
    focusSoon();
    onMove(position, selected);
  };

  return (
    <div ref={box} class="scroll" tabIndex={-1}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its keys make it one
        role="grid"
        class={geometry.hasCaptions ? "grid" : "grid without-captions"}
        aria-label={t("Images")}
        aria-multiselectable="true"
        aria-rowcount={rows}
        aria-colcount={columns}
        style={{ height: `${elementHeight(scroll)}px`, "--cell": `${cellWidth}px` }}
        onKeyDown={onKeyDown}
        onClick={(event) => atCell(event, (position) => onClick(event, position))}
        onDblClick={(event) => atCell(event, (position) => onAct("open", selectOnly(position)))}
        onContextMenu={(event) => atCell(event, (position) => openMenu(event, position))}
        onDragStart={(event) => atCell(event, (position) => drag(event, position))}
      >
        {slots.current.map((row, slot) => {
          if (row === undefined) return null;
          const isNear = drawn.first <= row && row <= drawn.last;
          const y = isNear ? row * rowHeight - scroll.offset : scroll.scrollTop;
          const first = row * columns;
          return (
            <tr
              // An element is used again for another row.
              key={slot}
              class={isNear ? "row" : "row far"}
              aria-rowindex={row + 1}
              style={{ transform: `translateY(${y}px)` }}
            >
              {Array.from({ length: Math.min(columns, count - first) }, (_, column) => {
                const position = first + column;
                const cell = pages.cell(state.result, position);
                return (
                  <ImageCell
                    key={column}
                    cell={cell}
                    column={column}
                    picture={cell && shownPicture(pictures, cell.pictureKey, side)}
                    hasCaption={geometry.hasCaptions}
                    isActive={position === active}
                    isSelected={isSelected(selection, position)}
                  />
                );
              })}
            </tr>
          );
        })}
      </table>
      {menu && (
        <ImageMenu
          at={menu}
          selection={selection}
          onAct={(action) => onAct(action, chosenAt(active, selection))}
          onLook={() => onLook(active)}
          onClose={() => {
            setMenu(undefined);
            focusSoon();
            onSelect(selection);
          }}
        />
      )}
    </div>
  );

  function atCell({ target }: Event, act: (position: number) => void): void {
    const cell = (target as Element).closest<HTMLTableCellElement>("td");
    const row = cell?.closest("tr");
    if (!cell || !row) return;
    act((Number(row.ariaRowIndex) - 1) * columns + Number(cell.ariaColIndex) - 1);
  }

  function openMenu(event: MouseEvent, position: number): void {
    event.preventDefault();
    event.stopPropagation();
    if (!isSelected(selection, position)) onMove(position, selectOnly(position));
    setMenu({ x: event.clientX, y: event.clientY });
  }

  function drag({ dataTransfer }: DragEvent, position: number): void {
    const uris = draggedUris(position);
    dataTransfer?.setData("text/uri-list", uris.join("\r\n"));
    dataTransfer?.setData("text/plain", uris.join("\n"));
  }

  /** All that is selected and has come, where the dragged image is one of it. */
  function draggedUris(position: number): readonly string[] {
    const ranges = isSelected(selection, position)
      ? selection.ranges
      : [[position, position] as const];
    const uris: string[] = [];
    for (const [first, last] of ranges) {
      for (let each = first; each <= last && uris.length < maxDragged; each++) {
        const uri = pages.cell(state.result, each)?.uri;
        if (uri !== undefined) uris.push(uri);
      }
    }
    return uris;
  }
}

const maxDragged = 1000;

/** What is done to: the selection, or else the image that has the focus. */
function chosenAt(active: number, selection: Selection): Selection {
  return selection.ranges.length > 0 ? selection : selectOnly(active);
}

function clicked(event: MouseEvent, selection: Selection, position: number): Selection {
  const command = event.ctrlKey || event.metaKey;
  if (event.shiftKey) return selectTo(selection, position, command);
  return command ? toggle(selection, position) : selectOnly(position);
}

/** A picture of 320 pixels is sharp up to there; a larger cell, or a finer screen, takes the next. */
function pictureSide(cellWidth: number): PictureSide {
  return cellWidth * Math.min(2, devicePixelRatio) > 400 ? 800 : 320;
}

/** The other size is better than none until the right one has come. */
function shownPicture(pictures: PictureStore, pictureKey: string, side: PictureSide) {
  return pictures.get(pictureKey, side) ?? pictures.get(pictureKey, side === 320 ? 800 : 320);
}

/** What is seen first, then what is near. */
function wantedPictures(
  onScreen: Rows,
  drawn: Rows,
  columns: number,
  count: number,
  side: PictureSide,
): Wanted[] {
  const below = { first: onScreen.last + 1, last: drawn.last };
  const above = { first: drawn.first, last: onScreen.first - 1 };
  const wanted: Wanted[] = [];
  for (const { first, last } of [onScreen, below, above]) {
    const end = Math.min(count, (last + 1) * columns);
    for (let position = first * columns; position < end; position++) {
      wanted.push({ position, side });
    }
  }
  return wanted;
}

interface Box {
  readonly width: number;
  readonly height: number;
}

function useBox(box: RefObject<HTMLDivElement | null>): Box {
  const [size, setSize] = useState<Box>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const measure = () => {
      const { clientWidth, clientHeight } = current;
      const { paddingLeft, paddingRight } = getComputedStyle(current);
      const width = clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      setSize((before) =>
        before.width === width && before.height === clientHeight
          ? before
          : { width, height: clientHeight },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return size;
}

/** Where the content is scrolled to; another result begins at its top. */
function useTallScroll(
  box: RefObject<HTMLDivElement | null>,
  { height }: Geometry,
  viewHeight: number,
  result: number,
): [TallScroll, (top: number) => void] {
  const kept = useRef<(TallScroll & { readonly result: number }) | undefined>(undefined);
  const [, redraw] = useState(0);
  const before = kept.current;
  if (!before) kept.current = { height, viewHeight, scrollTop: 0, offset: 0, result };
  else if (before.height !== height || before.viewHeight !== viewHeight) {
    const changed = { ...before, height, viewHeight };
    kept.current = { ...changed, ...scrolledTo(changed, contentTop(before)) };
  }
  const now = kept.current as TallScroll & { readonly result: number };

  const set = (scroll: TallScroll) => {
    kept.current = { ...scroll, result: now.result };
    if (box.current && box.current.scrollTop !== scroll.scrollTop) {
      box.current.scrollTop = scroll.scrollTop;
    }
    redraw((count) => count + 1);
  };
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const onScroll = () => {
      const present = kept.current;
      if (present && present.scrollTop !== current.scrollTop) {
        set(scrolled(present, current.scrollTop));
      }
    };
    current.addEventListener("scroll", onScroll, { passive: true });
    return () => current.removeEventListener("scroll", onScroll);
  }, []);
  // The element is as high as its content only once it is drawn.
  useLayoutEffect(() => {
    if (box.current && box.current.scrollTop !== now.scrollTop)
      box.current.scrollTop = now.scrollTop;
  });
  return [now, (top) => set(scrolledTo(kept.current ?? now, top))];
}

interface Sight {
  readonly geometry: Geometry;
  readonly active: number;
  readonly scroll: TallScroll;
  readonly scrollTo: (top: number) => void;
}

/** When cells become larger or the window narrower, the image that was at the top left stays in sight. */
function useKeptInSight({ geometry, active, scroll, scrollTo }: Sight): void {
  const before = useRef(geometry);
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    const { columns, rowHeight } = before.current;
    before.current = geometry;
    if (geometry.rows === 0 || scroll.viewHeight === 0) return;
    if (isFirst.current) {
      // Back after a reload: where the person was.
      isFirst.current = false;
      const row = Math.floor(active / geometry.columns);
      scrollTo(topToSee(geometry, row, { top: 0, viewHeight: scroll.viewHeight }));
      return;
    }
    if (columns === geometry.columns && rowHeight === geometry.rowHeight) return;
    const position = Math.round(contentTop(scroll) / rowHeight) * columns;
    scrollTo(Math.floor(position / geometry.columns) * geometry.rowHeight);
  }, [geometry.columns, geometry.rowHeight, geometry.rows === 0, scroll.viewHeight === 0]);
}

/** Returns what makes the active cell take the focus once it is drawn. */
function useFocus(box: RefObject<HTMLDivElement | null>, active: number): () => void {
  const wanted = useRef(false);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    box.current?.querySelector<HTMLElement>("td[tabindex='0']")?.focus({ preventScroll: true });
  }, [active, wanted.current]);
  return () => {
    wanted.current = true;
  };
}
