/** Temporary keys from a credentials URI: a GET that answers with JSON. */
import { BlockList, isIP } from "node:net";
import type { Credentials } from "../oss/account.ts";
import { completeKeys } from "./accessKey.ts";
import { credentialsError } from "./failure.ts";
import { smallAnswer } from "./httpAnswer.ts";
import type { CredentialsContext } from "./provider.ts";
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
  const answer = await smallAnswer(url, {
    timeout: context.fetchTimeout ?? 5_000,
    signal,
    dispatcher: isNearby(url) ? undefined : await context.dispatcherFor?.(url),
  });
  if (answer.status === undefined) {
    throw credentialsError(
      "credentials-uri-unreachable",
      `The credentials URI at ${url.origin} gave no keys: ${answer.reason}. Check that its service runs, or choose another source of credentials for the account.`,
    );
  }
  if (answer.status >= 300 && answer.status < 400) {
    throw unexpected(url, "redirects to another address, which is not followed");
  }
  if (answer.status !== 200) throw unexpected(url, `answered with HTTP ${answer.status}`);
  const keys = parseTemporaryKeys(answer.text);
  if (!keys) throw unexpected(url, "answered without keys in the documented JSON");
  return completeKeys(keys, `the answer of the credentials URI at ${url.origin}`);
}

/** The URI without path, query and user, any of which may hold a secret: `http://127.0.0.1:6666`. */
export function uriOrigin(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).origin : "an address that is not a URL";
}

/** The URL, or an error that says why it is not asked: `credentials-uri-refused`. */
export function acceptedUri(uri: string): URL {
  if (!URL.canParse(uri)) throw refused("is not a URL. Enter one such as http://127.0.0.1:6666");
  const url = new URL(uri);
  if (url.username || url.password) {
    throw refused("holds a user name or a password, which settings must not. Remove them");
  }
  if (url.protocol === "https:") return url;
  if (url.protocol !== "http:") throw refused("is neither https nor http. Enter an https address");
  if (isNearby(url)) return url;
  throw refused(
    "would send keys over plain http from another machine. Use https, or a service on this machine",
  );
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

function refused(reason: string) {
  return credentialsError(
    "credentials-uri-refused",
    `The credentials URI of the account ${reason} in the account's settings.`,
  );
}

function unexpected(url: URL, reason: string) {
  return credentialsError(
    "credentials-uri-unexpected",
    `The credentials URI at ${url.origin} ${reason}. Check the address in the account's settings and its service.`,
  );
}
