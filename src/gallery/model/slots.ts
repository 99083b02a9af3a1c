/** Which element shows which row: a row keeps its element while it is drawn, and leaves it to the next that comes. */
import type { Rows } from "./geometry.ts";

/** Rows by the number of their element; `undefined` for one that is not needed now. */
export type Slots = readonly (number | undefined)[];

/** The rows of `drawn` and `kept`, each in the element it had; new ones take those that are free. */
export function assignSlots(before: Slots, { first, last }: Rows, kept?: number): Slots {
  const wanted = new Set<number>();
  for (let row = first; row <= last; row++) wanted.add(row);
  if (kept !== undefined) wanted.add(kept);
  const slots: (number | undefined)[] = before.map((row) =>
    row !== undefined && wanted.delete(row) ? row : undefined,
  );
  const missing = [...wanted];
  for (const [slot, row] of slots.entries()) {
    if (row === undefined) slots[slot] = missing.pop();
  }
  return [...slots, ...missing];
}
