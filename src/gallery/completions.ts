/** What can stand at the cursor of the query box. */
import type { LabelCount } from "../labelIndex/port.ts";
import { writeName } from "../query/write.ts";
import { imageCount } from "./model/words.ts";
import type { CompletionItem, Completions } from "./protocol.ts";

const fields: readonly (readonly [text: string, meaning: string])[] = [
  ["label:", "has the label, or one below it"],
  ["subject:", "is mostly of it"],
  ["is:labelled", "has labels"],
  ["is:unlabelled", "was never detected"],
  ["is:empty", "was detected without labels"],
  ["is:outdated", "has changed since"],
  ["is:corrected", "was corrected by hand"],
  ["size>1MB", "size in bytes"],
  ["labels>=5", "number of labels"],
  ["modified>=2026-01-01", "last changed"],
  ["detected>=2026-01-01", "last detected"],
  ["prefix:", "key begins with"],
  ["key:", "key contains, or a pattern with *"],
  ["bucket:", "bucket"],
  ["account:", "account"],
  ["format:jpg", "by the ending"],
  ["format:png", "by the ending"],
  ["class:", "storage class"],
  ...["relevance", "confidence", "centric", "modified", "detected", "size", "labels", "key"].map(
    (field) => [`sort:${field}`, "order"] as const,
  ),
];

/** Rows of the list. */
const most = 10;

export async function completionsAt(
  text: string,
  cursor: number,
  labelNames: (text: string, limit: number) => Promise<readonly LabelCount[]>,
): Promise<Omit<Completions, "request">> {
  const before = text.slice(0, cursor);
  const word = /(?:[^\s()"]|"[^"]*(?:"|$))*$/.exec(before)?.[0] ?? "";
  const [, sign = "", term = ""] = /^(-?)(.*)$/s.exec(word) ?? [];
  const from = cursor - term.length;
  const [, field = "", written] = /^((?:label:=?|subject:)?)(.*)$/s.exec(term) ?? [];
  const name = (written ?? "").replace(/^"|"$/g, "");
  const items: CompletionItem[] = [];
  if (field === "" && term !== "") {
    const found = fields.filter(([each]) => each.startsWith(term.toLowerCase()) && each !== term);
    items.push(...found.map(([each, detail]) => ({ text: each, detail })));
  }
  if (field !== "" || (term !== "" && sign === "" && !/[:<>=[\]]/.test(term))) {
    const names = await labelNames(name, most);
    items.push(
      ...names.map((each) => ({
        text: `${field || "label:"}${writeName(each.name)}`,
        detail: imageCount(each.images),
      })),
    );
  }
  const isWritten = items.length === 1 && items[0]?.text === term;
  return { from, to: cursor, items: isWritten ? [] : items.slice(0, most) };
}
