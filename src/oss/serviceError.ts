/**
 * Reads what OSS says when it refuses: XML, JSON, the `x-oss-err` header of HEAD, IMM's errors that
 * OSS wraps; or finds that nothing of OSS is in the response. [Error responses]
 */
import * as z from "zod/mini";
import { bodyText, type HttpResponse, isWebPage } from "../http/response.ts";
import { parseJson, readDate } from "./lenient.ts";
import { readXml, textsOf } from "./xml.ts";

export interface ServiceError {
  readonly status: number;
  /** OSS's Code; IMM's code where `imm`; absent when the response names none. */
  readonly code?: string | undefined;
  /** True when OSS passes on an error of Intelligent Media Management. */
  readonly imm: boolean;
  /** Raw: may hold secrets and control characters. */
  readonly message?: string | undefined;
  readonly ec?: string | undefined;
  readonly requestId?: string | undefined;
  /** Where the bucket wants to be asked instead, as the service wrote it. */
  readonly endpoint?: string | undefined;
  /** The service's clock. */
  readonly serverTime?: Date | undefined;
  /** True when a proxy or portal answered in the service's place. */
  readonly webPage: boolean;
}

/** Reads a response whose status says that the call failed. Never throws. */
export function readServiceError(response: HttpResponse): ServiceError {
  const { status, headers } = response;
  const fields = fieldsOf(response);
  const wrapped = unwrapImm(fields.get("Code"), fields.get("Message"));
  return {
    status,
    ...wrapped,
    ec: fields.get("EC") || headers["x-oss-ec"],
    requestId: headers["x-oss-request-id"] ?? (fields.get("RequestId") || undefined),
    endpoint: fields.get("Endpoint") || undefined,
    serverTime: readDate(fields.get("ServerTime")) ?? readDate(headers["date"]),
    webPage: fields.size === 0 && isWebPage(response),
  };
}

function fieldsOf(response: HttpResponse): ReadonlyMap<string, string> {
  const header = response.headers["x-oss-err"];
  if (response.body.length === 0 && header !== undefined) {
    return xmlFields(Buffer.from(header, "base64").toString());
  }
  const text = bodyText(response).trimStart();
  return text.startsWith("{") ? jsonFields(text) : xmlFields(text);
}

function xmlFields(text: string): ReadonlyMap<string, string> {
  const error = readXml(text, "Error");
  if (error === undefined) return none;
  return new Map([...textsOf(error)].map(([name, text]) => [name, text.trim()]));
}

const none: ReadonlyMap<string, string> = new Map();

const jsonRecord = z.record(z.string(), z.unknown());

/** Newer calls answer `{ "Error": { "Code": … } }` or the same flat. */
function jsonFields(text: string): ReadonlyMap<string, string> {
  const whole = jsonRecord.safeParse(parseJson(text));
  if (!whole.success) return none;
  const inner = jsonRecord.safeParse(whole.data["Error"]);
  const fields = inner.success ? { ...whole.data, ...inner.data } : whole.data;
  const texts = Object.entries(fields).filter(
    (field): field is [string, string] => typeof field[1] === "string",
  );
  return new Map(texts);
}

/** OSS wraps IMM's errors as Code `Imm Client`, Message `<IMM code>, <text>`. */
function unwrapImm(
  code: string | undefined,
  message: string | undefined,
): Pick<ServiceError, "code" | "message" | "imm"> {
  if (!code?.startsWith("Imm ")) return { code: code || undefined, message, imm: false };
  const parts = /^\s*([A-Za-z][\w.-]*)\s*,\s*(.*)$/s.exec(message ?? "");
  if (parts === null) return { code, message, imm: true };
  return { code: parts[1], message: parts[2], imm: true };
}
