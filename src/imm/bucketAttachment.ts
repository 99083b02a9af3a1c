/**
 * Asks IMM which project a bucket is bound to. Nothing is detected. An RPC-style call with the parameter
 * OSSBucket; its RAM action is imm:GetOSSBucketAttachment. [GetOSSBucketAttachment] [IMM errors]
 */
import * as z from "zod/mini";
import { bodyText, type HttpResponse } from "../http/response.ts";
import type { Transport } from "../http/transport.ts";
import type { Credentials } from "../oss/account.ts";
import { parseJson } from "../oss/lenient.ts";
import { scrub } from "../oss/scrub.ts";
import { sendRpc } from "./rpc.ts";

/** The RAM action that the question takes. */
export const attachmentAction = "imm:GetOSSBucketAttachment";

export type BucketAttachment =
  /** A project of the region that was asked. */
  | { readonly kind: "bound"; readonly project: string }
  | { readonly kind: "none" }
  /** The key may not ask. */
  | { readonly kind: "denied" }
  /** IMM is not switched on for the Alibaba Cloud account. */
  | { readonly kind: "inactive" }
  /** Anything else that IMM said; without secrets and in one line. */
  | {
      readonly kind: "other";
      readonly status: number;
      /** Its code and its words: `InvalidArgument: bad`; empty where it gave neither. */
      readonly answered: string;
      readonly requestId?: string;
    }
  /** What answered in its place. */
  | { readonly kind: "foreign"; readonly status: number };

export interface AttachmentQuestion {
  readonly bucket: string;
  /** Of IMM in the bucket's region. */
  readonly origin: string;
  readonly credentials: Credentials;
  /** The service's time as far as it is known. */
  readonly date: Date;
  /** Milliseconds until the response must begin. */
  readonly headersTimeout: number;
  readonly signal: AbortSignal;
}

/** Asked once. Rejects with a `NetworkError`, or with the signal's reason. */
export async function getBucketAttachment(
  question: AttachmentQuestion,
  transport: Transport,
): Promise<BucketAttachment> {
  const { bucket, ...asked } = question;
  const call = { action: "GetOSSBucketAttachment", parameters: { OSSBucket: bucket }, maxBytes };
  const response = await sendRpc({ ...call, ...asked }, transport);
  return readAttachment(response, question.credentials);
}

const maxBytes = 65_536;

const bodySchema = z.object({
  ProjectName: z.optional(z.string()),
  Code: z.optional(z.string()),
  Message: z.optional(z.string()),
  RequestId: z.optional(z.string()),
});

/** Reads any response; never throws. `credentials` are taken out of what it quotes. */
export function readAttachment(response: HttpResponse, credentials: Credentials): BucketAttachment {
  const parsed = bodySchema.safeParse(parseJson(bodyText(response)));
  if (!parsed.success) return { kind: "foreign", status: response.status };
  const { ProjectName: project, Code: code = "", Message, RequestId } = parsed.data;
  const clean = (text: string) =>
    scrub(text, [credentials.accessKeySecret, credentials.securityToken]);
  if (response.status < 300 && project) return { kind: "bound", project: clean(project) };
  // IMM documents the code, at 400; which resource it names is not documented.
  if (/^ResourceNotFound\b/.test(code)) return { kind: "none" };
  if (inactiveCode.test(code)) return { kind: "inactive" };
  if (deniedCode.test(code)) return { kind: "denied" };
  return {
    kind: "other",
    status: response.status,
    answered: clean([code, Message].filter(Boolean).join(": ")),
    ...(RequestId && { requestId: clean(RequestId) }),
  };
}

/** Alibaba Cloud's common codes for a missing right: `Forbidden`, `Forbidden.RAM`, `NoPermission` and the like. */
const deniedCode = /^(?:Forbidden|NoPermission|AccessDenied|(?:User)?NotAuthorized|Unauthorized)\b/;

/** Not documented for IMM; the codes that other services of Alibaba Cloud have for it. */
const inactiveCode =
  /^(?:(?:Service|User|Product|Imm)?Not(?:Open|Opened|Activated|Enabled)|(?:Service|Imm)Unopened)\b/i;
