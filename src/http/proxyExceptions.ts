/** Which hosts are asked directly although there is a proxy. */
import { BlockList, isIP } from "node:net";

/** True where no proxy is to be asked. `host` is in lower case, an IPv6 address without its brackets. */
export type IsDirect = (host: string, port: number) => boolean;

/**
 * Reads the entries of `http.noProxy` or no_proxy: hosts with all below them (`example.com`, `.example.com`,
 * `*.example.com`), addresses, ranges (`10.0.0.0/8`, `fd00::/8`), any of these with a port, patterns (`192.168.*`),
 * `<local>` for names without a dot, `*` for all. What means nothing is left out.
 */
export function readProxyExceptions(entries: readonly string[]): IsDirect {
  const rules = entries.flatMap((entry) => ruleOf(entry.trim().toLowerCase()));
  return (host, port) => isNearby(host) || rules.some((rule) => rule(host, port));
}

/**
 * True for what no proxy can reach for us: this machine itself, and the internal network of Alibaba Cloud, which is
 * there only for those who are in it.
 */
export function isNearby(host: string): boolean {
  if (host === "localhost" || host.endsWith(".localhost")) return true;
  const kind = isIP(host);
  if (kind !== 0) return nearby.check(host, kind === 6 ? "ipv6" : "ipv4");
  return /^(?:(?:.+\.)?oss-[a-z0-9-]+-internal|(?:.+\.)?vpc100-oss-[a-z0-9-]+|[a-z]+-vpc\.[a-z0-9-]+)\.aliyuncs\.com$/.test(
    host,
  );
}

const nearby = new BlockList();
nearby.addSubnet("127.0.0.0", 8, "ipv4");
nearby.addAddress("::1", "ipv6");
// Where an instance asks who it is.
nearby.addAddress("100.100.100.200", "ipv4");

function ruleOf(entry: string): IsDirect[] {
  if (entry === "") return [];
  const plain = entry.replace(/^[a-z]+:\/\//, "");
  const range = /^\[?([0-9a-f.:]+)\]?\/(\d{1,3})$/.exec(plain);
  if (range) return rangeRule(range[1] ?? "", Number(range[2]));
  const [, bracketed, bare, written] =
    /^(?:\[([0-9a-f.:]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(plain) ?? [];
  // An IPv6 address without brackets has no port.
  const host = bracketed ?? bare ?? (isIP(plain) === 6 ? plain : undefined);
  if (host === undefined) return [];
  const matches = hostRule(host);
  const port = written === undefined ? undefined : Number(written);
  return [(asked, at) => (port === undefined || port === at) && matches(asked)];
}

function hostRule(host: string): (asked: string) => boolean {
  if (host === "*") return () => true;
  if (host === "<local>") return (asked) => !asked.includes(".") && !asked.includes(":");
  if (isIP(host) === 6) {
    const same = new BlockList();
    same.addAddress(host, "ipv6");
    return (asked) => isIP(asked) === 6 && same.check(asked, "ipv6");
  }
  const name = host.replace(/^\*?\./, "");
  if (!name.includes("*")) return (asked) => asked === name || asked.endsWith(`.${name}`);
  return (asked) => matchesPattern(asked, name);
}

/** `*` stands for any characters. In linear time, which a regular expression would not promise. */
function matchesPattern(text: string, pattern: string): boolean {
  const [begin = "", ...others] = pattern.split("*");
  const end = others.pop() ?? "";
  if (!text.startsWith(begin)) return false;
  let at = begin.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - end.length >= at && text.endsWith(end);
}

function rangeRule(address: string, bits: number): IsDirect[] {
  const kind = isIP(address);
  if (kind === 0 || bits > (kind === 6 ? 128 : 32)) return [];
  const range = new BlockList();
  range.addSubnet(address, bits, kind === 6 ? "ipv6" : "ipv4");
  return [(asked) => isIP(asked) !== 0 && range.check(asked, isIP(asked) === 6 ? "ipv6" : "ipv4")];
}
