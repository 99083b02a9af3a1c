/** Which operation a request asks for, by method, address and sub-resource. */
import type { Answer } from "./answer.ts";
import { bucketAcl, bucketInfo, bucketLocation } from "./bucketDetails.ts";
import { type BucketCall, type Call, type ObjectCall, processOf } from "./call.ts";
import { imageInfo, transformImage } from "./imageCalls.ts";
import { imageLabels } from "./labels.ts";
import { describeRegions, listBuckets } from "./listBuckets.ts";
import { listObjects } from "./listObjects.ts";
import { invalidProcess, readProcess } from "./processing.ts";
import { checkReadable, existingObject, getObject, headObject, objectMeta } from "./readObject.ts";
import { parameter } from "./request.ts";
import { methodNotAllowed, notPartOfSample, ServiceError } from "./serviceError.ts";
import { type SubResource, subResourceOf } from "./subResource.ts";
import { deleteTagging, getTagging, putTagging } from "./tagging.ts";
import { deleteObject, putObject } from "./writeObject.ts";

type Outcome = Answer | Promise<Answer>;
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

export function answerService(call: Call): Outcome {
  return route(serviceRoutes, call);
}

export function answerBucket(call: BucketCall): Outcome {
  return route(bucketRoutes, call);
}

export function answerObject(call: ObjectCall): Outcome {
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

async function getOrProcess(call: ObjectCall): Promise<Answer> {
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
