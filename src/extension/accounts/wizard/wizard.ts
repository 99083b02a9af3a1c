/** A wizard: steps that are gone through back and forth until the last is answered, and those of an account. Knows no VS Code. */
import {
  type AccountAnswers,
  endpointIn,
  isTemporaryId,
  knowsPlace,
  needsBucket,
} from "./answers.ts";

/** Where a step stands among the others. */
export interface StepPosition {
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

/** How a step was left, and with what answer. */
export interface Exit<T> {
  readonly value: T;
  readonly go: "on" | "back";
}

export interface Wizard<Answers, Step> {
  /** The steps that the answers so far call for; asked again after each. */
  steps(answers: Answers): readonly Step[];
  /** Rejects when the person gives up. */
  ask(step: Step, answers: Answers, position: StepPosition): Promise<Exit<Answers>>;
  /** True when there is somewhere to go back to from the first step. */
  readonly canLeaveBack?: boolean;
}

/** The answers to all steps; `undefined` when the person went back from the first. */
export async function runWizard<Answers, Step>(
  initial: Answers,
  { steps, ask, canLeaveBack = false }: Wizard<Answers, Step>,
): Promise<Answers | undefined> {
  let answers = initial;
  let index = 0;
  for (;;) {
    const all = steps(answers);
    const step = all[index];
    if (step === undefined) return answers;
    const canGoBack = index > 0 || canLeaveBack;
    const exit = await ask(step, answers, { step: index + 1, totalSteps: all.length, canGoBack });
    answers = exit.value;
    index += exit.go === "on" ? 1 : -1;
    if (index < 0) return undefined;
  }
}

/** One question. */
export type AccountStep =
  | "name"
  | "source"
  | "ossutilFile"
  | "ossutilProfile"
  | "role"
  | "uri"
  | "place"
  | "region"
  | "bucket"
  | "domainBucket"
  | "domain"
  | "accessKeyId"
  | "accessKeySecret"
  | "securityToken";

/** Which part of an account is asked for: all of a new one, one part of an existing one. */
export type AccountPart = "all" | "name" | "credentials" | "keys" | "place" | "bucket" | "domain";

/** The questions of a part, given what was answered so far. */
export function stepsOf(part: AccountPart, answers: AccountAnswers): AccountStep[] {
  switch (part) {
    case "all":
      return [
        // The role that is attached to an instance tells its name itself.
        ...sourceSteps(answers).filter((step) => step !== "role"),
        ...(knowsPlace(answers) ? [] : placeSteps(answers)),
        ...(needsBucket(answers) ? (["bucket"] as const) : []),
        ...keySteps(answers),
        ...(asksForReadableBucket(answers) ? (["bucket"] as const) : []),
        "name",
      ];
    case "name":
      return ["name"];
    case "credentials":
      return [...sourceSteps(answers), ...keySteps(answers)];
    case "keys":
      return answers.source === "stored" ? keySteps(answers) : stepsOf("credentials", answers);
    case "place":
      return [...placeSteps(answers), ...(needsBucket(answers) ? (["bucket"] as const) : [])];
    case "bucket":
      return ["bucket"];
    case "domain":
      return ["domainBucket", "domain"];
  }
}

function sourceSteps({ source }: AccountAnswers): AccountStep[] {
  switch (source) {
    case "ossutil-file":
      return ["source", "ossutilFile", "ossutilProfile"];
    case "instance-role":
      return ["source", "role"];
    case "uri":
      return ["source", "uri"];
    default:
      return ["source"];
  }
}

function placeSteps({ place }: AccountAnswers): AccountStep[] {
  const endpoint = endpointIn(place);
  return endpoint && endpoint.region === undefined ? ["place", "region"] : ["place"];
}

function keySteps({ source, accessKeyId }: AccountAnswers): AccountStep[] {
  if (source !== "stored") return [];
  const keys: AccountStep[] = ["accessKeyId", "accessKeySecret"];
  return isTemporaryId(accessKeyId) ? [...keys, "securityToken"] : keys;
}

/** Of keys that may list no buckets, the one that they may read is asked for. */
function asksForReadableBucket(answers: AccountAnswers): boolean {
  return !answers.mayList && !needsBucket(answers);
}

/**
 * The step at which the keys are tried: the last one before the name, and then the bucket, where one has to be named
 * because they may list none. `undefined` for what changes no keys.
 */
export function tryingStep(part: AccountPart, answers: AccountAnswers): AccountStep | undefined {
  if (part !== "all" && part !== "keys" && part !== "credentials") return undefined;
  return stepsOf(part, answers).findLast((step) => step !== "name");
}

/** The answers at the beginning of a step: what the keys may do is found out anew when an earlier answer may change. */
export function beforeStep(step: AccountStep, answers: AccountAnswers): AccountAnswers {
  return step === "bucket" || step === "name" ? answers : { ...answers, mayList: true };
}
