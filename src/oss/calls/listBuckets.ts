/** Lists the buckets of an account, of all regions. [ListBuckets] */
import { Refusal } from "../../errors/refusal.ts";
import { plainRegion } from "../endpoint.ts";
import { readDate } from "../lenient.ts";
import type { RequestRunner } from "../request.ts";
import { elementsOf, textsOf, type XmlElement } from "../xml.ts";
import { failure, xmlOf } from "./responseBody.ts";

export interface ListBucketsOptions {
  readonly prefix?: string;
  /** `nextMarker` of the page before. */
  readonly marker?: string;
  /** 1 to 1,000; 100 when absent. */
  readonly maxKeys?: number;
  readonly signal?: AbortSignal;
}

export interface ListedBucket {
  readonly name: string;
  /** Without `oss-`. */
  readonly region: string;
  readonly creationDate?: Date;
  readonly extranetEndpoint?: string;
  readonly intranetEndpoint?: string;
}

export interface BucketPage {
  readonly buckets: readonly ListedBucket[];
  /** Absent on the last page. */
  readonly nextMarker?: string;
}

const maxBytes = 4_000_000;

/** One page. The regions are remembered: the client asks each bucket where it is. */
export async function listBuckets(
  runner: RequestRunner,
  { prefix = "", marker = "", maxKeys, signal }: ListBucketsOptions,
): Promise<BucketPage> {
  if (runner.account.addressing === "custom-domain") {
    throw new Refusal("no-bucket-list", { account: runner.account.name });
  }
  const query: [string, string][] = [];
  if (prefix !== "") query.push(["prefix", prefix]);
  if (marker !== "") query.push(["marker", marker]);
  if (maxKeys !== undefined) query.push(["max-keys", String(maxKeys)]);
  const headers = { "accept-encoding": "gzip" };
  const result = await runner.run(
    {
      name: "listBuckets",
      method: "GET",
      query,
      headers,
      maxBytes,
      retry: "idempotent",
    },
    signal,
  );
  const list = xmlOf(result, "ListAllMyBucketsResult");
  const buckets = elementsOf(list, "Buckets")
    .flatMap((element) => elementsOf(element, "Bucket"))
    .flatMap(readBucket);
  for (const { name, region } of buckets) runner.endpoints.learnRegion(name, region);
  const texts = textsOf(list);
  if (texts.get("IsTruncated") !== "true") return { buckets };
  const nextMarker = texts.get("NextMarker");
  if (!nextMarker || nextMarker === marker) throw failure(result, "incomplete-list");
  return { buckets, nextMarker };
}

/** None for an entry without a name. */
function readBucket(element: XmlElement): ListedBucket[] {
  const texts = textsOf(element);
  const name = texts.get("Name");
  if (!name) return [];
  const creationDate = readDate(texts.get("CreationDate"));
  const extranetEndpoint = texts.get("ExtranetEndpoint");
  const intranetEndpoint = texts.get("IntranetEndpoint");
  const bucket = {
    name,
    region: plainRegion(texts.get("Region") || texts.get("Location") || ""),
    ...(creationDate && { creationDate }),
    ...(extranetEndpoint && { extranetEndpoint }),
    ...(intranetEndpoint && { intranetEndpoint }),
  };
  return [bucket];
}
