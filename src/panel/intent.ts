/** The border where the panel's messages enter the extension. Host only: the browser bundle must not hold zod. */
import * as z from "zod/mini";
import { labelLanguages } from "../labels/shownNames.ts";

/** 0–1 */
const threshold = z.number().check(z.gte(0), z.lte(1));

const copyFormat = z.enum(["json", "csv", "markdown", "uri", "raw", "requestId"]);

const intentSchema = z.discriminatedUnion("type", [
  /** The panel listens: post the last state. */
  z.object({ type: z.literal("ready") }),
  /** One billable call at `threshold`, whatever is known already. */
  z.object({ type: z.literal("detect"), threshold }),
  z.object({ type: z.literal("cancel") }),
  /** Copy the labels at or above `threshold` (json, csv, markdown), or what needs no threshold. */
  z.object({ type: z.literal("copy"), format: copyFormat, threshold }),
  /** A button of `actions`; `threshold` is what the panel shows. */
  z.object({ type: z.literal("action"), id: z.string().check(z.maxLength(100)), threshold }),
  /** A label of the answer is wrong, or is not after all; one that was added is taken away again. */
  z.object({
    type: z.literal("correct"),
    kind: z.enum(["hide", "show", "remove"]),
    name: z.string().check(z.maxLength(10_000)),
  }),
  /** Ask the person for the name of a label that is missing. */
  z.object({ type: z.literal("addLabel") }),
  /** Show names in another language, in all views. */
  z.object({ type: z.literal("labelLanguage"), language: z.enum(labelLanguages) }),
  /** Show the picture after this one, or before it. */
  z.object({ type: z.literal("walk"), step: z.union([z.literal(1), z.literal(-1)]) }),
  z.object({ type: z.literal("openSettings") }),
  z.object({ type: z.literal("showLog") }),
]);

export type PanelIntent = z.infer<typeof intentSchema>;
export type CopyFormat = z.infer<typeof copyFormat>;

/** What the panel asks for; `undefined` when the message is none of ours, which is then ignored. */
export function parsePanelIntent(message: unknown): PanelIntent | undefined {
  const parsed = intentSchema.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}

const compareSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  /** Detect what nothing is known of; the person is asked first. */
  z.object({ type: z.literal("detect") }),
  /** Open the panel of a column's image. */
  z.object({ type: z.literal("open"), column: z.int().check(z.minimum(0)) }),
]);

export type CompareIntent = z.infer<typeof compareSchema>;

/** What a comparison asks for; `undefined` when the message is none of ours. */
export function parseCompareIntent(message: unknown): CompareIntent | undefined {
  const parsed = compareSchema.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}
