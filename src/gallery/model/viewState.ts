/** What a person has set up in the search view; kept over reloads of the window. */
import { largestCell, smallestCell, usualCell } from "./geometry.ts";

export interface ViewState {
  /** The query of the result, for the extension, which brings the view back with it. */
  readonly text: string;
  /** Width that cells come near to, in CSS pixels. */
  readonly size: number;
  readonly facetsShown: boolean;
  /** The image that has the focus, by its position. */
  readonly active: number;
}

export type ChangeView = (part: Partial<ViewState>) => void;

export const initialView: ViewState = { text: "", size: usualCell, facetsShown: true, active: 0 };

/** Reads what was kept, also by an older version; `undefined` for what is none of ours. */
export function recallView(kept: unknown): ViewState | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const { text, size, facetsShown, active } = kept as Record<string, unknown>;
  const isSize = typeof size === "number" && size >= smallestCell && size <= largestCell;
  const isPosition = Number.isInteger(active) && (active as number) >= 0;
  return {
    text: typeof text === "string" ? text : initialView.text,
    size: isSize ? size : initialView.size,
    facetsShown: typeof facetsShown === "boolean" ? facetsShown : initialView.facetsShown,
    active: isPosition ? (active as number) : initialView.active,
  };
}
