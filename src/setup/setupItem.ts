/** A line of the checklist: what was looked at, what was found, and what to do next. */
import { t } from "@vscode/l10n";
import type { Failure } from "../errors/failure.ts";
import type { NetworkError } from "../http/networkError.ts";
import {
  type ExplainedWords,
  explain,
  explainCall,
  explainFinding,
  type Remedy,
} from "../messages/explain.ts";
import type { EditedPart } from "../messages/row.ts";
import { serviceWords } from "../messages/serviceWords.ts";
import type { SetupFacts, SetupFinding } from "../messages/setupRows.ts";

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

/** `attention`: it passed, but not for long or not as it should. `unknown`: it cannot be known from here. */
export type Verdict =
  | "waiting"
  | "running"
  | "passed"
  | "attention"
  | "failed"
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

export function checkTitle(id: CheckId): string {
  switch (id) {
    case "account":
      return t("Account");
    case "credentials":
      return t("Credentials");
    case "endpoint":
      return t("Endpoint");
    case "clock":
      return t("Clock");
    case "signature":
      return t("Access key");
    case "buckets":
      return t("List buckets");
    case "bucket":
      return t("Bucket and region");
    case "objects":
      return t("List the bucket");
    case "image":
      return t("Read an image");
    case "imm":
      return t("IMM project");
    case "detection":
      return t("Detect labels (oss:ProcessImm)");
  }
}

export function passed(finding: string): Outcome {
  return { verdict: "passed", finding };
}

/** Not looked at; `reason` is a sentence. */
export function skipped(reason: string): Outcome {
  return { verdict: "skipped", finding: reason };
}

/** Cannot be known from here; `reason` is a sentence. */
export function unknown(reason: string): Outcome {
  return { verdict: "unknown", finding: reason };
}

/** What happened as a finding, what to do next as the next step. */
export function failed(error: Failure, context: CheckContext): Outcome {
  const said = serviceWords(error);
  return { ...outcomeOf(explain(error), context), ...(said !== undefined && { said }) };
}

/** The same for what broke on the way to a host. */
export function broken({ code }: NetworkError, host: string, context: CheckContext): Outcome {
  return outcomeOf(explainCall({ code, facts: { host, target: host } }), context);
}

/** The same for what a check found amiss without a call that failed. */
export function found<Finding extends SetupFinding>(
  verdict: Verdict,
  finding: Finding,
  facts: SetupFacts<Finding>,
  context: CheckContext,
): Outcome {
  return { ...outcomeOf(explainFinding(finding, facts), context), verdict };
}

/** What a check was about, so that an error's action leads there. */
export interface CheckContext {
  readonly bucket?: string | undefined;
  /** True for keys that a person typed here. */
  readonly typedKeys: boolean;
}

function outcomeOf({ what, next, remedy }: ExplainedWords, context: CheckContext): Outcome {
  const action = remedy && actionFor(remedy, context);
  return { verdict: "failed", finding: what, nextStep: next, ...(action && { action }) };
}

function actionFor(remedy: Remedy, { bucket, typedKeys }: CheckContext): SetupAction {
  switch (remedy.kind) {
    case "editAccount": {
      const part = remedy.part === "keys" && !typedKeys ? "credentials" : remedy.part;
      return { kind: "editAccount", ...(part && { part }) };
    }
    case "setCustomDomain":
      return { kind: "editAccount", part: "domain", ...(bucket !== undefined && { bucket }) };
    // The list is open already.
    case "checkSetup":
      return { kind: remedy.about === "rights" ? "copyPolicy" : "openWalkthrough" };
    case "retry":
      return { kind: "checkAgain" };
    case "openSettings":
    case "addAccount":
    case "openWalkthrough":
    case "showLog":
      return remedy;
  }
}
