/**
 * The bucket `faults`: keys that fail in each way the service can, and in some it should not.
 * `faults` is a table for tests to go through: what image/labels comes to for each key.
 */

import type { Faults, Respond } from "../../src/sample/faults.ts";
import { immError, noSuchKey, ServiceError } from "../../src/sample/serviceError.ts";
import {
  type Bucket,
  memoryBucket,
  type SampleObject,
  type UploadAllowance,
} from "../../src/sample/store/bucket.ts";
import type { PreparedDetection } from "../../src/sample/store/catalogue.ts";
import { sha256Of } from "../../src/sample/store/digests.ts";
import {
  hostileDetection,
  noLabels,
  oddFields,
  plainDetection,
  tangledDetection,
  thousandsOfLabels,
} from "./detections.ts";
import { objectOf } from "./objects.ts";
import { oddKeys } from "./oddKeys.ts";
import { cutJpeg, png, pngClaiming } from "./pictures.ts";
import * as respond from "./responses.ts";

/** What image/labels comes to. */
export type Outcome =
  /** A good answer. */
  | { readonly kind: "labels"; readonly count: number }
  /** 200, and a body that is not a detection. */
  | { readonly kind: "nonsense" }
  /** An error that OSS words. */
  | { readonly kind: "error"; readonly status: number; readonly code: string; readonly ec?: string }
  /** An error of something between, or without a body. */
  | { readonly kind: "status"; readonly status: number }
  /** The connection breaks before the answer is whole. */
  | { readonly kind: "broken" }
  /** Nothing more comes, however long one waits. */
  | { readonly kind: "silence" };

export interface Fault {
  readonly key: string;
  /** What happens, in words. */
  readonly about: string;
  readonly outcome: Outcome;
  readonly content?: Buffer;
  /** What the object has beyond its content. */
  readonly object?: Partial<SampleObject>;
  /** Made anew for each start, since some count. */
  readonly respond?: () => Respond;
  /** The labels of this key's picture; plain ones where it works and this is absent. */
  readonly detection?: PreparedDetection;
}

const picture = png(96, 64);
const mb = 1024 * 1024;
export const slowMilliseconds = 5000;

const immId = "5A3F0C7E-2E61-5B7C-9B2C-6B1D2A9F4E10";
const tooLargeEc = "0056-00000002";
const good: Outcome = { kind: "labels", count: 3 };
const nonsense: Outcome = { kind: "nonsense" };
const broken: Outcome = { kind: "broken" };

/** A fault of image/labels that OSS answers with an error. */
function errorFault(key: string, about: string, error: ServiceError): Fault {
  const { code, ec, status } = error;
  const outcome: Outcome = { kind: "error", status, code, ...(ec === undefined ? {} : { ec }) };
  return { key, about, outcome, respond: () => respond.onLabels(respond.failing(error)) };
}

/** A fault of image/labels that lies in how it is answered. */
function labelFault(key: string, about: string, outcome: Outcome, how: () => Respond): Fault {
  return { key, about, outcome, respond: () => respond.onLabels(how()) };
}

/** A key whose picture has labels of its own. */
function detected(key: string, about: string, detection: PreparedDetection, count: number): Fault {
  return { key, about, detection, outcome: { kind: "labels", count } };
}

const throttled = new ServiceError(
  503,
  "TotalQpsLimitExceeded",
  "Max total qps limit is exceeded",
  { ec: "0004-00000302" },
);

export const faults: readonly Fault[] = [
  errorFault(
    "no-project.jpg",
    "no IMM project is attached to the bucket",
    immError("ResourceNotFound", "The specified resource Attachment is not found.", immId),
  ),
  errorFault(
    "imm-throttled.jpg",
    "the IMM project is asked too often",
    immError("Throttling.User", "Request was denied due to user flow control.", immId),
  ),
  errorFault(
    "access-denied.jpg",
    "the key may read the object, but not call oss:ProcessImm",
    new ServiceError(403, "AccessDenied", "You have no right to access this object.", {
      ec: "0003-00000602",
    }),
  ),
  errorFault(
    "token-expired.jpg",
    "temporary credentials have ended",
    new ServiceError(403, "SecurityTokenExpired", "The security token you provided has expired."),
  ),
  errorFault(
    "in-debt.jpg",
    "the account has not paid",
    new ServiceError(403, "UserDisable", "The user is disabled because of overdue payments."),
  ),
  errorFault(
    "other-region.jpg",
    "the bucket is in another region",
    new ServiceError(
      403,
      "AccessDenied",
      "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
      { elements: { Endpoint: "oss-cn-beijing.aliyuncs.com" } },
    ),
  ),
  errorFault(
    "public-endpoint.jpg",
    "a new account of the mainland uses the public endpoint",
    new ServiceError(
      400,
      "PublicEndpointForbidden",
      "Not allowed using the OSS public endpoint, please use CNAME instead.",
      { ec: "0048-00000401" },
    ),
  ),
  errorFault("throttled.jpg", "the account is asked too often, always", throttled),
  labelFault("throttled-twice.jpg", "throttled twice, then fine", firstError(throttled), () =>
    respond.failingFirst(2, respond.failing(throttled)),
  ),
  errorFault(
    "internal-error.jpg",
    "the service fails, always",
    new ServiceError(500, "InternalError", "We encountered an internal error. Please try again."),
  ),
  {
    key: "gone.jpg",
    about: "listed, and deleted before it is read",
    outcome: { kind: "error", status: 404, code: "NoSuchKey", ec: "0026-00000001" },
    respond: () => respond.failing(noSuchKey("gone.jpg")),
  },
  {
    key: "archived.jpg",
    about: "must be restored before it is read",
    outcome: { kind: "error", status: 403, code: "InvalidObjectState", ec: "0016-00000404" },
    object: { storageClass: "Archive" },
  },

  imageFault("damaged.jpg", "begins as a JPEG and breaks off", cutJpeg()),
  imageFault("text.jpg", "a text renamed to .jpg", Buffer.from("Not a picture at all.\n")),
  imageFault("empty.jpg", "has no bytes", Buffer.alloc(0)),
  imageFault("too-wide.png", "30,001 pixels wide", pngClaiming(30_001, 10), tooLargeEc),
  imageFault("too-many-pixels.png", "400 million pixels", pngClaiming(20_000, 20_000), tooLargeEc),
  {
    key: "too-large.jpg",
    about: "21 MB",
    outcome: { kind: "error", status: 400, code: "Imm Client", ec: tooLargeEc },
    object: lazily(21 * mb),
  },
  {
    key: "unknown.png",
    about: "a picture without prepared labels",
    outcome: { kind: "error", status: 400, code: "SampleHasNoAnswer" },
    content: png(40, 40, [1, 2, 3]),
  },
  { key: "picture.txt", about: "a picture renamed to .txt", outcome: good },

  labelFault("slow.jpg", "answers after five seconds", good, () =>
    respond.slowly(slowMilliseconds),
  ),
  labelFault("silent.jpg", "never answers", { kind: "silence" }, () => respond.silent),
  labelFault(
    "stalled.jpg",
    "stops in the middle of the answer",
    { kind: "silence" },
    () => respond.stallingMidway,
  ),
  labelFault("truncated.jpg", "hangs up before the last chunk", broken, () => respond.truncating),
  labelFault(
    "reset.jpg",
    "resets the connection before an answer",
    broken,
    () => respond.resetting,
  ),
  labelFault("reset-once.jpg", "resets the connection once, then fine", broken, () =>
    respond.failingFirst(1, respond.resetting),
  ),
  labelFault(
    "reset-midway.jpg",
    "resets the connection in the answer",
    broken,
    () => respond.resettingMidway,
  ),

  labelFault("not-json.jpg", "answers with text", nonsense, () =>
    respond.respondingWith("This is not JSON."),
  ),
  labelFault("cut-json.jpg", "answers with half of the JSON, as if it were all", nonsense, () =>
    respond.respondingWith('{"RequestId":"5A3F0C7E","Labels":[{"LabelName":"Out'),
  ),
  labelFault("html.jpg", "a page of the network's log-in answers with 200", nonsense, () =>
    respond.respondingWith("<!DOCTYPE html><title>Log in</title><h1>Welcome to the network</h1>", {
      "Content-Type": "text/html",
    }),
  ),
  labelFault("no-body.jpg", "200 without a body", nonsense, () => respond.respondingWith("")),
  labelFault("null.jpg", "answers with null", nonsense, () => respond.respondingWith("null")),
  labelFault("broken-gzip.jpg", "says gzip and is not", nonsense, () =>
    respond.respondingWith("This is not gzip.", {
      "Content-Type": "application/json",
      "Content-Encoding": "gzip",
    }),
  ),
  labelFault("bomb.jpg", "100 kB of gzip that unpack to 100 MB", nonsense, () => respond.bomb(100)),
  labelFault("endless.jpg", "an answer of 50 MB", nonsense, () =>
    respond.flooding(200, '{"RequestId":"', 50 * mb),
  ),
  labelFault("no-content.jpg", "204", { kind: "status", status: 204 }, () =>
    respond.responding({ status: 204 }),
  ),
  labelFault("redirect.jpg", "a redirect to itself", { kind: "status", status: 302 }, () =>
    respond.responding({
      status: 302,
      headers: { Location: "/faults/redirect.jpg?x-oss-process=image/labels" },
    }),
  ),
  labelFault("proxy-error.jpg", "a proxy's page with 502", { kind: "status", status: 502 }, () =>
    respond.responding({
      status: 502,
      headers: { "Content-Type": "text/html" },
      body: "<html><h1>502 Bad Gateway</h1></html>",
    }),
  ),
  labelFault("bare-error.jpg", "403 without a body", { kind: "status", status: 403 }, () =>
    respond.responding({ status: 403 }),
  ),
  labelFault("json-error.jpg", "an error in JSON", { kind: "status", status: 400 }, () =>
    respond.responding({
      status: 400,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        Error: { Code: "InvalidArgument", Message: "Not today.", RequestId: immId },
      }),
    }),
  ),
  labelFault("cut-error.jpg", "half of an error's XML", { kind: "status", status: 403 }, () =>
    respond.responding({
      status: 403,
      headers: { "Content-Type": "application/xml" },
      body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n  <Code>AccessDen',
    }),
  ),
  labelFault("entities.jpg", "an error of nested entities", { kind: "status", status: 400 }, () =>
    respond.responding({
      status: 400,
      headers: { "Content-Type": "application/xml" },
      body: nestedEntities(),
    }),
  ),
  labelFault("long-error.jpg", "an error of 20 MB", { kind: "status", status: 400 }, () =>
    respond.flooding(400, "<?xml version='1.0'?><Error><Code>", 20 * mb, {
      "Content-Type": "application/xml",
    }),
  ),

  detected("no-labels.jpg", "a picture without labels", noLabels, 0),
  detected("tangled.jpg", "cycles, duplicates, strange parents", tangledDetection, 8),
  detected("odd-fields.jpg", "fields missing or out of range", oddFields, 6),
  detected("hostile.jpg", "names that break out where they are not escaped", hostileDetection, 11),
  detected("thousands.jpg", "5,000 labels", thousandsOfLabels, 5000),
  labelFault("labels-missing.jpg", "an answer without Labels", nonsense, () =>
    respond.respondingWith(JSON.stringify({ RequestId: immId })),
  ),
  labelFault("legacy.jpg", "an answer in the shape of the feature's first version", nonsense, () =>
    respond.respondingWith(JSON.stringify(legacyAnswer)),
  ),

  {
    key: "wrong-checksum.jpg",
    about: "a download whose CRC-64 is not that of its bytes",
    outcome: good,
    respond: () => respond.onGet(respond.wrongChecksum),
  },
  {
    key: "short-download.jpg",
    about: "a download that ends before its announced length",
    outcome: good,
    respond: () => respond.onGet(respond.shortened),
  },

  ...oddKeys.map((key): Fault => ({ key, about: "a key that is hard to handle", outcome: good })),
];

const legacyAnswer = {
  Tags: [
    { TagName: "夜晚", TagLevel: 2, TagConfidence: 0.29995, ParentTagName: "自然景观" },
    { TagName: "城市全景", TagLevel: 2, TagScore: 0.26772, ParentTagName: "外部场景" },
  ],
  success: true,
  httpStatusCode: 200,
};

export function openFaultBucket(allowance: UploadAllowance): Bucket {
  return memoryBucket("faults", faults.map(objectOfFault), allowance);
}

/** What the bucket's objects answer. Made anew for each server: some count how often they were asked. */
export function openFaults(): Faults {
  return new Map(
    faults.flatMap(({ key, respond }) => (respond ? [[`faults/${key}`, respond()] as const] : [])),
  );
}

/** Prepared detections of the bucket's pictures, by SHA-256. */
export const faultDetections: ReadonlyMap<string, PreparedDetection> = new Map([
  ...faults.flatMap((fault): [string, PreparedDetection][] =>
    fault.content ? [] : [[sha256Of(contentOf(fault)), fault.detection ?? plainDetection]],
  ),
]);

function objectOfFault(fault: Fault): SampleObject {
  return { ...objectOf(fault.key, contentOf(fault)), ...fault.object };
}

/**
 * Bytes after the end of a PNG leave the picture as it is. They make each content one of its own: who
 * detects two copies of a picture at once may ask about one of them alone.
 */
function contentOf({ content, key }: Fault): Buffer {
  return content ?? Buffer.concat([picture, Buffer.from(key)]);
}

function imageFault(key: string, about: string, content: Buffer, ec = "0056-00000001"): Fault {
  const outcome: Outcome = { kind: "error", status: 400, code: "Imm Client", ec };
  return { key, about, outcome, content };
}

function firstError({ code, ec, status }: ServiceError): Outcome {
  return { kind: "error", status, code, ...(ec === undefined ? {} : { ec }) };
}

/** A picture padded to this size, made only when it is read. */
function lazily(size: number): Partial<SampleObject> {
  return {
    size,
    etag: '"00000000000000000000000000000021"',
    read: async () => Buffer.concat([picture, Buffer.alloc(size - picture.length)]),
  };
}

/** A few hundred bytes that would expand to gigabytes. */
function nestedEntities(): string {
  const levels = Array.from({ length: 10 }, (_, level) => {
    const inner = level === 0 ? "lol" : `&e${level - 1};`.repeat(10);
    return `<!ENTITY e${level} "${inner}">`;
  });
  return `<?xml version="1.0"?><!DOCTYPE Error [${levels.join("")}]><Error><Code>&e9;</Code></Error>`;
}
