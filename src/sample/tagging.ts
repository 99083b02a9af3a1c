/** GET, PUT and DELETE ?tagging of an object (OSS help, "PutObjectTagging" and its relatives). */
import { type Answer, xmlAnswer } from "./answer.ts";
import type { ObjectCall } from "./call.ts";
import { existingObject } from "./readObject.ts";
import { accessDenied, ServiceError } from "./serviceError.ts";
import { checkTags, type Tags } from "./tags.ts";
import { element, textElement } from "./xml.ts";

const mostBytes = 64 * 1024;

export function getTagging(call: ObjectCall): Answer {
  const tags = existingObject(call).tags ?? new Map<string, string>();
  const set = [...tags].map(([key, value]) =>
    element("Tag", textElement("Key", key), textElement("Value", value)),
  );
  return xmlAnswer(element("Tagging", element("TagSet", ...set)));
}

/** Replaces the whole set; Last-Modified stays. */
export async function putTagging(call: ObjectCall): Promise<Answer> {
  existingObject(call);
  const tags = checkTags(await readTagging(await call.readBody(mostBytes)));
  replaceTags(call, tags);
  return { status: 200 };
}

export function deleteTagging(call: ObjectCall): Answer {
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
