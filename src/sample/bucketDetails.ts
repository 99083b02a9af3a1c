/** GET /?location and GET /?bucketInfo of a bucket (OSS help, "GetBucketLocation", "GetBucketInfo"). */
import { type Answer, xmlAnswer } from "./answer.ts";
import type { BucketCall } from "./call.ts";
import { bucketElements } from "./listBuckets.ts";
import { ownerElement } from "./owner.ts";
import { element, textElement } from "./xml.ts";

export function bucketLocation(call: BucketCall): Answer {
  return xmlAnswer(textElement("LocationConstraint", `oss-${call.region}`));
}

export function bucketInfo(call: BucketCall): Answer {
  return xmlAnswer(
    element(
      "BucketInfo",
      element(
        "Bucket",
        ...bucketElements(call.bucket, call),
        ownerElement,
        element("AccessControlList", textElement("Grant", "private")),
        textElement("DataRedundancyType", "LRS"),
      ),
    ),
  );
}
