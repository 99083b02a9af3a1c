/** Corrections as the table of images has them. */
import { parseJson } from "../oss/lenient.ts";
import type { Corrections } from "./port.ts";

/** JSON; `undefined` where there are none. */
export function writeCorrections({ hidden, added }: Corrections): string | undefined {
  if (hidden.length + added.length === 0) return undefined;
  return JSON.stringify({ hidden, added });
}

/** `undefined` where there are none, or they cannot be read. */
export function readCorrections(written: unknown): Corrections | undefined {
  const parsed = typeof written === "string" ? parseJson(written) : undefined;
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const names = (field: "hidden" | "added") => {
    const value: unknown = (parsed as Partial<Record<typeof field, unknown>>)[field];
    return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
  };
  return { hidden: names("hidden"), added: names("added") };
}
