/**
 * Reads the body of a detection, tolerantly: of a label only its name is required, and what is
 * unknown, odd or out of range is left out. [Image label detection] [IMM label]
 */
import * as z from "zod/mini";
import type { Label } from "../labels/label.ts";
import { lenient } from "./lenient.ts";

export interface LabelsBody {
  /** In the order of the service. */
  readonly labels: readonly Label[];
  /** IMM's request id. */
  readonly requestId: string | undefined;
}

const fraction = lenient(z.number().check(z.minimum(0), z.maximum(1)));
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

const list = lenient(z.array(z.unknown()));
const bodySchema = z.object({ Labels: list, Tags: list, RequestId: text });

/** `undefined` when the body is no JSON object; one without labels is a detection of none. */
export function readLabelsBody(body: unknown): LabelsBody | undefined {
  const read = bodySchema.safeParse(body);
  if (!read.success || Array.isArray(body)) return undefined;
  const { Labels, Tags, RequestId } = read.data;
  const labels = Labels?.flatMap(readLabel) ?? Tags?.flatMap(readTag) ?? [];
  return { labels, requestId: RequestId };
}

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
