/** Tells what went wrong on the way, by the error codes of Node and undici. */

/** The way broke before a whole response was here. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  /** Ours, as in `networkRows`. */
  readonly code: string;
  /** False when the request certainly never reached the service. */
  readonly mayHaveArrived: boolean;

  constructor(code: string, mayHaveArrived: boolean, cause?: unknown) {
    super(code, cause === undefined ? {} : { cause });
    this.code = code;
    this.mayHaveArrived = mayHaveArrived;
  }
}

/**
 * Puts a name to an error of undici, Node's sockets or TLS; `origin` is where the call went, `started`
 * whether a connection was there and the request may be on its way.
 */
export function networkErrorOf(error: unknown, origin: string, started: boolean): NetworkError {
  const system = systemErrorOf(error);
  const code = system?.code ?? "";
  const known = knownCodes.get(code);
  const proxy = proxyAnswer(error);
  const name = (): string => {
    if (!started && isOfProxy(system, origin)) return "proxy-unreachable";
    if (known !== undefined) return known;
    if (/^(?:CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/.test(code)) {
      return "certificate-unknown";
    }
    if (/^(?:ERR_SSL_|EPROTO)/.test(code)) return "tls-failed";
    // Its code can be missing; its other fields quote the response.
    if (error instanceof Error && error.name === "HTTPParserError") return "not-http";
    if (code.startsWith("UND_ERR_SOCKS5_AUTH")) return "proxy-credentials";
    if (code.startsWith("UND_ERR_SOCKS5_")) return "proxy-refused";
    if (error instanceof Error && error.message.startsWith("SOCKS5 ")) return "proxy-unreachable";
    if (proxy !== undefined) return proxy === 407 ? "proxy-credentials" : "proxy-refused";
    return "network-failed";
  };
  return new NetworkError(name(), started, error);
}

/** What Node and undici say of an error beside its message. */
interface SystemError {
  readonly code: string;
  readonly syscall?: string;
  readonly hostname?: string;
  readonly port?: number;
}

/** The error itself or the first one inside it: a host with several addresses fails in a bundle. */
function systemErrorOf(error: unknown): SystemError | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  for (const one of inner) {
    const found = systemErrorOf(one);
    if (found !== undefined) return found;
  }
  const { code } = error as Partial<SystemError>;
  return typeof code === "string" ? (error as Error & SystemError) : undefined;
}

/** True when another host or port than the call's could not be reached: that can only be a proxy. */
function isOfProxy(system: SystemError | undefined, origin: string): boolean {
  if (system?.syscall !== "connect" && system?.syscall !== "getaddrinfo") return false;
  const { hostname, port } = system;
  const url = new URL(origin);
  const ownPort = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (hostname !== undefined) return hostname !== url.hostname.replace(/^\[|\]$/g, "");
  return port !== undefined && port !== ownPort;
}

/** undici tells a proxy's refusal of a tunnel by its message alone. */
function proxyAnswer(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const parts = /^Proxy response \((\d+)\)|^Proxy Authentication Required \((407)\)/.exec(
    error.message,
  );
  return parts === null ? undefined : Number(parts[1] ?? parts[2]);
}

const knownCodes: ReadonlyMap<string, string> = new Map([
  ["ENOTFOUND", "host-not-found"],
  ["EAI_NONAME", "host-not-found"],
  ["EAI_AGAIN", "name-lookup-failed"],
  ["ECONNREFUSED", "connection-refused"],
  ["EHOSTUNREACH", "network-unreachable"],
  ["ENETUNREACH", "network-unreachable"],
  ["ENETDOWN", "network-unreachable"],
  ["EHOSTDOWN", "network-unreachable"],
  ["EADDRNOTAVAIL", "network-unreachable"],
  ["UND_ERR_CONNECT_TIMEOUT", "connect-timed-out"],
  ["ETIMEDOUT", "connect-timed-out"],
  ["ECONNRESET", "connection-reset"],
  ["ECONNABORTED", "connection-reset"],
  ["EPIPE", "connection-reset"],
  ["UND_ERR_SOCKET", "connection-reset"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "truncated-answer"],
  ["UND_ERR_HEADERS_OVERFLOW", "not-http"],
  ["UND_ERR_DESTROYED", "closed"],
  ["UND_ERR_CLOSED", "closed"],
  ["CERT_HAS_EXPIRED", "certificate-expired"],
  ["CERT_NOT_YET_VALID", "certificate-expired"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate-of-another-host"],
  ["UND_ERR_PRX_TLS", "certificate-of-another-host"],
  ["ERR_TLS_HANDSHAKE_TIMEOUT", "tls-failed"],
]);
