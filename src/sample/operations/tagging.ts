/**
 * GET, PUT and DELETE ?tagging of an object, and the limits of tags [PutObjectTagging]
 * [GetObjectTagging].
 */
import { decodePercent } from "../../oss/percentEncoding.ts";
import { type SampleResponse, xmlResponse } from "../http/response.ts";
import { element, textElement } from "../http/xml.ts";
import { accessDenied, invalidArgument, ServiceError } from "../serviceError.ts";
import type { ObjectCall } from "./call.ts";
import { existingObject } from "./readObject.ts";

const maxBytes = 64 * 1024;

export function getTagging(call: ObjectCall): SampleResponse {
  const tags = existingObject(call).tags ?? new Map<string, string>();
  const set = [...tags].map(([key, value]) =>
    element("Tag", textElement("Key", key), textElement("Value", value)),
  );
  return xmlResponse(element("Tagging", element("TagSet", ...set)));
}

/** Replaces the whole set; Last-Modified stays. */
export async function putTagging(call: ObjectCall): Promise<SampleResponse> {
  existingObject(call);
  const tags = checkTags(await readTagging(await call.readBody(maxBytes)));
  replaceTags(call, tags);
  return { status: 200 };
}

export function deleteTagging(call: ObjectCall): SampleResponse {
  replaceTags(call, new Map());
  return { status: 204 };
}

function replaceTags(call: ObjectCall, tags: Tags): void {
  const object = existingObject(call);
  if (!call.bucket.put) throw accessDenied("This bucket of the sample account can only be read.");
  call.bucket.put({ ...object, tags });
}

/** `Tagging` › `TagSet` › `Tag`* › `Key`, `Value`. */
async function readTagging(body: Buffer): Promise<[string, string][]> {
  const { XMLParser, XMLValidator } = await import("fast-xml-parser");
  const text = body.toString();
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || XMLValidator.validate(text) !== true) {
    throw malformedXml();
  }
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => name === "Tag",
  });
  const set: unknown = field(field(parser.parse(text), "Tagging"), "TagSet");
  const tags = field(set, "Tag") ?? [];
  if (set === undefined || !Array.isArray(tags)) throw malformedXml();
  return tags.map((tag): [string, string] => {
    const key = field(tag, "Key");
    const value = field(tag, "Value") ?? "";
    if (typeof key !== "string" || typeof value !== "string") throw malformedXml();
    return [key, value];
  });
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function malformedXml(): ServiceError {
  const message =
    "The XML you provided was not well-formed or did not validate against our published schema.";
  return new ServiceError(400, "MalformedXML", message);
}

type Tags = ReadonlyMap<string, string>;

const maxTags = 10;

/**
 * Up to 10 tags, keys of 1 to 128 bytes and values of up to 256, made of ASCII letters, digits, spaces
 * and `+ - = . _ : /`. Whether OSS takes other letters is not documented, so they are refused here.
 */
function checkTags(pairs: readonly (readonly [string, string])[]): Tags {
  if (pairs.length > maxTags) {
    throw new ServiceError(400, "BadRequest", "Object tags cannot be greater than 10");
  }
  const tags = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (!isAllowed(key) || key === "" || key.length > 128) throw invalidTag("TagKey", key);
    if (!isAllowed(value) || value.length > 256) throw invalidTag("TagValue", value);
    if (tags.has(key)) {
      const message = "Cannot provide multiple Tags with the same key";
      throw new ServiceError(400, "InvalidTag", message, { elements: { TagKey: key } });
    }
    tags.set(key, value);
  }
  return tags;
}

/** `k=v&k2=v2`, percent-encoded, as in the header x-oss-tagging of an upload. */
export function readTaggingHeader(text: string | undefined): Tags {
  if (!text) return new Map();
  return checkTags(
    text.split("&").map((pair) => {
      const [key = "", ...value] = pair.split("=");
      return [decode(key), decode(value.join("="))];
    }),
  );
}

function decode(text: string): string {
  const decoded = decodePercent(text.replaceAll("+", " "));
  if (decoded !== undefined) return decoded;
  throw invalidArgument("The x-oss-tagging header is not encoded as a URL.", "x-oss-tagging", text);
}

function isAllowed(text: string): boolean {
  return /^[A-Za-z0-9 +\-=._:/]*$/.test(text);
}

function invalidTag(element: string, text: string): ServiceError {
  const message = `The ${element} you have provided is invalid`;
  return new ServiceError(400, "InvalidTag", message, {
    elements: { [element]: text.slice(0, 256) },
  });
}
