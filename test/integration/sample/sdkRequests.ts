/** Requests as the official SDKs write and sign them, spelled out line by line. */
import {
  credentialScope,
  signature,
  signatureVersion,
  signingKey,
  stringToSign,
  timestampOf,
} from "../../../src/oss/signature.ts";
import type { SampleServer } from "../../../src/sample/server.ts";
import type { RawRequest } from "./http.ts";

export interface SdkRequest {
  readonly method?: string;
  /** As it goes on the wire. */
  readonly path: string;
  /** As it is signed: lines 2 and 3 of the canonical request. */
  readonly uri: string;
  readonly query?: string;
  /** Sent; content-type and x-oss-* are signed, and so are the additional ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In the order in which the SDK lists them. */
  readonly additional?: readonly string[];
  /** Where the time stands: Go writes no x-oss-date. */
  readonly time?: "x-oss-date" | "date" | "both";
  /** Python's way: blanks behind the commas, and the additional headers last. */
  readonly spaced?: boolean;
  readonly body?: string;
}

export function sdkRequest(server: SampleServer, request: SdkRequest): RawRequest {
  const { additional = [], method = "GET", time = "x-oss-date" } = request;
  const now = new Date();
  const timestamp = time === "date" ? now.toUTCString() : timestampOf(now);
  const sent: Record<string, string> = {
    ...request.headers,
    "x-oss-content-sha256": "UNSIGNED-PAYLOAD",
    ...(time === "x-oss-date" ? {} : { date: now.toUTCString() }),
    ...(time === "date" ? {} : { "x-oss-date": timestamp }),
  };
  const signed = Object.keys(sent).filter(
    (name) => name.startsWith("x-oss-") || name === "content-type" || additional.includes(name),
  );
  const lines = signed.sort().map((name) => `${name}:${sent[name]?.trim()}\n`);
  const canonical = [
    method,
    request.uri,
    request.query ?? "",
    lines.join(""),
    [...additional].sort().join(";"),
    "UNSIGNED-PAYLOAD",
  ].join("\n");
  const day = now.toISOString().slice(0, 10).replaceAll("-", "");
  const scope = credentialScope(day, server.region);
  const text = stringToSign(timestamp, scope, canonical);
  const hex = signature(signingKey(server.accessKeySecret, scope), text);
  const credential = `Credential=${server.accessKeyId}/${scope}`;
  const list = additional.length === 0 ? [] : [`AdditionalHeaders=${additional.join(";")}`];
  const fields = request.spaced
    ? [credential, `Signature=${hex}`, ...list].join(", ")
    : [credential, ...list, `Signature=${hex}`].join(",");
  const headers = { ...sent, authorization: `${signatureVersion} ${fields}` };
  const { body, path } = request;
  return { method, path, headers, ...(body === undefined ? {} : { body }) };
}
