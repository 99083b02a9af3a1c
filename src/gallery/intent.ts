/** The border where the search view's messages enter the extension. Host only: the browser bundle must not hold zod. */
import * as z from "zod/mini";
import { labelLanguages } from "../labels/shownNames.ts";

const position = z.int().check(z.minimum(0));
const text = z.string().check(z.maxLength(10_000));

/** What can be done with images of the result. */
const action = z.enum([
  ...["preview", "open", "detect", "copyUri", "copyAsCode"],
  ...["compareLabels", "showSimilar", "hideLabel", "addLabel", "writeTags"],
] as const);

const intentSchema = z.discriminatedUnion("type", [
  /** The page listens: post the last state. */
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("search"), text }),
  /** No query: everything. The box is to show it. */
  z.object({ type: z.literal("clear") }),
  /** Searches for what the query seems to mean, which the state says. */
  z.object({ type: z.literal("meant") }),
  /** Asks for a label, or no more. */
  z.object({ type: z.literal("toggleLabel"), name: text }),
  z.object({
    type: z.literal("sort"),
    by: z.enum([
      ...["relevance", "confidence", "centric", "modified"],
      ...["detected", "size", "labels", "key"],
    ] as const),
    isReversed: z.boolean(),
  }),
  /** Pages of a result that are near the screen, the most wanted first. */
  z.object({
    type: z.literal("pages"),
    result: position,
    pages: z.array(position).check(z.maxLength(20)),
  }),
  /** Every picture that is still missing, the most wanted first; what is under way for others is cancelled. */
  z.object({
    type: z.literal("pictures"),
    result: position,
    wanted: z
      .array(
        z.object({ position, side: z.union([z.literal(320), z.literal(800), z.literal(1600)]) }),
      )
      .check(z.maxLength(1000)),
  }),
  z.object({ type: z.literal("complete"), request: position, text, cursor: position }),
  /** Ranges of positions, from the first to the last of each. */
  z.object({
    type: z.literal("act"),
    action,
    result: position,
    ranges: z.array(z.tuple([position, position])).check(z.maxLength(10_000)),
  }),
  /** The same search again, on the index as it is now. */
  z.object({ type: z.literal("refresh") }),
  /** Show names in another language, in all views. */
  z.object({ type: z.literal("labelLanguage"), language: z.enum(labelLanguages) }),
  z.object({ type: z.literal("saveAlbum") }),
  z.object({ type: z.literal("openSample") }),
  z.object({ type: z.literal("showTree") }),
]);

export type GalleryIntent = z.infer<typeof intentSchema>;
export type GalleryAction = z.infer<typeof action>;

/** What the page asks for; `undefined` when the message is none of ours, which is then ignored. */
export function parseGalleryIntent(message: unknown): GalleryIntent | undefined {
  const parsed = intentSchema.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}
