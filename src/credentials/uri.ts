/** Temporary keys from a credentials URI: a GET that answers with JSON. */

import { BlockList, isIP } from "node:net";
import { t } from "@vscode/l10n";
import { Refusal, type RefusalFacts } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";
import { completeKeys } from "./accessKey.ts";
import type { CredentialsContext } from "./provider.ts";
import { sendSmallRequest } from "./smallRequest.ts";
import { parseTemporaryKeys } from "./temporaryKeys.ts";

/** Hosts that plain http may reach: what leaves no machine, and the cloud's metadata service. */
const nearby = new BlockList();
nearby.addSubnet("127.0.0.0", 8, "ipv4");
nearby.addSubnet("169.254.0.0", 16, "ipv4");
nearby.addAddress("100.100.100.200", "ipv4");
nearby.addAddress("::1", "ipv6");
nearby.addSubnet("fe80::", 10, "ipv6");

/**
 * Keys from `uri`. Rejects with `credentials-uri-refused` (an address that is never asked),
 * `credentials-uri-unreachable` or `credentials-uri-unexpected` (an answer without keys).
 */
export async function uriCredentials(
  uri: string,
  context: Pick<CredentialsContext, "fetchTimeout" | "dispatcherFor">,
  signal?: AbortSignal,
): Promise<Credentials> {
  const url = acceptedUri(uri);
  const answer = await sendSmallRequest(url, {
    timeout: context.fetchTimeout ?? 5_000,
    signal,
    dispatcher: isNearby(url) ? undefined : await context.dispatcherFor?.(url),
  });
  if (answer.status === undefined) {
    throw new Refusal("credentials-uri-unreachable", { ...answer.why, origin: url.origin });
  }
  if (answer.status >= 300 && answer.status < 400) {
    throw unexpected({ reason: "redirected", origin: url.origin });
  }
  if (answer.status !== 200) {
    throw unexpected({ reason: "status", origin: url.origin, status: answer.status });
  }
  const keys = parseTemporaryKeys(answer.text);
  if (!keys) throw unexpected({ reason: "no-keys", origin: url.origin });
  return completeKeys(keys, { place: "uri-answer", origin: url.origin });
}

/** The URI without path, query and user, any of which may hold a secret: `http://127.0.0.1:6666`. */
export function uriOrigin(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).origin : t("an address that is not a URL");
}

/** The URL, or an error that says why it is not asked: `credentials-uri-refused`. */
export function acceptedUri(uri: string): URL {
  if (!URL.canParse(uri)) throw refused("not-a-url");
  const url = new URL(uri);
  if (url.username || url.password) {
    throw refused("user-name");
  }
  if (url.protocol === "https:") return url;
  if (url.protocol !== "http:") throw refused("scheme");
  if (isNearby(url)) return url;
  throw refused("plain-http");
}

/** Whether nobody on the way can read what is exchanged: https, or plain http that stays nearby. */
export function isProtected(url: string | undefined): boolean {
  if (!url || !URL.canParse(url)) return false;
  const parsed = new URL(url);
  return parsed.protocol === "https:" || (parsed.protocol === "http:" && isNearby(parsed));
}

function isNearby({ hostname }: URL): boolean {
  if (hostname === "localhost" || hostname.endsWith(".localhost")) return true;
  const address = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(address);
  if (family === 0) return false;
  return nearby.check(address, family === 6 ? "ipv6" : "ipv4");
}

function refused(reason: RefusalFacts["credentials-uri-refused"]["reason"]): Refusal {
  return new Refusal("credentials-uri-refused", { reason });
}

function unexpected(facts: RefusalFacts["credentials-uri-unexpected"]): Refusal {
  return new Refusal("credentials-uri-unexpected", facts);
}
