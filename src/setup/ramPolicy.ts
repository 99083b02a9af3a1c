/**
 * The RAM policy that a key needs for everything the extension asks. [RAM policies] [IMM permissions]
 * IMM's actions are granted for all resources, since the project that a bucket is bound to may change.
 * [IMM authorization]
 */
import { attachmentAction } from "../imm/bucketAttachment.ts";

/** As JSON to paste into the RAM console. Without a bucket it is for all of them. */
export function ramPolicy(bucket: string | undefined, prefix = ""): string {
  const name = bucket ?? "*";
  const statements = [
    ...(prefix === "" ? [allow(["oss:ListBuckets"], "acs:oss:*:*:*")] : []),
    {
      ...allow(["oss:ListObjects"], `acs:oss:*:*:${name}`),
      ...(prefix !== "" && { Condition: { StringLike: { "oss:Prefix": [`${prefix}*`] } } }),
    },
    allow(["oss:GetObject", "oss:ProcessImm"], `acs:oss:*:*:${name}/${prefix}*`),
    allow([attachmentAction, "imm:DetectImageLabels"], "*"),
  ];
  return JSON.stringify({ Version: "1", Statement: statements }, undefined, 2);
}

function allow(actions: readonly string[], resource: string) {
  return { Effect: "Allow", Action: actions, Resource: [resource] };
}
