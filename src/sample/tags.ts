/** An object's tags and their limits (OSS help, "PutObjectTagging"). */
import { decodePercent } from "../oss/percentEncoding.ts";
import { invalidArgument, ServiceError } from "./serviceError.ts";

export type Tags = ReadonlyMap<string, string>;

const mostTags = 10;

/**
 * Up to 10 tags, keys of 1 to 128 bytes and values of up to 256, made of ASCII letters, digits, blanks
 * and `+ - = . _ : /`. Whether OSS takes other letters is not documented, so they are refused here.
 */
export function checkTags(pairs: readonly (readonly [string, string])[]): Tags {
  if (pairs.length > mostTags) {
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
