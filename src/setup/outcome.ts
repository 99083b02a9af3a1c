/** Makes what checks come to, of findings and of errors. */
import type { ErrorAction, OssError } from "../oss/error.ts";
import { fillSentence, findErrorRow } from "../oss/errorTable.ts";
import type { NetworkFailure } from "../oss/networkFailure.ts";
import type { EditedPart, Outcome, SetupAction } from "./setupItem.ts";

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

/** The sentence of an error, which ends in what to do next, as a finding and a next step. */
export function failed(error: OssError, place: ErrorPlaces): Outcome {
  return { verdict: "fails", ...inTwo(error.message), ...withAction(actionOf(error, place)) };
}

/** The same for what broke on the way to a host. */
export function broken({ code }: NetworkFailure, host: string, place: ErrorPlaces): Outcome {
  const row = findErrorRow({ code });
  const sentence = row?.sentence ?? "The call to {host} failed on the way. Check the network.";
  const message = fillSentence(sentence, { host, region: "", target: host });
  const action = actionOf({ code, action: row?.action }, place);
  return { verdict: "fails", ...inTwo(message), ...withAction(action) };
}

/** What a check was about, so that an error's action leads there. */
export interface ErrorPlaces {
  readonly bucket?: string | undefined;
  /** True for keys that a person typed here. */
  readonly typedKeys: boolean;
}

/** Errors are worded so that their last sentence says what to do. */
function inTwo(message: string): Pick<Outcome, "finding" | "nextStep"> {
  const end = message.lastIndexOf(". ");
  if (end === -1) return { finding: message };
  return { finding: message.slice(0, end + 1), nextStep: message.slice(end + 2) };
}

function withAction(action: SetupAction | undefined): Pick<Outcome, "action"> {
  return action === undefined ? {} : { action };
}

interface FailedHow {
  readonly code: string;
  readonly action: ErrorAction | undefined;
}

function actionOf({ code, action }: FailedHow, place: ErrorPlaces): SetupAction | undefined {
  const { bucket } = place;
  switch (action) {
    case "editAccount": {
      const part = partOf(code, place);
      return { kind: "editAccount", ...(part && { part }) };
    }
    case "setCustomDomain":
      return { kind: "editAccount", part: "domain", ...(bucket !== undefined && { bucket }) };
    case "openSettings":
      return { kind: "openSettings", setting: "http.proxy" };
    // A right is missing, and the list is open already.
    case "checkSetup":
      return { kind: "copyPolicy" };
    case "retry":
      return { kind: "checkAgain" };
    case "addAccount":
    case "openDocumentation":
    case "showLog":
      return { kind: action };
    default:
      return undefined;
  }
}

function partOf(code: string, { typedKeys }: ErrorPlaces): EditedPart | undefined {
  if (keyCodes.test(code)) return typedKeys ? "keys" : "credentials";
  if (bucketCodes.test(code)) return "bucket";
  return placeCodes.test(code) ? "place" : undefined;
}

const keyCodes =
  /^(?:InvalidAccessKeyId|SignatureDoesNotMatch|.*SecurityToken.*|no-credentials|credentials-.*|profile-.*|role-.*|instance-role-.*)$/;
const bucketCodes = /^(?:NoSuchBucket|InvalidBucketName|invalid-bucket-name|no-bucket-list)$/;
const placeCodes =
  /^(?:InvalidArgument|PermanentRedirect|SecondLevelDomainForbidden|TransferAccelerationDisabled|host-not-found|connect.*|not-http|redirected|certificate-.*|plain-http|invalid-endpoint|incomplete-account)$/;
