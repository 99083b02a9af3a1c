/** Which questions an account needs, in which order. Knows no VS Code. */
import type { Endpoint } from "../../oss/endpoint.ts";
import { readEndpoint } from "../../oss/endpoint.ts";
import type { AccountAnswers } from "./accountAnswers.ts";

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

/** What of an account is asked for: everything of a new one, a part of one that is there. */
export type AccountPart = "all" | "name" | "credentials" | "keys" | "place" | "bucket" | "domain";

/** The questions of a part, given what was answered so far. */
export function stepsOf(part: AccountPart, answers: AccountAnswers): AccountStep[] {
  switch (part) {
    case "all":
      return [
        "name",
        ...sourceSteps(answers),
        ...placeSteps(answers),
        "bucket",
        ...keySteps(answers),
      ];
    case "name":
      return ["name"];
    case "credentials":
      return [...sourceSteps(answers), ...keySteps(answers)];
    case "keys":
      return keySteps(answers);
    case "place":
      return [...placeSteps(answers), ...(needsBucket(answers) ? (["bucket"] as const) : [])];
    case "bucket":
      return ["bucket"];
    case "domain":
      return ["domainBucket", "domain"];
  }
}

/** True where the endpoint leads to one bucket only, whose name it does not tell. */
export function needsBucket({ place }: AccountAnswers): boolean {
  return endpointIn(place)?.kind === "custom-domain";
}

/** What the place means; `undefined` while it means nothing. */
export function endpointIn(place: string): Endpoint | undefined {
  try {
    return readEndpoint(place);
  } catch {
    return undefined;
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

function keySteps({ source }: AccountAnswers): AccountStep[] {
  return source === "stored" ? ["accessKeyId", "accessKeySecret", "securityToken"] : [];
}
