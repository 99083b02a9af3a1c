/** The parameters of a listing, and their limits (OSS help, "ListObjects" and "ListObjectsV2"). */
import { encodeQuery } from "../oss/signature.ts";
import { parameter, type SampleRequest } from "./request.ts";
import { invalidArgument } from "./serviceError.ts";

/** What both versions have. Texts are empty where the parameter is absent or empty. */
export interface ListQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  readonly encodingType: "url" | undefined;
}

export function readListQuery(request: SampleRequest): ListQuery {
  return {
    prefix: readName(request, "prefix"),
    delimiter: readName(request, "delimiter"),
    maxKeys: readMaxKeys(request),
    encodingType: readEncodingType(request),
  };
}

/** 1 to 1,000; 100 when absent. */
export function readMaxKeys(request: SampleRequest): number {
  const text = parameter(request, "max-keys");
  if (!text) return 100;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= 1000) return number;
  throw invalidArgument(
    "Argument max-keys must be an integer between 1 and 1000.",
    "max-keys",
    text,
  );
}

/** Up to 1,023 bytes; empty when absent. */
export function readName(request: SampleRequest, name: string): string {
  const text = parameter(request, name) ?? "";
  if (Buffer.byteLength(text) < 1024) return text;
  throw invalidArgument(`Argument ${name} must be shorter than 1024 bytes.`, name, text);
}

function readEncodingType(request: SampleRequest): "url" | undefined {
  const text = parameter(request, "encoding-type");
  if (!text) return undefined;
  if (text === "url") return text;
  throw invalidArgument("Invalid Encoding Method specified in Request.", "encoding-type", text);
}

/** How keys are written in the answer. A blank is always %20: SDKs differ over a plus. */
export function keyEncoder({ encodingType }: ListQuery): (key: string) => string {
  return encodingType === "url" ? encodeQuery : (key) => key;
}
