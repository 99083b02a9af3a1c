/**
 * Which operation a request asks for, by method, address and sub-resource. A parameter or header that
 * the operation does not read is refused, never ignored: `PUT ?legalHold` must not overwrite the object.
 */
import { hasParameter, parameter, type SampleRequest } from "../http/request.ts";
import type { SampleResponse } from "../http/response.ts";
import {
  invalidArgument,
  methodNotAllowed,
  noSuchVersion,
  notImplemented,
} from "../serviceError.ts";
import { bucketAcl, bucketInfo, bucketLocation, describeRegions, listBuckets } from "./buckets.ts";
import type { BucketCall, Call, ObjectCall } from "./call.ts";
import { processImage } from "./imageCalls.ts";
import { listObjects, listParameters } from "./listObjects.ts";
import { listVersions, versionParameters } from "./listVersions.ts";
import { metaQueryStatus, postMetaQuery } from "./metaQuery.ts";
import {
  getObject,
  headObject,
  objectAcl,
  objectMeta,
  overridingParameters,
} from "./readObject.ts";
import { deleteTagging, getTagging, putTagging } from "./tagging.ts";
import { deleteObject, putObject } from "./writeObject.ts";

type Outcome = SampleResponse | Promise<SampleResponse>;

interface Operation<Kind> {
  run(call: Kind): Outcome;
  /** True where it can be about any version of an object, and not about the current one only. */
  readonly ofVersions?: boolean;
  /** Query parameters that it reads, besides its sub-resource. */
  readonly parameters?: readonly string[];
  /** Headers that it reads, of those that change what it does (`isOption`); `x-` stands for all that begin so. */
  readonly headers?: readonly string[];
}

/** One kind of resource: its operations by `METHOD` or `METHOD ?sub-resource`. */
interface Resource<Kind> {
  /** As OSS calls it in errors. */
  readonly type: string;
  readonly operations: Readonly<Record<string, Operation<Kind>>>;
  /** Operations of OSS that the sample account lacks, by method. */
  readonly missing: Readonly<Record<string, string>>;
}

const service: Resource<Call> = {
  type: "SERVICE",
  operations: {
    GET: { run: listBuckets, parameters: ["prefix", "marker", "max-keys"] },
    "GET ?regions": { run: describeRegions },
  },
  missing: {},
};

const bucket: Resource<BucketCall> = {
  type: "BUCKET",
  operations: {
    GET: { run: listObjects, parameters: listParameters },
    "GET ?versions": { run: listVersions, parameters: versionParameters },
    "GET ?location": { run: bucketLocation },
    "GET ?bucketInfo": { run: bucketInfo },
    "GET ?acl": { run: bucketAcl },
    "GET ?metaQuery": { run: metaQueryStatus },
    "POST ?metaQuery": { run: postMetaQuery, parameters: ["comp", "mode"] },
  },
  missing: { DELETE: "DeleteBucket", POST: "PostObject", PUT: "PutBucket" },
};

const conditions = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];
const parameters = ["versionId"];

const object: Resource<ObjectCall> = {
  type: "OBJECT",
  operations: {
    GET: {
      run: getObject,
      ofVersions: true,
      parameters: ["versionId", ...overridingParameters],
      headers: [...conditions, "x-oss-range-behavior"],
    },
    // Whether OSS heeds conditions here is not documented.
    "GET ?x-oss-process": { run: processImage, parameters },
    "GET ?acl": { run: objectAcl, parameters },
    "GET ?tagging": { run: getTagging, parameters },
    HEAD: { run: headObject, parameters, headers: conditions, ofVersions: true },
    "HEAD ?objectMeta": { run: objectMeta, parameters, ofVersions: true },
    PUT: {
      run: putObject,
      headers: [
        ...["x-oss-forbid-overwrite", "x-oss-meta-", "x-oss-object-acl"],
        ...["x-oss-storage-class", "x-oss-tagging"],
      ],
    },
    "PUT ?tagging": { run: putTagging, parameters },
    DELETE: { run: deleteObject, parameters },
    "DELETE ?tagging": { run: deleteTagging, parameters },
  },
  missing: { OPTIONS: "OptionObject" },
};

export function callService(call: Call): Outcome {
  return route(service, call);
}

export function callBucket(call: BucketCall): Outcome {
  return route(bucket, call);
}

export function callObject(call: ObjectCall): Outcome {
  return route(object, call);
}

function route<Kind extends Call>(resource: Resource<Kind>, call: Kind): Outcome {
  const { request } = call;
  const { method } = request;
  const found = Object.entries(resource.operations).find(([name]) => {
    const subResource = name.startsWith(`${method} ?`) ? name.slice(method.length + 2) : undefined;
    return subResource !== undefined && hasParameter(request, subResource);
  });
  const [name, operation] = found ?? [method, plainOperation(resource, method)];
  const subResource = name.split(" ?")[1];
  const known = operation?.parameters ?? [];
  checkParameters(request, subResource === undefined ? known : [subResource, ...known]);
  if (operation === undefined) throw refusal(resource, method);
  checkHeaders(request, operation.headers ?? []);
  if (!operation.ofVersions || !keepsVersions(call)) checkVersion(request);
  return operation.run(call);
}

function plainOperation<Kind>({ operations }: Resource<Kind>, method: string) {
  return Object.hasOwn(operations, method) ? operations[method] : undefined;
}

function refusal<Kind>({ missing, operations, type }: Resource<Kind>, method: string) {
  const name = Object.hasOwn(missing, method) ? missing[method] : undefined;
  if (name !== undefined) return notImplemented(name);
  return methodNotAllowed(
    method,
    type,
    Object.keys(operations).filter((operation) => !operation.includes(" ")),
  );
}

/** Those of a presigned URL. `readClaim` has refused them where the header is signed. */
const signatureParameters = [
  ...["x-oss-additional-headers", "x-oss-credential", "x-oss-date", "x-oss-expires"],
  ...["x-oss-security-token", "x-oss-signature", "x-oss-signature-version"],
];

function checkParameters(request: SampleRequest, known: readonly string[]): void {
  const seen = new Set<string>();
  for (const [name, value] of request.query) {
    if (!known.includes(name) && !signatureParameters.includes(name)) {
      throw notImplemented(`${request.method} with the parameter ${name}`, { ArgumentName: name });
    }
    if (seen.has(name)) {
      throw invalidArgument(`The parameter ${name} is repeated.`, name, value);
    }
    seen.add(name);
  }
}

/** Every request may have these: who signed it and when, who sent it, and who pays for it. */
const commonHeaders = [
  ...["x-oss-content-sha256", "x-oss-date", "x-oss-request-payer", "x-oss-security-token"],
  "x-oss-user-agent",
];

/** Whether a header changes what an operation does. Others describe the message or its sender. */
function isOption(header: string): boolean {
  return /^(?:x-oss-|if-|content-range$)/.test(header) && !commonHeaders.includes(header);
}

function checkHeaders({ headers, method }: SampleRequest, known: readonly string[]): void {
  for (const header of Object.keys(headers).filter(isOption)) {
    const isKnown = known.some((name) =>
      name.endsWith("-") ? header.startsWith(name) : header === name,
    );
    if (!isKnown) throw notImplemented(`${method} with the header ${header}`, { Header: header });
  }
  const payer = headers["x-oss-request-payer"];
  if (payer !== undefined && payer !== "requester") {
    const message = "The value of x-oss-request-payer must be requester.";
    throw invalidArgument(message, "x-oss-request-payer", payer);
  }
}

function keepsVersions(call: Call): boolean {
  return "bucket" in call && (call as BucketCall).bucket.versions !== undefined;
}

/** Without versions, `null` is the name of what there is. */
function checkVersion(request: SampleRequest): void {
  const versionId = parameter(request, "versionId");
  if (!versionId || versionId === "null") return;
  throw noSuchVersion();
}
