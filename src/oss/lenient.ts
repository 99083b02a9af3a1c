/** Tolerant reading of what others wrote: JSON, its fields, dates. */
import * as z from "zod/mini";

/** A field that counts as absent when it is not what it should be. (zod's own `catch` weighs 13 kB.) */
export function lenient<Schema extends z.ZodMiniType>(schema: Schema) {
  const read = (value: unknown): z.output<Schema> | undefined => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  };
  return z.optional(z.pipe(z.unknown(), z.transform(read)));
}

/** The value, or `undefined` for what is no JSON; the parser's own error would quote the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `undefined` for what is no date. */
export function readDate(text: string | undefined): Date | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time);
}
