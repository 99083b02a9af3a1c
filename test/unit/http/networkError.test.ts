import assert from "node:assert/strict";
import { networkErrorOf } from "../../../src/http/networkError.ts";

const origin = "https://photos.oss-cn-hangzhou.aliyuncs.com";

describe("failures of the network", () => {
  const cases: [name: string, error: unknown, started: boolean, code: string][] = [
    [
      "no such host",
      system("ENOTFOUND", "getaddrinfo", { hostname: new URL(origin).hostname }),
      false,
      "host-not-found",
    ],
    [
      "no name server",
      system("EAI_AGAIN", "getaddrinfo", { hostname: new URL(origin).hostname }),
      false,
      "name-lookup-failed",
    ],
    ["refused", system("ECONNREFUSED", "connect", { port: 443 }), false, "connection-refused"],
    [
      "refused at every address",
      bundle(system("ECONNREFUSED", "connect", { port: 443 })),
      false,
      "connection-refused",
    ],
    [
      "refused at the proxy's port",
      system("ECONNREFUSED", "connect", { port: 3128 }),
      false,
      "proxy-unreachable",
    ],
    [
      "a proxy without a host",
      system("ENOTFOUND", "getaddrinfo", { hostname: "proxy.example" }),
      false,
      "proxy-unreachable",
    ],
    ["no route", system("EHOSTUNREACH", "connect", { port: 443 }), false, "network-unreachable"],
    ["no network", system("ENETUNREACH", "connect", { port: 443 }), false, "network-unreachable"],
    ["a slow connection", system("UND_ERR_CONNECT_TIMEOUT"), false, "connect-timed-out"],
    [
      "an address that swallows",
      system("ETIMEDOUT", "connect", { port: 443 }),
      false,
      "connect-timed-out",
    ],
    ["a reset", system("ECONNRESET", "read"), true, "connection-reset"],
    ["a broken pipe", system("EPIPE", "write"), true, "connection-reset"],
    ["an end without an answer", system("UND_ERR_SOCKET"), true, "connection-reset"],
    ["a wrong length", system("UND_ERR_RES_CONTENT_LENGTH_MISMATCH"), true, "truncated-answer"],
    ["a certificate of tomorrow", system("CERT_NOT_YET_VALID"), false, "certificate-expired"],
    [
      "a certificate nobody signed",
      system("DEPTH_ZERO_SELF_SIGNED_CERT"),
      false,
      "certificate-unknown",
    ],
    [
      "a chain with an unknown end",
      system("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
      false,
      "certificate-unknown",
    ],
    [
      "another one's certificate",
      system("ERR_TLS_CERT_ALTNAME_INVALID"),
      false,
      "certificate-of-another-host",
    ],
    ["no common protocol", system("ERR_SSL_UNSUPPORTED_PROTOCOL"), false, "tls-failed"],
    [
      "something behind something",
      new Error("outer", { cause: system("ECONNRESET") }),
      true,
      "connection-reset",
    ],
    ["an error of no kind", new Error("?"), true, "network-failed"],
    ["no error at all", "?", true, "network-failed"],
  ];
  for (const [name, error, started, code] of cases) {
    it(`${name}: ${code}`, () => {
      const failure = networkErrorOf(error, origin, started);
      assert.equal(failure.code, code);
      assert.equal(failure.mayHaveArrived, started);
    });
  }
});

function system(code: string, syscall?: string, rest: object = {}): Error {
  return Object.assign(new Error(code), { code, ...(syscall && { syscall }), ...rest });
}

function bundle(...errors: Error[]): Error {
  return Object.assign(new AggregateError(errors), { code: "ECONNREFUSED" });
}
