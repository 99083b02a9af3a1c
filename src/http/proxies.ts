/** Which proxy the calls of this machine go through, read from settings and the environment that are passed in. */
import { Refusal } from "../errors/refusal.ts";

export interface ProxySettings {
  /** `http.proxySupport`: `off` means that no proxy is asked, whatever else is set. */
  readonly proxySupport?: string | undefined;
  /** `http.proxy`: for all calls; empty or absent leaves it to the environment. */
  readonly proxy?: string | undefined;
  /** `http.noProxy`: hosts asked directly, with all below them; absent or empty leaves it to the environment. */
  readonly noProxy?: readonly string[] | undefined;
  /** For http_proxy, https_proxy, all_proxy and no_proxy, in capitals too. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ProxyAddress {
  readonly kind: "http" | "socks";
  /** With its user and password, percent-encoded: a secret. */
  readonly url: string;
  /** Without them. */
  readonly origin: string;
}

export interface Proxies {
  /** For calls over plain HTTP. */
  readonly http: ProxyAddress | undefined;
  readonly https: ProxyAddress | undefined;
  /** Entries as they are written. */
  readonly exceptions: readonly string[];
}

/** Throws a `Refusal` with code `proxy-invalid`, which quotes no address. */
export function readProxies({ proxySupport, proxy, noProxy, env }: ProxySettings): Proxies {
  if (proxySupport === "off") return { http: undefined, https: undefined, exceptions: [] };
  const exceptions = noProxy?.length ? noProxy : (variable(env, "no_proxy") ?? "").split(/[\s,;]+/);
  const all = readProxy(proxy, "http.proxy");
  const ofEnvironment = (name: string) => readProxy(variable(env, name), name);
  const others = all ?? ofEnvironment("all_proxy");
  const http = all ?? ofEnvironment("http_proxy") ?? others;
  return {
    http,
    https: all ?? ofEnvironment("https_proxy") ?? http,
    exceptions: exceptions.map((entry) => entry.trim()).filter(Boolean),
  };
}

function variable(env: ProxySettings["env"], name: string): string | undefined {
  return env[name] || env[name.toUpperCase()];
}

/** By hand: passwords are often written as they are, with characters that a URL would take for its own. */
const pattern =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:(.*)@)?(\[[0-9a-f:.]+\]|[^\s:@/?#\\[\]]+)(?::(\d{1,5}))?\/?$/is;

function readProxy(written: string | undefined, source: string): ProxyAddress | undefined {
  const text = written?.trim() ?? "";
  if (text === "") return undefined;
  const [, scheme = "http", user, host, port] = pattern.exec(text) ?? [];
  if (host === undefined) throw new Refusal("proxy-invalid", { reason: "malformed", source });
  const protocol = protocols.get(scheme.toLowerCase());
  if (protocol === undefined) {
    throw new Refusal("proxy-invalid", { reason: "scheme", source, scheme: scheme.slice(0, 20) });
  }
  const origin = `${protocol}://${host}${port === undefined ? "" : `:${port}`}`;
  const url = origin.replace("://", `://${userInfo(user)}`);
  if (!URL.canParse(url)) throw new Refusal("proxy-invalid", { reason: "malformed", source });
  return { kind: protocol === "socks5" ? "socks" : "http", url, origin: origin.toLowerCase() };
}

/** What is written, and what is spoken. */
const protocols: ReadonlyMap<string, string> = new Map([
  ["http", "http"],
  ["https", "https"],
  ["socks", "socks5"],
  ["socks5", "socks5"],
  ["socks5h", "socks5"],
]);

function userInfo(written: string | undefined): string {
  if (written === undefined) return "";
  const colon = written.indexOf(":");
  if (colon === -1) return `${encoded(written)}@`;
  return `${encoded(written.slice(0, colon))}:${encoded(written.slice(colon + 1))}@`;
}

/** As a URL has it, whether it was written so or as it is. */
function encoded(written: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(written));
  } catch {
    return encodeURIComponent(written.toWellFormed());
  }
}
