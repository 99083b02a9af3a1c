/** Tolerant reading of other people's JSON, field by field. */
import * as z from "zod/mini";

/** A field that counts as absent when it is not what it should be. (zod's own `catch` weighs 13 kB.) */
export function orAbsent<Schema extends z.ZodMiniType>(schema: Schema) {
  const read = (value: unknown): z.output<Schema> | undefined => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  };
  return z.optional(z.pipe(z.unknown(), z.transform(read)));
}
