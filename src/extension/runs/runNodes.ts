/** What the view of runs is made of. */
import type { Run, RunItem } from "../../runs/item.ts";
import type { ProblemCount } from "../../runs/journal.ts";

export type RunNode =
  | { readonly kind: "run"; readonly run: Run }
  /** Images of a run that came to the same; `problem` for those that were refused or failed for one reason. */
  | {
      readonly kind: "outcome";
      readonly run: Run;
      readonly state: RunItem["state"];
      readonly items: number;
      readonly problem?: ProblemCount;
    }
  | { readonly kind: "image"; readonly run: Run; readonly item: RunItem }
  /** Says that there are more images than are shown. */
  | { readonly kind: "note"; readonly run: Run; readonly text: string };

/** An image of a run as the tree of buckets has it, for dragging; `undefined` for anything else. */
export function objectNode(argument: unknown): object | undefined {
  const node = readRunNode(argument);
  if (node?.kind !== "image" || node.item.ref.kind !== "object") return undefined;
  const { account, bucket, key } = node.item.ref.object;
  return { kind: "object", account, bucket, object: { key } };
}

const kinds: readonly unknown[] = ["run", "outcome", "image", "note"];

/** A node as menus hand it over; `undefined` for anything else. */
export function readRunNode(argument: unknown): RunNode | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const { kind, run } = argument as Partial<RunNode>;
  return kinds.includes(kind) && run !== undefined ? (argument as RunNode) : undefined;
}
