/** The query that a command is about, as text: of an album, a label, an account, a bucket or a prefix. */
import { t } from "@vscode/l10n";
import type { Condition } from "../../query/query.ts";
import { labelTerm, writeCondition } from "../../query/write.ts";
import { readNode } from "../commandArgument.ts";
import type { AlbumTreeNode } from "./albumNodes.ts";

export interface NamedQuery {
  readonly query: string;
  /** For titles, as a person knows it. */
  readonly name: string;
}

/** `undefined` for what stands for no set of images. Without an argument it is about all of them. */
export function queryOfArgument(argument: unknown): NamedQuery | undefined {
  if (argument === undefined) return { query: "", name: t("all images") };
  if (typeof argument === "string") return { query: argument, name: argument || t("all images") };
  if (typeof argument !== "object" || argument === null) return undefined;
  const node = argument as AlbumTreeNode;
  if (node.kind === "album") {
    const { name = "", query = "" } = node.entry.album ?? {};
    return { query, name };
  }
  if (node.kind === "category") return { query: labelTerm(node.name), name: node.name };
  // A Uri has a query, too, of another kind.
  const isPlain = Object.getPrototypeOf(argument) === Object.prototype;
  if (isPlain && "query" in argument && typeof argument.query === "string") {
    return { query: argument.query, name: argument.query || t("all images") };
  }
  const { account, bucket, prefix = "", key } = readNode(argument) ?? {};
  if (account === undefined || key !== undefined) return undefined;
  const parts: Condition[] = [{ kind: "account", text: account }];
  if (bucket !== undefined) parts.push({ kind: "bucket", text: bucket });
  if (prefix !== "") parts.push({ kind: "prefix", text: prefix });
  const name = bucket === undefined ? account : `oss://${bucket}/${prefix}`;
  return { query: parts.map(writeCondition).join(" "), name };
}
