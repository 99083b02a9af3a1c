/**
 * Reads the body of a detection, tolerantly, since it was paid for: of a label only its name is required, and what is
 * unknown, odd or out of range is left out. [Image label detection] [IMM label]
 */
import * as z from "zod/mini";
import type { Label } from "../labels/label.ts";
import { lenient, parseJson } from "./lenient.ts";

export interface LabelsBody {
  /** In the order of the service. */
  readonly labels: readonly Label[];
  /** IMM's request id. */
  readonly requestId: string | undefined;
}

/** By how much a fraction may miss 0 or 1, as those do that were counted with fewer digits. */
const roundingError = 0.001;

const fraction = lenient(
  z.pipe(
    z.number().check(z.minimum(-roundingError), z.maximum(1 + roundingError)),
    // The sum makes 0 of -0.
    z.transform((number: number) => Math.min(1, Math.max(0, number)) + 0),
  ),
);
const level = lenient(z.int().check(z.minimum(1), z.maximum(3)));
const name = z.string().check(z.regex(/\S/));
const text = lenient(name);

const labelSchema = z.object({
  LabelName: name,
  LabelLevel: level,
  ParentLabelName: text,
  LabelConfidence: fraction,
  CentricScore: fraction,
  Language: text,
  LabelAlias: text,
});

/** The shape of the older `imm/tagimage`, which is being phased out. */
const tagSchema = z.object({
  TagName: name,
  TagLevel: level,
  ParentTagName: text,
  TagConfidence: fraction,
  TagScore: fraction,
});

/** `null` is how some write a list of none. */
const list = z.nullish(z.array(z.unknown()));
const bodySchema = z.object({ Labels: list, Tags: lenient(list), RequestId: text });

/**
 * `undefined` for what is no answer to the question: no JSON object, one without the list, or a list in which nothing
 * is a label. That must not pass for a picture without labels.
 */
export function readLabelsBody(body: unknown): LabelsBody | undefined {
  const read = bodySchema.safeParse(body);
  if (!read.success || Array.isArray(body)) return undefined;
  const { Labels, Tags, RequestId } = read.data;
  const [entries, readEntry] = Labels === undefined ? [Tags, readTag] : [Labels, readLabel];
  if (entries === undefined) return undefined;
  const labels = entries?.flatMap(readEntry) ?? [];
  if (labels.length === 0 && entries !== null && entries.length > 0) return undefined;
  return { labels, requestId: RequestId };
}

/**
 * The JSON object that a text begins with, whatever follows it. Numbers that JSON lacks count as absent. `undefined`
 * where there is no whole object.
 */
export function readFirstObject(text: string): unknown {
  const written = firstObject(text);
  return written === undefined ? undefined : parseJson(written);
}

/** By hand, since the text may be long and hostile: each character is looked at once. */
function firstObject(text: string): string | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let read = "";
  let from = 0;
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) at += character === "\\" ? 1 : 0;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return read + text.slice(from, at + 1);
    } else if (character === "N" || character === "I" || character === "-") {
      numberJsonLacks.lastIndex = at;
      const number = numberJsonLacks.exec(text)?.[0];
      if (number === undefined) continue;
      read += `${text.slice(from, at)}null`;
      at += number.length - 1;
      from = at + 1;
    }
  }
  return undefined;
}

const numberJsonLacks = /-?(?:NaN|Infinity)/y;

/** None for an entry that is no label. */
function readLabel(entry: unknown): Label[] {
  const read = labelSchema.safeParse(entry);
  if (!read.success) return [];
  const label = read.data;
  return [
    {
      name: label.LabelName,
      level: label.LabelLevel,
      parent: label.ParentLabelName,
      confidence: label.LabelConfidence,
      centricScore: label.CentricScore,
      language: label.Language,
      alias: label.LabelAlias,
    },
  ];
}

function readTag(entry: unknown): Label[] {
  const read = tagSchema.safeParse(entry);
  if (!read.success) return [];
  const tag = read.data;
  return [
    {
      name: tag.TagName,
      level: tag.TagLevel,
      parent: tag.ParentTagName,
      confidence: tag.TagConfidence ?? tag.TagScore,
      centricScore: undefined,
      language: undefined,
      alias: undefined,
    },
  ];
}
