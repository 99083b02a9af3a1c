/**
 * The way out to the network as this machine wants it: proxies, their exceptions and credentials,
 * certificates. Settings are passed in; nothing is read here but the environment given and the file
 * that NODE_EXTRA_CA_CERTS names.
 */
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as tls from "node:tls";
import type { Dispatcher } from "undici";
import { Refusal } from "../errors/refusal.ts";
import { connectionsPerHost, defaultTimeouts } from "./transport.ts";

export interface NetworkSettings {
  /** `http.proxy`: for all calls; empty or absent leaves it to the environment. */
  readonly proxy?: string | undefined;
  /** `http.noProxy`: hosts asked directly, with all below them; absent or empty leaves it to the environment. */
  readonly noProxy?: readonly string[] | undefined;
  /** `http.proxyStrictSSL`: false accepts any certificate. True when absent. */
  readonly strictSsl?: boolean | undefined;
  /** `http.systemCertificates`: whether the operating system's certificates count. True when absent. */
  readonly systemCertificates?: boolean | undefined;
  /** Further CA certificates, in PEM. */
  readonly ca?: readonly string[] | undefined;
  /** For http_proxy, https_proxy, no_proxy (in capitals too) and NODE_EXTRA_CA_CERTS. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until a connection must stand. */
  readonly connectTimeout?: number | undefined;
}

/**
 * A dispatcher for {@link OssClientOptions.dispatcher}; the caller closes it. Loopback is asked
 * directly always. Throws a `Refusal` with code `proxy-invalid`.
 */
export async function createDispatcher(settings: NetworkSettings): Promise<Dispatcher> {
  const { http, https, none } = proxiesOf(settings);
  const { EnvHttpProxyAgent } = await import("undici");
  const connect = {
    timeout: settings.connectTimeout ?? defaultTimeouts.connect,
    rejectUnauthorized: settings.strictSsl ?? true,
    ...(await trustOf(settings)),
  };
  try {
    return new EnvHttpProxyAgent({
      // Empty, not absent: undici would look into its own environment.
      httpProxy: http,
      httpsProxy: https,
      noProxy: none,
      connections: connectionsPerHost,
      connect,
      requestTls: connect,
      proxyTls: connect,
      // A plain request is handed to the proxy as it is; many refuse tunnels to port 80.
      proxyTunnel: false,
    });
  } catch {
    // The error quotes the address with its password.
    throw new Refusal("proxy-invalid", {});
  }
}

/** The proxies in effect; for checks and the log, with no password in them. */
export function describeProxies(settings: NetworkSettings): string {
  const { http, https, none } = proxiesOf(settings);
  const shown = (proxy: string) => (proxy === "" ? "none" : new URL(proxy).origin);
  return `proxy for https: ${shown(https)}, for http: ${shown(http)}, not for: ${none}`;
}

interface Proxies {
  /** Empty for none. */
  readonly http: string;
  readonly https: string;
  /** As undici reads it: hosts with commas between. */
  readonly none: string;
}

function proxiesOf({ proxy, noProxy, env }: NetworkSettings): Proxies {
  const ofEnvironment = (name: string) => env[name] || env[name.toUpperCase()] || "";
  const http = proxy || ofEnvironment("http_proxy");
  const https = proxy || ofEnvironment("https_proxy") || http;
  const direct = noProxy?.length ? noProxy : ofEnvironment("no_proxy").split(/[\s,]+/);
  const none = direct.includes("*") ? "*" : [...direct, ...loopback].filter(Boolean).join(",");
  return { http: readProxy(http), https: readProxy(https), none };
}

const loopback = ["localhost", "127.0.0.1", "[::1]"];

/** A proxy's URL; `proxy:3128` is taken for HTTP. */
function readProxy(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  try {
    const url = new URL(trimmed.includes("://") ? trimmed : `http://${trimmed}`);
    if (url.protocol === "http:" || url.protocol === "https:") return url.href;
  } catch {
    // Said below, without quoting what may hold a password.
  }
  throw new Refusal("proxy-invalid", {});
}

/**
 * One context for all connections that trusts Node's own certificates, the system's where this Node
 * can read them, and those named by hand; nothing where Node's own are all there is.
 */
async function trustOf(settings: NetworkSettings): Promise<{ secureContext?: tls.SecureContext }> {
  const { systemCertificates = true, ca = [], env } = settings;
  const read = tls.getCACertificates as typeof tls.getCACertificates | undefined;
  const system = systemCertificates ? (read?.("system") ?? []) : [];
  const named = [...(await extraCertificates(env)), ...ca].filter(isCertificate);
  if (system.length + named.length === 0) return {};
  const own = read?.("default") ?? tls.rootCertificates;
  const all = [...new Set([...own, ...system, ...named])];
  return { secureContext: tls.createSecureContext({ ca: all }) };
}

/** One broken certificate would spoil all others. */
function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** A file that cannot be read is passed over, as Node does; a missing certificate then says so itself. */
async function extraCertificates(env: NetworkSettings["env"]): Promise<string[]> {
  const file = env["NODE_EXTRA_CA_CERTS"];
  if (!file) return [];
  const text = await readFile(file, "utf8").catch(() => "");
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}
