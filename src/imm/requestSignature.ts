/**
 * Signature version 3 of Alibaba Cloud's OpenAPI (ACS3-HMAC-SHA256) as a ladder of pure functions: canonical
 * request, string to sign, signature. Time and nonce are arguments. OSS has a signature of its own.
 * [Signature V3]
 */
import { createHash, createHmac } from "node:crypto";
import type { Credentials } from "../oss/account.ts";
import { encodeQuery } from "../oss/percentEncoding.ts";

const signatureAlgorithm = "ACS3-HMAC-SHA256";

/** A call of an RPC-style API: its path is `/`, its parameters are in the query, its body is empty. */
export interface RpcRequest {
  readonly method: "GET" | "POST";
  /** With its port, unless the scheme has it anyway. */
  readonly host: string;
  readonly action: string;
  /** Of the API, such as `2020-09-30`. */
  readonly version: string;
  /** Decoded; in any order. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface RpcSigner {
  readonly credentials: Credentials;
  readonly date: Date;
  /** Another one for each request. */
  readonly nonce: string;
}

/**
 * The headers to send, `authorization` among them; `host` is left to the sender. The query must be
 * {@link rpcQuery}.
 */
export function signRpc(request: RpcRequest, signer: RpcSigner): Record<string, string> {
  const { accessKeyId, accessKeySecret, securityToken } = signer.credentials;
  const headers: Record<string, string> = {
    "x-acs-action": request.action,
    "x-acs-content-sha256": sha256(""),
    "x-acs-date": `${signer.date.toISOString().slice(0, 19)}Z`,
    "x-acs-signature-nonce": signer.nonce,
    "x-acs-version": request.version,
    ...(securityToken && { "x-acs-security-token": securityToken }),
  };
  const signed = { ...headers, host: request.host };
  const text = rpcStringToSign(canonicalRpcRequest(request, signed));
  const signature = createHmac("sha256", accessKeySecret).update(text).digest("hex");
  const names = Object.keys(signed).sort().join(";");
  const authorization = `${signatureAlgorithm} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  return { ...headers, authorization };
}

/** The parameters, encoded and in the order that is signed; without `?`. */
export function rpcQuery(parameters: RpcRequest["parameters"]): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${encodeQuery(name)}=${encodeQuery(value)}`)
    .sort()
    .join("&");
}

/** First rung: all of `headers` are signed; their names are in lower case. */
export function canonicalRpcRequest(
  { method, parameters }: RpcRequest,
  headers: Readonly<Record<string, string>>,
): string {
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
  return [method, "/", rpcQuery(parameters), lines, names.join(";"), sha256("")].join("\n");
}

/** Second rung. */
export function rpcStringToSign(canonicalRequest: string): string {
  return `${signatureAlgorithm}\n${sha256(canonicalRequest)}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
