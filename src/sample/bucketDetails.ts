/**
 * GET ?location, ?bucketInfo and ?acl of a bucket (OSS help, "GetBucketLocation", "GetBucketInfo",
 * "GetBucketAcl"). Java and PHP ask for the last to learn whether a bucket exists.
 */
import { type Answer, xmlAnswer } from "./answer.ts";
import type { BucketCall } from "./call.ts";
import { bucketElements } from "./listBuckets.ts";
import { ownerElement } from "./owner.ts";
import { element, textElement } from "./xml.ts";

export function bucketLocation(call: BucketCall): Answer {
  return xmlAnswer(textElement("LocationConstraint", `oss-${call.region}`));
}

export function bucketAcl(): Answer {
  return xmlAnswer(element("AccessControlPolicy", ownerElement, privateElement));
}

const privateElement = element("AccessControlList", textElement("Grant", "private"));

export function bucketInfo(call: BucketCall): Answer {
  return xmlAnswer(
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
