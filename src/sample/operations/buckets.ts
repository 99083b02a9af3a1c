/**
 * Calls that describe buckets: GET / [ListBuckets], GET /?regions, and GET ?location, ?bucketInfo
 * and ?acl of a bucket [GetBucketLocation] [GetBucketInfo] [GetBucketAcl]. Java and
 * PHP ask for the last to learn whether a bucket exists.
 */
import { parameter } from "../http/request.ts";
import { type SampleResponse, xmlResponse } from "../http/response.ts";
import { element, ownerElement, textElement } from "../http/xml.ts";
import { invalidArgument } from "../serviceError.ts";
import type { Bucket } from "../store/bucket.ts";
import type { BucketCall, Call } from "./call.ts";
import { readMaxKeys } from "./listObjects.ts";

/** The paging elements appear only when something is left out, as OSS does. */
export function listBuckets(call: Call): SampleResponse {
  const prefix = parameter(call.request, "prefix") ?? "";
  const marker = parameter(call.request, "marker") ?? "";
  const maxKeys = readMaxKeys(call.request);
  const all = [...call.buckets.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  const matching = all.filter(({ name }) => name.startsWith(prefix) && name > marker);
  const page = matching.slice(0, maxKeys);
  const isPartial = page.length < all.length;
  const isTruncated = page.length < matching.length;
  return xmlResponse(
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
function bucketElements(bucket: Bucket, { endpoint, region }: Call): string[] {
  return [
    textElement("CreationDate", bucket.creationDate.toISOString()),
    textElement("ExtranetEndpoint", endpoint),
    textElement("IntranetEndpoint", endpoint),
    textElement("Location", `oss-${region}`),
    textElement("Name", bucket.name),
    textElement("StorageClass", "Standard"),
  ];
}

/** The regions of OSS, of which the sample account has one. [DescribeRegions] */
export function describeRegions({ endpoint, region, request }: Call): SampleResponse {
  const asked = parameter(request, "regions");
  if (asked && asked !== `oss-${region}`) {
    throw invalidArgument("The sample account is in no such region.", "regions", asked);
  }
  return xmlResponse(
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

export function bucketLocation(call: BucketCall): SampleResponse {
  return xmlResponse(textElement("LocationConstraint", `oss-${call.region}`));
}

export function bucketAcl(): SampleResponse {
  return xmlResponse(element("AccessControlPolicy", ownerElement, privateElement));
}

const privateElement = element("AccessControlList", textElement("Grant", "private"));

export function bucketInfo(call: BucketCall): SampleResponse {
  return xmlResponse(
    element(
      "BucketInfo",
      element(
        "Bucket",
        ...bucketElements(call.bucket, call),
        ownerElement,
        privateElement,
        textElement("DataRedundancyType", "LRS"),
      ),
    ),
  );
}
