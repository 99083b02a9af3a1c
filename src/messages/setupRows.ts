/** What the checklist of an account finds amiss where no call has failed. */
import type { RowRemedy, Words } from "./row.ts";

const editEndpoint: RowRemedy = { kind: "editAccount", part: "place" };
const editBucket: RowRemedy = { kind: "editAccount", part: "bucket" };
const editKeys: RowRemedy = { kind: "editAccount", part: "keys" };

export const setupRows = {
  // The endpoint
  "certificate-unchecked": {
    what: "{host} answers over HTTPS, but its certificate is not checked.",
    next: "Switch http.proxyStrictSSL on; name your company's CA in NODE_EXTRA_CA_CERTS.",
    remedy: { kind: "openSettings", setting: "http.proxyStrictSSL" },
  },
  unencrypted: {
    what: "{host} answers as OSS, but unencrypted.",
    next: "Edit the account and write https:// in front of its endpoint.",
    remedy: editEndpoint,
  },
  "not-as-oss": {
    what: "{host} answers, but not as OSS does: its response has no request ID.",
    next: "Edit the account and check that this is an OSS endpoint.",
    remedy: editEndpoint,
  },

  // The clock; `apart` is a length of time
  "clock-behind": {
    what: "This machine's clock is {apart} behind; beyond 15 minutes, OSS refuses its signatures.",
    next: "Set this machine's clock.",
  },
  "clock-ahead": {
    what: "This machine's clock is {apart} ahead; beyond 15 minutes, OSS refuses its signatures.",
    next: "Set this machine's clock.",
  },
  "clock-too-far-behind": {
    what: "This machine's clock is {apart} behind, so OSS refuses its signatures.",
    next: "Set this machine's clock; until then calls are signed with the service's time.",
  },
  "clock-too-far-ahead": {
    what: "This machine's clock is {apart} ahead, so OSS refuses its signatures.",
    next: "Set this machine's clock; until then calls are signed with the service's time.",
  },

  // The keys; `left` and `ago` are lengths of time
  "keys-end-soon": {
    what: "Found temporary keys {keyId}: {keySource}; they expire in {left}.",
    next: "Get new ones, then edit the account.",
    remedy: editKeys,
  },
  "keys-ended": {
    what: "Found temporary keys {keyId}: {keySource}; they expired {ago} ago.",
    next: "Get new ones, then edit the account.",
    remedy: editKeys,
  },
  "renewed-keys-ended": {
    what: "Found temporary keys {keyId}: {keySource}; they expired {ago} ago.",
    next: "Sign in again where they come from, then check again.",
    remedy: { kind: "retry" },
  },

  // Buckets
  "no-list-of-buckets": {
    what: "The key may not list buckets (oss:ListBuckets); {bucket} is checked all the same.",
    next: "Edit the account and name its bucket, so that no list is asked for.",
    remedy: editBucket,
  },
  "bucket-elsewhere": {
    what: "{bucket} is in {region}, but the account says {accountRegion}, which costs every window one extra request.",
    next: "Edit the account and set its region to {region}.",
    remedy: editEndpoint,
  },
  "no-buckets": { what: "The account has no bucket.", next: "Create one in the OSS console." },
  "no-known-bucket": {
    what: "No bucket of the account is known.",
    next: "Edit the account and name its bucket.",
    remedy: editBucket,
  },
  "no-image": {
    what: "No JPEG or PNG image is among the first objects of {bucket}.",
    next: "Check a bucket that has images.",
  },

  // Any check; `limit` is a number of seconds
  "no-answer-in-time": {
    what: "No answer within {limit} s.",
    next: "Check the network and the proxy, then check again.",
    remedy: { kind: "retry" },
  },

  // IMM
  "imm-not-bound": {
    what: "No IMM project of {region} is bound to {bucket}, so its images have no labels.",
    next: "Bind a project of {region} in the OSS console: the bucket, Data Processing, IMM.",
    remedy: { kind: "checkSetup", about: "imm" },
  },
  "imm-not-asked": {
    what: "The key may not ask IMM ({action}).",
    next: "Add {action} to the key's RAM policy, then check again.",
    remedy: { kind: "checkSetup", about: "rights" },
  },
  "imm-not-activated": {
    what: "IMM is not activated for this Alibaba Cloud account.",
    next: "Activate IMM in its console, then bind a project of {region} to {bucket}.",
    remedy: { kind: "checkSetup", about: "imm" },
  },
  "imm-unclear": {
    what: "IMM answered {answered} ({details}).",
    next: "See the bucket's Data Processing page in the OSS console.",
  },
  "imm-no-code": {
    what: "IMM answered without a code ({details}).",
    next: "See the bucket's Data Processing page in the OSS console.",
  },
  "imm-foreign": {
    what: "IMM answered HTTP {status}, and nothing of IMM.",
    next: "See the bucket's Data Processing page in the OSS console.",
  },
  "no-imm-in-region": {
    what: "No IMM endpoint is documented for {region}, and none was found.",
    next: "Choose a bucket in a region that has IMM, such as cn-hangzhou.",
  },
} as const satisfies Readonly<Record<string, Words>>;

export type SetupFinding = keyof typeof setupRows;

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The facts that a finding's words need. */
export type SetupFacts<Finding extends SetupFinding> = Readonly<
  Record<Placeholder<(typeof setupRows)[Finding]["what" | "next"]>, string>
>;
