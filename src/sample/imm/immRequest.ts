/**
 * One request to IMM as the sample account reads it: an RPC-style call whose signature of version 3 is checked as
 * strictly as the page describes it, more strictly than the service may. [Signature V3] [IMM errors]
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { canonicalRpcRequest, rpcStringToSign } from "../../imm/requestSignature.ts";
import { decodePercent } from "../../oss/percentEncoding.ts";
import type { SampleResponse } from "../http/response.ts";

/** Who may ask. */
export interface ImmCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** When set, every request must carry it. */
  readonly securityToken?: string | undefined;
}

export interface ImmRequest {
  readonly action: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Thrown to end a request with an error that IMM would answer. */
export class ImmRefused extends Error {
  override readonly name = "ImmRefused";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function immResponse(
  status: number,
  body: Readonly<Record<string, unknown>>,
): SampleResponse {
  const headers = { "Content-Type": "application/json;charset=utf-8" };
  return { status, headers, body: JSON.stringify(body) };
}

export function isImmRequest(message: IncomingMessage): boolean {
  return message.headers["x-acs-action"] !== undefined;
}

const maxSkew = 15 * 60 * 1000;
const maxNonces = 10_000;

/** Nonces that were used; each is good for one request. */
export class ImmDoor {
  readonly #credentials: ImmCredentials;
  readonly #nonces = new Set<string>();

  constructor(credentials: ImmCredentials) {
    this.#credentials = credentials;
  }

  /** The call that a request makes. Throws `ImmRefused`. */
  admit(message: IncomingMessage, now: Date): ImmRequest {
    const { headers, method, url = "" } = message;
    if (method !== "POST") throw invalid("UnsupportedHTTPMethod", "Use POST.", 405);
    const [path, query = ""] = splitAt(url, "?");
    if (path !== "/") throw invalid("InvalidPath", "The path of a call must be /.", 404);
    const parameters = readParameters(query);
    const given = (name: string) => {
      const value = headers[name];
      if (typeof value === "string" && value !== "") return value;
      throw new ImmRefused(400, `Missing${name}`, `${name} is mandatory for this action.`);
    };
    const action = given("x-acs-action");
    if (given("x-acs-version") !== "2020-09-30") {
      throw invalid("InvalidVersion", "Specified parameter Version is not valid.");
    }
    if (given("x-acs-content-sha256") !== sha256("")) {
      throw invalid("InvalidContent", "x-acs-content-sha256 is not that of an empty body.");
    }
    const nonce = given("x-acs-signature-nonce");
    this.#checkTime(given("x-acs-date"), now);
    this.#checkSignature(message, action, parameters, given("authorization"));
    // Of unsigned requests none counts as used.
    this.#useNonce(nonce);
    return { action, parameters: new Map(Object.entries(parameters)) };
  }

  #checkTime(text: string, now: Date): void {
    const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? new Date(text) : undefined;
    if (date === undefined || Number.isNaN(date.getTime())) {
      throw invalid(
        "InvalidTimeStamp.Format",
        "Specified time stamp or date value is not well formatted.",
      );
    }
    if (Math.abs(date.getTime() - now.getTime()) > maxSkew) {
      throw invalid("InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
    }
  }

  #useNonce(nonce: string): void {
    if (this.#nonces.has(nonce)) {
      throw invalid("SignatureNonceUsed", "Specified signature nonce was used already.");
    }
    if (this.#nonces.size >= maxNonces) this.#nonces.clear();
    this.#nonces.add(nonce);
  }

  #checkSignature(
    { headers, rawHeaders }: IncomingMessage,
    action: string,
    parameters: Readonly<Record<string, string>>,
    authorization: string,
  ): void {
    const { accessKeyId, accessKeySecret, securityToken } = this.#credentials;
    const parts =
      /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([\da-f]{64})$/.exec(
        authorization,
      );
    if (parts === null) {
      throw invalid("IncompleteSignature", "The Authorization header is malformed.");
    }
    const [, id, names = "", signature = ""] = parts;
    if (id !== accessKeyId) {
      throw invalid("InvalidAccessKeyId.NotFound", "Specified access key is not found.", 404);
    }
    if ((headers["x-acs-security-token"] || undefined) !== securityToken) {
      throw invalid("InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.");
    }
    const signed = names.split(";");
    const sent = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
    const needed = sent.filter(
      (name) => name.startsWith("x-acs-") || name === "host" || name === "content-type",
    );
    if (
      needed.some((name) => !signed.includes(name)) ||
      signed.some((name) => !sent.includes(name))
    ) {
      throw invalid("IncompleteSignature", "SignedHeaders must be host and every x-acs- header.");
    }
    const values = signed.map((name) => [name, String(headers[name])] as const);
    const call = {
      method: "POST",
      host: String(headers["host"]),
      action,
      version: "",
      parameters,
    } as const;
    const text = rpcStringToSign(canonicalRpcRequest(call, Object.fromEntries(values)));
    const expected = createHmac("sha256", accessKeySecret).update(text).digest("hex");
    if (timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) return;
    const message = `Specified signature is not matched with our calculation. server string to sign is:${text}`;
    throw invalid("SignatureDoesNotMatch", message);
  }
}

function readParameters(query: string): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = Object.create(null);
  for (const pair of query.split("&").filter((text) => text !== "")) {
    const [name, value = ""] = splitAt(pair, "=").map((text) => decodePercent(text ?? ""));
    if (name === undefined || value === undefined) {
      throw invalid("InvalidParameter", "A parameter is not encoded as a URL.");
    }
    if (Object.hasOwn(parameters, name)) {
      throw invalid(`Invalid${name}`, `The parameter ${name} is repeated.`);
    }
    parameters[name] = value;
  }
  return parameters;
}

function splitAt(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function invalid(code: string, message: string, status = 400): ImmRefused {
  return new ImmRefused(status, code, message);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
