/** What `@alicloud/credentials` hands out, made ours. Its errors stay behind this line: they quote. */
import * as z from "zod/mini";
import type { KeyPlace } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";
import { completeKeys, parseExpiration } from "./accessKey.ts";

/** The part of the library's providers that is used. */
export interface LibraryProvider {
  getCredentials(): Promise<{
    accessKeyId: string;
    accessKeySecret: string;
    securityToken: string;
  }>;
}

/** Where the library keeps the end of its session; it does not hand it out. */
const inside = z.object({
  session: z.object({ expiration: z.union([z.string(), z.number()]) }),
});

/**
 * Asks a provider once. Make a new one for each call: after a failure the library goes on with what
 * failed. Rejects with the library's own error, which may quote secrets and must not be shown or logged.
 */
export async function libraryKeys(from: LibraryProvider, place: KeyPlace): Promise<Credentials> {
  const { accessKeyId, accessKeySecret, securityToken } = await from.getCredentials();
  const session = inside.safeParse(from);
  const expiration = parseExpiration(session.data?.session.expiration);
  return completeKeys({ accessKeyId, accessKeySecret, securityToken, expiration }, place);
}

/** How a library error is recognised without its text leaving this function. */
export function isNetworkFailure(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return /^E[A-Z_]+$|CERT|SIGNED/.test(String(code)) || /Timeout/.test(String(name));
}

/** Whether the library's text names one of the service's documented error codes. */
export function namesCode(error: unknown, code: string): boolean {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === "string" && message.includes(`"${code}"`);
}
