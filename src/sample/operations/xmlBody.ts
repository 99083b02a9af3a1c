/** The XML that a request brings, read strictly: one element, and in it texts by known names. */
import { ServiceError } from "../serviceError.ts";

/** The texts by their names. Throws `MalformedXML` for anything else than these elements, each at most once. */
export async function readXmlBody(
  body: Buffer,
  root: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { XMLParser, XMLValidator } = await import("fast-xml-parser");
  const text = body.toString();
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || XMLValidator.validate(text) !== true) {
    throw malformedXml();
  }
  const parser = new XMLParser({ parseTagValue: false, trimValues: false });
  const document = parser.parse(text) as Readonly<Record<string, unknown>>;
  const found = document[root];
  if (Object.keys(document).some((name) => name !== "?xml" && name !== root)) throw malformedXml();
  if (found === "") return new Map();
  if (typeof found !== "object" || found === null || Array.isArray(found)) throw malformedXml();
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(found)) {
    if (name === "#text" && String(value).trim() === "") continue;
    if (!names.includes(name) || typeof value !== "string") throw malformedXml();
    texts.set(name, value);
  }
  return texts;
}

function malformedXml(): ServiceError {
  const message =
    "The XML you provided was not well-formed or did not validate against our published schema.";
  return new ServiceError(400, "MalformedXML", message);
}
