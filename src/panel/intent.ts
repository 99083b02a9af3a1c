/** The border where the panel's messages enter the extension. Host only: the browser bundle must not hold zod. */
import * as z from "zod/mini";
import type { PanelIntent } from "./protocol.ts";

const threshold = z.number().check(z.gte(0), z.lte(1));

const intentSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("detect"), threshold }),
  z.object({ type: z.literal("cancel") }),
  z.object({
    type: z.literal("copy"),
    format: z.enum(["json", "csv", "markdown", "uri", "raw", "requestId"]),
    threshold,
  }),
  z.object({ type: z.literal("action"), id: z.string().check(z.maxLength(100)), threshold }),
  z.object({ type: z.literal("openSettings") }),
  z.object({ type: z.literal("showLog") }),
]);

/** What the panel asks for; `undefined` when the message is none of ours, which is then ignored. */
export function parsePanelIntent(message: unknown): PanelIntent | undefined {
  const parsed = intentSchema.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}
