/** Why OSS says no to a key that is right: what its own words and its finer codes tell. [403 errors] [EC] */
import type { Facts } from "../errors/failure.ts";
import type { Row } from "./row.ts";

export type Denial =
  | "bucket-policy"
  | "foreign-bucket"
  | "kms"
  | "ram-policy"
  | "referer"
  | "requester-pays"
  | "sts-policy"
  | "vpc-policy";

/** One is enough. Codes and ECs count before the words, which are the same for several. */
interface Signs {
  readonly code?: RegExp;
  readonly ec?: RegExp;
  readonly words?: RegExp;
}

const signs: Readonly<Record<Denial, Signs>> = {
  kms: {
    code: /^(?:kms.*|UbsmsInvalidBid)$/i,
    ec: /^0005-000002\d\d$/,
    words: /forbidden by kms|\bkms:\w+/i,
  },
  "foreign-bucket": { code: /^BucketNotBelongTo$/, words: /bucket you access does not belong/i },
  "requester-pays": {
    ec: /^0003-00000702$/,
    words: /request-payer|requester[- ]?pay|pay[- ]by[- ]requester/i,
  },
  referer: { ec: /^0003-0000050[123]$/, words: /bucket referer policy|hotlink/i },
  "vpc-policy": { ec: /^0003-00000401$/, words: /\bvpc (?:endpoint )?policy/i },
  "sts-policy": { ec: /^0003-00000301$/, words: /authorizer's policy|sts (?:token )?policy/i },
  "ram-policy": { ec: /^0003-00000201$/, words: /denied by (?:the )?ram policy/i },
  "bucket-policy": { ec: /^0003-00000101$/, words: /denied by (?:the )?bucket policy/i },
};

/** `undefined` for every other failure, and for those of IMM. */
export function denialOf(code: string, facts: Facts): Denial | undefined {
  const { ec, imm, status, serviceMessage } = facts;
  if (imm === true || facts["isElsewhere"] === true || typeof status !== "number") return undefined;
  const all = Object.entries(signs) as [Denial, Signs][];
  const exact = all.find(
    ([, signs]) => signs.code?.test(code) || (typeof ec === "string" && signs.ec?.test(ec)),
  );
  if (exact) return exact[0];
  if (code !== "AccessDenied" || typeof serviceMessage !== "string") return undefined;
  return all.find(([, { words }]) => words?.test(serviceMessage))?.[0];
}

export const denialRows: Readonly<Record<Denial, Row>> = {
  kms: {
    short: "Not allowed by KMS",
    what: "{target} is encrypted with a KMS key, and KMS does not let this account's key use that one.",
    next: "Check in the KMS console that the key is enabled, and ask for the right to decrypt with it (kms:Decrypt).",
    remedy: { kind: "showLog" },
  },
  "foreign-bucket": {
    short: "Bucket of another account",
    what: "The bucket {bucket} belongs to another Alibaba Cloud account, which has not let this one in.",
    next: "Ask its owner for access, or correct the bucket's name.",
    remedy: { kind: "editAccount", part: "bucket" },
  },
  "requester-pays": {
    short: "Requester must pay",
    what: "The bucket {bucket} answers only to requesters who pay for their requests and downloads.",
    next: 'If this account is to pay, add "requesterPays": true to it in the settings.',
    remedy: { kind: "openSettings", setting: "ossImageLabels.accounts" },
  },
  referer: {
    short: "Hotlink protection",
    what: "The hotlink protection of {bucket} refuses requests without a Referer that it lists, and this extension sends none.",
    next: "Let the bucket accept an empty Referer in the OSS console.",
    remedy: { kind: "showLog" },
  },
  "vpc-policy": {
    short: "Denied by the VPC policy",
    what: "The policy of the VPC that this machine is in does not allow {target}.",
    next: "Ask whoever runs the VPC to allow the bucket in its endpoint policy, or use another network.",
    remedy: { kind: "showLog" },
  },
  "sts-policy": {
    short: "Temporary key too narrow",
    what: "The temporary keys of this account are too narrow for {target}: the policy that was given when they were issued does not allow it.",
    next: "Get keys with a wider policy; the role alone is not what is missing.",
    remedy: { kind: "editAccount", part: "credentials" },
  },
  "ram-policy": {
    short: "Denied by a RAM policy",
    what: "A RAM policy forbids this account's key {target}; a right given elsewhere does not help against that.",
    next: "Ask whoever runs the RAM policies to remove the Deny.",
    remedy: { kind: "checkSetup", about: "rights" },
  },
  "bucket-policy": {
    short: "Denied by the bucket policy",
    what: "The policy of the bucket {bucket} forbids {target}.",
    next: "Ask its owner to change the policy; it may let in certain networks or keys only.",
    remedy: { kind: "showLog" },
  },
};
