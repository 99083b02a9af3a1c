/** Changes of tags as two texts to compare side by side: what is there, and what is going to be. */
import { t } from "@vscode/l10n";
import { formatObjectUri } from "../oss/address.ts";
import type { ObjectTag } from "../oss/calls/objectTagging.ts";
import { isOurs, type TagChange, type WriteBackRules } from "./tagChange.ts";
import { valueName } from "./tagText.ts";

/** One line an object and one a tag; names that had to be spelled stand behind their values. */
export function changeTexts(
  changes: readonly TagChange[],
  rules: Pick<WriteBackRules, "keyPrefix">,
): { readonly before: string; readonly after: string } {
  const text = (tagsOf: (change: TagChange) => readonly ObjectTag[], withNotes: boolean) =>
    changes
      .map((change) => {
        const tags = tagsOf(change).map((tag) => `  ${tagLine(tag, rules)}`);
        const notes = withNotes ? change.leftOut.map((left) => `  # ${leftOutLine(left)}`) : [];
        const lines = [...tags, ...notes];
        return [
          oneLine(formatObjectUri(change.object)),
          ...(lines.length > 0 ? lines : [`  ${t("(no tags)")}`]),
        ];
      })
      .map((lines) => `${lines.join("\n")}\n`)
      .join("\n");
  return { before: text(({ before }) => before, false), after: text(({ after }) => after, true) };
}

function tagLine({ key, value }: ObjectTag, rules: Pick<WriteBackRules, "keyPrefix">): string {
  const name = isOurs(key, rules) ? valueName(value) : undefined;
  const spelled = name === undefined || name === value ? "" : `  (${name})`;
  return oneLine(`${key} = ${value}${spelled}`);
}

function leftOutLine({ name, reason }: TagChange["leftOut"][number]): string {
  return oneLine(
    reason === "room"
      ? t("without {0}: the other tags leave no room", name)
      : t("without {0}: a tag cannot hold this name", name),
  );
}

/** Keys and names of others must not look like lines of their own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "?");
}
