/** Spares the drawing of what a step of the slider leaves as it was: thousands of labels have 16 ms. */
import { useRef } from "preact/hooks";

/** The list of the drawing before where the new one has the same members in the same order. */
export function useUnchangedList<T>(list: readonly T[]): readonly T[] {
  const before = useRef(list);
  const isSame =
    before.current.length === list.length &&
    list.every((member, index) => member === before.current[index]);
  if (!isSame) before.current = list;
  return before.current;
}

/** A function that stays the same one for ever, and does what the newest `act` does. */
export function useStable<Arguments extends readonly unknown[], Result>(
  act: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  const newest = useRef(act);
  newest.current = act;
  const stable = useRef((...given: Arguments) => newest.current(...given));
  return stable.current;
}

/** Whether two objects have the same members, each by `===`. */
export function hasSameMembers(one: object, other: object): boolean {
  const members = Object.entries(one);
  const others = new Map(Object.entries(other));
  return (
    members.length === others.size && members.every(([name, value]) => others.get(name) === value)
  );
}
