/** Calls to the service itself: GET / (OSS help, "ListBuckets (GetService)") and GET /?regions. */
import { type Answer, xmlAnswer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import type { Call } from "./call.ts";
import { readMaxKeys } from "./listQuery.ts";
import { ownerElement } from "./owner.ts";
import { parameter } from "./request.ts";
import { element, textElement } from "./xml.ts";

/** The paging elements appear only when something is left out, as OSS does. */
export function listBuckets(call: Call): Answer {
  const prefix = parameter(call.request, "prefix") ?? "";
  const marker = parameter(call.request, "marker") ?? "";
  const maxKeys = readMaxKeys(call.request);
  const all = [...call.buckets.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  const matching = all.filter(({ name }) => name.startsWith(prefix) && name > marker);
  const page = matching.slice(0, maxKeys);
  const isPartial = page.length < all.length;
  const isTruncated = page.length < matching.length;
  return xmlAnswer(
    element(
      "ListAllMyBucketsResult",
      isPartial ? textElement("Prefix", prefix) : "",
      isPartial ? textElement("Marker", marker) : "",
      isPartial ? textElement("MaxKeys", maxKeys) : "",
      isPartial ? textElement("IsTruncated", isTruncated) : "",
      isTruncated ? textElement("NextMarker", page.at(-1)?.name ?? "") : "",
      ownerElement,
      element("Buckets", ...page.map((bucket) => bucketElement(bucket, call))),
    ),
  );
}

function bucketElement(bucket: Bucket, call: Call): string {
  return element("Bucket", ...bucketElements(bucket, call), textElement("Region", call.region));
}

/** What ListBuckets and GetBucketInfo both say of a bucket; its endpoint is the sample's own. */
export function bucketElements(bucket: Bucket, { endpoint, region }: Call): string[] {
  return [
    textElement("CreationDate", bucket.creationDate.toISOString()),
    textElement("ExtranetEndpoint", endpoint),
    textElement("IntranetEndpoint", endpoint),
    textElement("Location", `oss-${region}`),
    textElement("Name", bucket.name),
    textElement("StorageClass", "Standard"),
  ];
}

/** OSS help, "DescribeRegions": here the one region there is. */
export function describeRegions({ endpoint, region }: Call): Answer {
  return xmlAnswer(
    element(
      "RegionInfoList",
      element(
        "RegionInfo",
        textElement("Region", `oss-${region}`),
        textElement("InternetEndpoint", endpoint),
        textElement("InternalEndpoint", endpoint),
        textElement("AccelerateEndpoint", endpoint),
      ),
    ),
  );
}
