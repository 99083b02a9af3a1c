/**
 * The way out to the network as this machine wants it: proxies, their exceptions and credentials,
 * certificates. Settings are passed in; nothing is read here but the environment given and the file
 * that NODE_EXTRA_CA_CERTS names.
 */

import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { LookupFunction } from "node:net";
import * as tls from "node:tls";
import { t } from "@vscode/l10n";
import type { Dispatcher } from "undici";
import { type Proxies, type ProxyAddress, type ProxySettings, readProxies } from "./proxies.ts";
import { type IsDirect, readProxyExceptions } from "./proxyExceptions.ts";
import { addressAttempts, connectionsPerHost, defaultTimeouts } from "./transport.ts";

/** Of its environment NODE_EXTRA_CA_CERTS is read, too. */
export interface NetworkSettings extends ProxySettings {
  /** `http.proxyStrictSSL`: false accepts any certificate. True when absent. */
  readonly strictSsl?: boolean | undefined;
  /** `http.systemCertificates`: whether the operating system's certificates count. True when absent. */
  readonly systemCertificates?: boolean | undefined;
  /** Further CA certificates, in PEM. */
  readonly ca?: readonly string[] | undefined;
  /** Milliseconds until a connection must stand. */
  readonly connectTimeout?: number | undefined;
  /** In place of the system's, for names of hosts. */
  readonly lookup?: LookupFunction | undefined;
}

/**
 * A dispatcher for {@link OssClientOptions.dispatcher}; the caller closes it. This machine and the internal network of
 * Alibaba Cloud are asked directly always. Throws a `Refusal` with code `proxy-invalid`.
 */
export async function createDispatcher(settings: NetworkSettings): Promise<Dispatcher> {
  const proxies = readProxies(settings);
  const undici = await import("undici");
  const connect = {
    timeout: settings.connectTimeout ?? defaultTimeouts.connect,
    ...addressAttempts,
    rejectUnauthorized: settings.strictSsl ?? true,
    ...(settings.lookup && { lookup: settings.lookup }),
    ...(await trustOf(settings)),
  };
  const connections = connectionsPerHost;
  const through = (proxy: ProxyAddress): Dispatcher => {
    if (proxy.kind === "socks") {
      const options = { connections, requestTls: connect };
      return new undici.Socks5ProxyAgent(proxy.url, options);
    }
    return new undici.ProxyAgent({
      uri: proxy.url,
      connections,
      connect,
      requestTls: connect,
      proxyTls: connect,
      // A plain request is handed to the proxy as it is; many refuse tunnels to port 80.
      proxyTunnel: false,
    });
  };
  const ways = waysOut(proxies, new undici.Agent({ connections, connect }), through);
  return routedDispatcher(undici.Dispatcher, ways, readProxyExceptions(proxies.exceptions));
}

interface Ways {
  readonly direct: Dispatcher;
  readonly http: Dispatcher;
  readonly https: Dispatcher;
}

function waysOut(
  { http, https }: Proxies,
  direct: Dispatcher,
  through: (proxy: ProxyAddress) => Dispatcher,
): Ways {
  const byHttp = http ? through(http) : direct;
  const byHttps = https?.url === http?.url ? byHttp : https && through(https);
  return { direct, http: byHttp, https: byHttps ?? direct };
}

/** Sends each request the way that is meant for its host. The class comes with the library, which is loaded late. */
function routedDispatcher(base: typeof Dispatcher, ways: Ways, isDirect: IsDirect): Dispatcher {
  const all = [...new Set([ways.direct, ways.http, ways.https])];
  return new (class extends base {
    override dispatch(
      options: Dispatcher.DispatchOptions,
      handler: Dispatcher.DispatchHandler,
    ): boolean {
      const { protocol, hostname, port } = new URL(String(options.origin));
      const isSecure = protocol === "https:";
      const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
      const proxied = isSecure ? ways.https : ways.http;
      const way = isDirect(host, Number(port) || (isSecure ? 443 : 80)) ? ways.direct : proxied;
      return way.dispatch(options, handler);
    }

    override async close(): Promise<void> {
      await Promise.all(all.map((one) => one.close()));
    }

    override async destroy(): Promise<void> {
      await Promise.all(all.map((one) => one.destroy()));
    }
  })();
}

/** The proxies in effect, in words, with no password in them. */
export function describeProxies(settings: NetworkSettings): string {
  if (settings.proxySupport === "off") return t("no proxy: http.proxySupport is off");
  const { http, https, exceptions } = readProxies(settings);
  const shown = (proxy: ProxyAddress | undefined) => proxy?.origin ?? t("none");
  const proxies = { https: shown(https), http: shown(http) };
  if (exceptions.length === 0) {
    return t(
      "proxy for https: {https}, for http: {http}, not for: this machine, internal endpoints",
      proxies,
    );
  }
  return t(
    "proxy for https: {https}, for http: {http}, not for: {hosts}, this machine, internal endpoints",
    { ...proxies, hosts: exceptions.join(", ") },
  );
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
