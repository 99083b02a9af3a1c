/** Makes what checks come to, of findings and of errors. */
import type { Failure } from "../errors/failure.ts";
import type { NetworkError } from "../http/networkError.ts";
import {
  type Explanation,
  explain,
  explainCall,
  explainFinding,
  type Remedy,
} from "../messages/explain.ts";
import { serviceWords } from "../messages/serviceWords.ts";
import type { SetupFacts, SetupFinding } from "../messages/setupRows.ts";
import type { Outcome, SetupAction, Verdict } from "./setupItem.ts";

export function works(finding: string): Outcome {
  return { verdict: "works", finding };
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
export function failed(error: Failure, place: ErrorPlaces): Outcome {
  const said = serviceWords(error);
  return { ...outcomeOf(explain(error), place), ...(said !== undefined && { said }) };
}

/** The same for what broke on the way to a host. */
export function broken({ code }: NetworkError, host: string, place: ErrorPlaces): Outcome {
  return outcomeOf(explainCall({ code, facts: { host, target: host } }), place);
}

/** The same for what a check found amiss without a call that failed. */
export function found<Finding extends SetupFinding>(
  verdict: Verdict,
  finding: Finding,
  facts: SetupFacts<Finding>,
  place: ErrorPlaces,
): Outcome {
  return { ...outcomeOf(explainFinding(finding, facts), place), verdict };
}

/** What a check was about, so that an error's action leads there. */
export interface ErrorPlaces {
  readonly bucket?: string | undefined;
  /** True for keys that a person typed here. */
  readonly typedKeys: boolean;
}

function outcomeOf({ what, next, remedy }: Explanation, place: ErrorPlaces): Outcome {
  const action = remedy && actionFor(remedy, place);
  return { verdict: "fails", finding: what, nextStep: next, ...(action && { action }) };
}

function actionFor(remedy: Remedy, { bucket, typedKeys }: ErrorPlaces): SetupAction {
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
