/** A line of the checklist: what was looked at, what was found, and what to do next. */
import type { EditedPart } from "../messages/row.ts";

/** In the order of the list. */
export const checkIds = [
  "account",
  "credentials",
  "endpoint",
  "clock",
  "signature",
  "buckets",
  "bucket",
  "objects",
  "image",
  "imm",
  "detection",
] as const;

export type CheckId = (typeof checkIds)[number];

/** `attention`: it works, but not for long or not as it should. `unknown`: it cannot be known from here. */
export type Verdict =
  | "waiting"
  | "running"
  | "works"
  | "attention"
  | "fails"
  | "unknown"
  | "skipped";

/** What choosing a line does. */
export type SetupAction =
  | {
      readonly kind: "editAccount";
      readonly part?: EditedPart | "domain";
      readonly bucket?: string;
    }
  | { readonly kind: "addAccount" }
  /** Copies the RAM policy that the key needs. */
  | { readonly kind: "copyPolicy" }
  /** A setting's full name. */
  | { readonly kind: "openSettings"; readonly setting: string }
  | { readonly kind: "openWalkthrough" }
  | { readonly kind: "showLog" }
  | { readonly kind: "checkAgain" }
  /** One billable call, after a person agreed. */
  | { readonly kind: "detect" };

/** What a check came to; no text of it holds a secret. */
export interface Outcome {
  readonly verdict: Verdict;
  /** A sentence. */
  readonly finding: string;
  /** What the service itself said, such as `OSS says: …`. */
  readonly said?: string;
  /** A sentence that begins with what to do; absent where there is nothing to do. */
  readonly nextStep?: string;
  readonly action?: SetupAction;
}

export interface SetupItem extends Outcome {
  readonly id: CheckId;
  readonly title: string;
}

export const checkTitles: Readonly<Record<CheckId, string>> = {
  account: "Account",
  credentials: "Credentials",
  endpoint: "Endpoint",
  clock: "Clock",
  signature: "Access key",
  buckets: "List buckets",
  bucket: "Bucket and region",
  objects: "List the bucket",
  image: "Read an image",
  imm: "IMM project",
  detection: "Detect labels (oss:ProcessImm)",
};
