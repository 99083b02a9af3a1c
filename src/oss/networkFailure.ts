/** Tells what went wrong on the way, by the error codes of Node and undici. */

/** The way broke before a whole answer was here. */
export class NetworkFailure extends Error {
  override readonly name = "NetworkFailure";
  /** Ours, as in the error table. */
  readonly code: string;
  /** False when the request certainly never reached the service. */
  readonly mayHaveArrived: boolean;

  constructor(code: string, mayHaveArrived: boolean, cause?: unknown) {
    super(code, cause === undefined ? {} : { cause });
    this.code = code;
    this.mayHaveArrived = mayHaveArrived;
  }
}

/** Puts a name to an error of undici, Node's sockets, TLS or zlib; `origin` is where the call went. */
export function networkFailure(error: unknown, origin: string): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  const system = systemErrorOf(error);
  const code = system?.code ?? "";
  const known = knownCodes[code];
  if (known !== undefined) {
    const connecting = system?.syscall === "connect" || system?.syscall === "getaddrinfo";
    if (connecting && isOfProxy(system, origin)) {
      return new NetworkFailure("proxy-unreachable", false, error);
    }
    return new NetworkFailure(known.code, known.arrived && !connecting, error);
  }
  if (/^(?:CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/.test(code)) {
    return new NetworkFailure("certificate-unknown", false, error);
  }
  if (/^(?:ERR_SSL_|EPROTO)/.test(code)) return new NetworkFailure("tls-failed", false, error);
  if (code.startsWith("HPE_")) return new NetworkFailure("not-http", true, error);
  if (/^(?:Z_|ERR_ZLIB|ERR_BROTLI|ERR__ERROR_FORMAT)/.test(code)) {
    return new NetworkFailure("unreadable-answer", true, error);
  }
  const proxy = proxyAnswer(error);
  if (proxy !== undefined) {
    return new NetworkFailure(proxy === 407 ? "proxy-credentials" : "proxy-refused", false, error);
  }
  return new NetworkFailure("network-failed", true, error);
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
function isOfProxy({ hostname, port }: SystemError, origin: string): boolean {
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

const knownCodes: Readonly<Record<string, { code: string; arrived: boolean } | undefined>> = {
  ENOTFOUND: { code: "host-not-found", arrived: false },
  EAI_NONAME: { code: "host-not-found", arrived: false },
  EAI_AGAIN: { code: "name-lookup-failed", arrived: false },
  ECONNREFUSED: { code: "connection-refused", arrived: false },
  EHOSTUNREACH: { code: "network-unreachable", arrived: false },
  ENETUNREACH: { code: "network-unreachable", arrived: false },
  ENETDOWN: { code: "network-unreachable", arrived: false },
  EHOSTDOWN: { code: "network-unreachable", arrived: false },
  EADDRNOTAVAIL: { code: "network-unreachable", arrived: false },
  UND_ERR_CONNECT_TIMEOUT: { code: "connect-timed-out", arrived: false },
  ETIMEDOUT: { code: "connect-timed-out", arrived: true },
  UND_ERR_HEADERS_TIMEOUT: { code: "timed-out", arrived: true },
  UND_ERR_BODY_TIMEOUT: { code: "stalled", arrived: true },
  ECONNRESET: { code: "connection-reset", arrived: true },
  ECONNABORTED: { code: "connection-reset", arrived: true },
  EPIPE: { code: "connection-reset", arrived: true },
  UND_ERR_SOCKET: { code: "connection-reset", arrived: true },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { code: "truncated-answer", arrived: true },
  Z_BUF_ERROR: { code: "truncated-answer", arrived: true },
  UND_ERR_HEADERS_OVERFLOW: { code: "not-http", arrived: true },
  CERT_HAS_EXPIRED: { code: "certificate-expired", arrived: false },
  CERT_NOT_YET_VALID: { code: "certificate-expired", arrived: false },
  ERR_TLS_CERT_ALTNAME_INVALID: { code: "certificate-of-another-host", arrived: false },
  UND_ERR_PRX_TLS: { code: "certificate-of-another-host", arrived: false },
  ERR_TLS_HANDSHAKE_TIMEOUT: { code: "tls-failed", arrived: false },
  ERR_SOCKS5: { code: "proxy-refused", arrived: false },
};
