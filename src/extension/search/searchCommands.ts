/** Opens the search view, for everything or with a query. */
import { writeCondition } from "../../query/write.ts";
import { type NodeArgument, readNode } from "../commandArgument.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { SearchViews } from "./searchViews.ts";

export function searchCommands(views: SearchViews) {
  return {
    /** With a query or without; a node of the tree stands for what is below it. */
    openSearch: (argument?: unknown) => views.open(queryOf(argument)),
    /** What the menu of a bucket or a prefix calls. */
    searchBelow: (argument?: unknown) => views.open(queryOf(argument)),
  } satisfies Partial<Record<CommandId, Handler>>;
}

function queryOf(argument: unknown): string | undefined {
  if (typeof argument === "string") return argument;
  const node = readNode(argument);
  return node && queryBelow(node);
}

/** What finds the images of a bucket or below a prefix; all of the account otherwise. */
function queryBelow({ account, bucket, prefix }: NodeArgument): string {
  if (bucket === undefined) return writeCondition({ kind: "account", text: account });
  const inBucket = writeCondition({ kind: "bucket", text: bucket });
  return prefix ? `${inBucket} ${writeCondition({ kind: "prefix", text: prefix })}` : inBucket;
}
