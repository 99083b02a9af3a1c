/** Typing the start of a name moves to it, as in every list of the workbench. */
import { useRef } from "preact/hooks";
import { typeAhead } from "../model/gridKeys.ts";
import type { Row } from "../model/rows.ts";

/** Letters closer together than this are one word. In milliseconds. */
const pause = 800;

/** Returns the index of the row that a key leads to; `undefined` when the key is none of typing or leads nowhere. */
export function useTypeAhead(): (
  key: string,
  rows: readonly Row[],
  active: number,
) => number | undefined {
  const typed = useRef({ text: "", at: 0 });
  return (key, rows, active) => {
    const now = performance.now();
    const text = now - typed.current.at < pause ? typed.current.text : "";
    const isLetter = [...key].length === 1 && key !== "*" && !(key === " " && text === "");
    if (!isLetter) return undefined;
    typed.current = { text: text + key, at: now };
    const index = typeAhead(rows, active, text + key);
    return index < 0 ? undefined : index;
  };
}
