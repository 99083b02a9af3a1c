/** Which operation a request asks for, by method, address and sub-resource. */
import { parameter, type SampleRequest } from "../http/request.ts";
import type { SampleResponse } from "../http/response.ts";
import { methodNotAllowed, notPartOfSample, ServiceError } from "../serviceError.ts";
import { bucketAcl, bucketInfo, bucketLocation, describeRegions, listBuckets } from "./buckets.ts";
import { type BucketCall, type Call, type ObjectCall, processOf } from "./call.ts";
import { imageLabels } from "./imageLabels.ts";
import { imageInfo, invalidProcess, readProcess, transformImage } from "./imageProcess.ts";
import { listObjects } from "./listObjects.ts";
import { checkReadable, existingObject, getObject, headObject, objectMeta } from "./readObject.ts";
import { deleteTagging, getTagging, putTagging } from "./tagging.ts";
import { deleteObject, putObject } from "./writeObject.ts";

type Outcome = SampleResponse | Promise<SampleResponse>;
/** By `METHOD` or `METHOD ?sub-resource`. */
type Routes<Kind> = Readonly<Record<string, (call: Kind) => Outcome>>;

const serviceRoutes: Routes<Call> = {
  GET: listBuckets,
  "GET ?regions": describeRegions,
};

const bucketRoutes: Routes<BucketCall> = {
  GET: listObjects,
  "GET ?location": bucketLocation,
  "GET ?bucketInfo": bucketInfo,
  "GET ?acl": bucketAcl,
};

const objectRoutes: Routes<ObjectCall> = {
  GET: getOrProcess,
  HEAD: headObject,
  "HEAD ?objectMeta": objectMeta,
  PUT: putObject,
  DELETE: deleteObject,
  "GET ?tagging": getTagging,
  "PUT ?tagging": putTagging,
  "DELETE ?tagging": deleteTagging,
};

export function callService(call: Call): Outcome {
  return route(serviceRoutes, call);
}

export function callBucket(call: BucketCall): Outcome {
  return route(bucketRoutes, call);
}

export function callObject(call: ObjectCall): Outcome {
  checkVersion(parameter(call.request, "versionId"));
  return route(objectRoutes, call);
}

function route<Kind extends Call>(routes: Routes<Kind>, call: Kind): Outcome {
  const { method } = call.request;
  const subResource = subResourceOf(call.request);
  const name = subResource === undefined ? method : `${method} ?${subResource}`;
  if (Object.hasOwn(routes, name)) return (routes[name] as (call: Kind) => Outcome)(call);
  throw refusal(method, subResource);
}

function refusal(method: string, subResource: SubResource | undefined): ServiceError {
  return subResource === undefined
    ? methodNotAllowed(method)
    : notPartOfSample(`${method} of ?${subResource}`);
}

async function getOrProcess(call: ObjectCall): Promise<SampleResponse> {
  const process = processOf(call.request);
  if (process === undefined) return getObject(call);
  const operations = readProcess(process);
  const object = existingObject(call);
  checkReadable(object);
  const [first, ...others] = operations;
  if (first && others.length === 0) {
    if (first.name === "labels") return imageLabels(call, object, first, process);
    if (first.name === "info") return imageInfo(object);
  }
  if (operations.some(({ name }) => name === "labels" || name === "info")) {
    throw invalidProcess("labels and info cannot be chained with other operations.", process);
  }
  return transformImage(call, object, operations, process);
}

/** Nothing is versioned here: `null` is the name of what there is. */
function checkVersion(versionId: string | undefined): void {
  if (!versionId || versionId === "null") return;
  throw new ServiceError(404, "NoSuchVersion", "The specified version does not exist.");
}

/**
 * Query parameters that turn a request into another operation [Sub-resources]: those that the
 * sample account knows of, whether or not it has them.
 */
const subResources = [
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

type SubResource = (typeof subResources)[number];

/** The first that the request names; `undefined` for the plain operation. */
function subResourceOf(request: SampleRequest): SubResource | undefined {
  const given = new Set(request.query.map(([name]) => name));
  return subResources.find((name) => given.has(name));
}
