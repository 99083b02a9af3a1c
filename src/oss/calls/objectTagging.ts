/** Reads and replaces the tags of an object. [PutObjectTagging] [GetObjectTagging] */
import type { ObjectAddress } from "../address.ts";
import type { RequestRunner } from "../request.ts";
import { elementsOf, textsOf } from "../xml.ts";
import { xmlOf } from "./responseBody.ts";

/** At most 10 an object, keys of 1 to 128 bytes, values of up to 256; letters, digits, blank and `+-=._:/`. */
export interface ObjectTag {
  readonly key: string;
  readonly value: string;
}

const maxBytes = 200_000;
const query = [["tagging", ""]] as const;

export async function getObjectTagging(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  signal: AbortSignal | undefined,
): Promise<ObjectTag[]> {
  const result = await runner.run(
    {
      name: "getObjectTagging",
      method: "GET",
      bucket,
      key,
      query,
      maxBytes,
      retry: "idempotent",
    },
    signal,
  );
  return elementsOf(xmlOf(result, "Tagging"), "TagSet")
    .flatMap((set) => elementsOf(set, "Tag"))
    .map(textsOf)
    .map((texts) => ({ key: texts.get("Key") ?? "", value: texts.get("Value") ?? "" }))
    .filter((tag) => tag.key !== "");
}

/** Replaces all tags: read them first and pass on those of others. */
export async function putObjectTagging(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  tags: readonly ObjectTag[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const set = tags.map(
    (tag) => `<Tag><Key>${escapeXml(tag.key)}</Key><Value>${escapeXml(tag.value)}</Value></Tag>`,
  );
  const document = `<?xml version="1.0" encoding="UTF-8"?>\n<Tagging><TagSet>${set.join("")}</TagSet></Tagging>`;
  await runner.run(
    {
      name: "putObjectTagging",
      method: "PUT",
      bucket,
      key,
      query,
      headers: { "content-type": "application/xml" },
      body: Buffer.from(document),
      maxBytes,
      retry: "idempotent",
    },
    signal,
  );
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
