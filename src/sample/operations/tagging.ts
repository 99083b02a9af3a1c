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
    throw malformedXml("0010-00000101");
  }
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => name === "Tag",
  });
  const { Tagging } = childrenOf(parser.parse(text), ["?xml", "Tagging"]);
  if (Tagging === undefined) throw malformedXml("0010-00000102");
  const { TagSet } = childrenOf(Tagging, ["TagSet"]);
  if (TagSet === undefined) throw malformedXml();
  const { Tag = [] } = childrenOf(TagSet, ["Tag"]);
  return (Tag as unknown[]).map((tag): [string, string] => {
    const { Key, Value = "" } = childrenOf(tag, ["Key", "Value"]);
    if (typeof Key !== "string" || typeof Value !== "string") throw malformedXml();
    return [Key, Value];
  });
}

/** What an element holds, by name. Throws when that is anything but these elements. */
function childrenOf(element: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof element === "string" && element.trim() === "") return {};
  if (typeof element !== "object" || element === null || Array.isArray(element)) {
    throw malformedXml();
  }
  for (const [name, child] of Object.entries(element)) {
    const isSpace = name === "#text" && String(child).trim() === "";
    if (!isSpace && !names.includes(name)) throw malformedXml();
  }
  return element as Readonly<Record<string, unknown>>;
}

function malformedXml(ec?: string): ServiceError {
  const message =
    "The XML you provided was not well-formed or did not validate against our published schema.";
  return new ServiceError(400, "MalformedXML", message, { ec });
}

type Tags = ReadonlyMap<string, string>;

const maxTags = 10;

/**
 * Up to 10 tags, keys of 1 to 128 bytes and values of up to 256, made of ASCII letters, digits, spaces
 * and `+ - = . _ : /`. Whether OSS takes other letters is not documented, so they are refused here.
 */
function checkTags(pairs: readonly (readonly [string, string])[]): Tags {
  if (pairs.length > maxTags) {
    throw new ServiceError(400, "BadRequest", "Object tags cannot be greater than 10", {
      ec: badTag,
    });
  }
  const tags = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (key.length > 128) throw invalidTag("TagKey", key, "0010-00000209");
    if (!isAllowed(key) || key === "") throw invalidTag("TagKey", key);
    if (!isAllowed(value) || value.length > 256) throw invalidTag("TagValue", value);
    if (tags.has(key)) {
      const message = "Cannot provide multiple Tags with the same key";
      throw new ServiceError(400, "InvalidTag", message, { ec: badTag, elements: { TagKey: key } });
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
      const [key = "", value = "", ...more] = pair.split("=");
      if (more.length > 0) throw invalidTag("TagValue", pair, "0010-00000219");
      return [decode(key), decode(value)];
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

/** A tag, or the set of them, breaks a rule. [EC] */
const badTag = "0010-00000217";

function invalidTag(element: string, text: string, ec = badTag): ServiceError {
  const message = `The ${element} you have provided is invalid`;
  return new ServiceError(400, "InvalidTag", message, {
    ec,
    elements: { [element]: text.slice(0, 256) },
  });
}
