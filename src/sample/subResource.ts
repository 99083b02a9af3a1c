/** Query parameters that turn a request into another operation (OSS help, "sub-resources"). */
import type { SampleRequest } from "./request.ts";

/** Those of OSS that the sample account knows of, whether or not it has them. */
const names = [
  "accessmonitor",
  "acl",
  "append",
  "archiveDirectRead",
  "asyncFetch",
  "bucketInfo",
  "callback",
  "cname",
  "comp",
  "cors",
  "delete",
  "encryption",
  "httpsConfig",
  "inventory",
  "lifecycle",
  "live",
  "location",
  "logging",
  "metaQuery",
  "objectMeta",
  "partNumber",
  "policy",
  "policyStatus",
  "publicAccessBlock",
  "referer",
  "regions",
  "replication",
  "requestPayment",
  "resourceGroup",
  "restore",
  "stat",
  "style",
  "symlink",
  "tagging",
  "transferAcceleration",
  "uploadId",
  "uploads",
  "versioning",
  "versions",
  "website",
  "worm",
  "x-oss-async-process",
] as const;

export type SubResource = (typeof names)[number];

/** The first that the request names; `undefined` for the plain operation. */
export function subResourceOf(request: SampleRequest): SubResource | undefined {
  const given = new Set(request.query.map(([name]) => name));
  return names.find((name) => given.has(name));
}
