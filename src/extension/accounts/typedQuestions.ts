/** The questions that are answered by typing: what each asks, and what it takes for an answer. */
import { homedir } from "node:os";
import { shownPath } from "../../credentials/credentialsFile.ts";
import { ossutilPath } from "../../credentials/ossutilFile.ts";
import type { Credentials } from "../../oss/account.ts";
import { readEndpoint } from "../../oss/endpoint.ts";
import { type AccountAnswers, keptKeys } from "./accountAnswers.ts";
import { type AccountStep, needsBucket } from "./accountSteps.ts";
import {
  accessKeyIdProblem,
  accessKeySecretProblem,
  bucketProblem,
  domainBucketProblem,
  domainProblem,
  nameProblem,
  type Problem,
  roleProblem,
  securityTokenProblem,
  uriProblem,
} from "./answerProblems.ts";
import { profileOffers } from "./credentialOffers.ts";
import type { PlainHttp } from "./plainHttp.ts";

export interface QuestionContext {
  /** `Add an Account` or `Edit "Photos"`. */
  readonly title: string;
  /** Names of the other accounts. */
  readonly taken: readonly string[];
  /** Keys that are kept for the account now. */
  readonly present: Credentials | undefined;
  readonly plainHttp: PlainHttp;
}

/** What a question is about, beside its title. */
export interface TypedQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  readonly problem?: (text: string) => Problem;
  readonly check?: (text: string) => Promise<Problem>;
}

/** Steps whose answer has their own name. */
export type TypedStep = Exclude<
  AccountStep,
  "source" | "ossutilProfile" | "ossutilFile" | "place" | "region"
>;

export function typedQuestion(
  step: TypedStep,
  answers: AccountAnswers,
  context: QuestionContext,
): TypedQuestion {
  const { taken, present, plainHttp } = context;
  const kept = keptKeys(answers, present);
  switch (step) {
    case "name":
      return {
        prompt: "What to call the account in the tree",
        problem: (text) => nameProblem(text, taken),
      };
    case "role":
      return {
        prompt: "The instance's RAM role; leave it empty for the one that is attached",
        placeholder: "role name (optional)",
        problem: roleProblem,
      };
    case "uri":
      return {
        prompt: "The address that answers with temporary keys as JSON",
        placeholder: "http://127.0.0.1:6666/",
        problem: uriProblem,
      };
    case "bucket":
      return {
        prompt: needsBucket(answers)
          ? "The bucket that the domain leads to, or bucket/prefix"
          : "One bucket, or bucket/prefix, if the key may not list buckets; leave it empty to list them all",
        placeholder: needsBucket(answers) ? "bucket" : "all buckets",
        problem: (text) => bucketProblem(text, answers),
      };
    case "domainBucket":
      return { prompt: "The bucket that has a domain of its own", problem: domainBucketProblem };
    case "domain":
      return {
        prompt: `The domain bound to ${answers.domainBucket.trim()} in the OSS console (Bucket Settings, Domain Names). Accounts new to OSS since March 2025 need one in mainland regions. Leave it empty for none`,
        placeholder: "img.example.com",
        problem: domainProblem,
        check: (text) => asksInTheClear(text, plainHttp),
      };
    case "accessKeyId":
      return {
        prompt: "The AccessKey ID, best of a RAM user that may only read",
        placeholder: "LTAI…",
        problem: accessKeyIdProblem,
      };
    case "accessKeySecret":
      return {
        prompt: kept
          ? "The AccessKey secret; leave it empty to keep the present one"
          : "The AccessKey secret; it is kept in VS Code's secret storage",
        password: true,
        problem: (text) => accessKeySecretProblem(text, kept),
      };
    case "securityToken":
      return {
        prompt: "The STS security token, for temporary keys only; else leave it empty",
        placeholder: "security token (optional)",
        password: true,
        problem: (text) =>
          securityTokenProblem(text, answers, answers.accessKeySecret.trim() ? undefined : kept),
      };
  }
}

async function asksInTheClear(text: string, plainHttp: PlainHttp): Promise<Problem> {
  const endpoint = text.trim() === "" ? undefined : readEndpoint(text);
  if (!endpoint || (await plainHttp.ask(endpoint))) return undefined;
  return "Write the address with https://, or agree to plain HTTP.";
}

export function ossutilFileQuestion(): TypedQuestion {
  const home = homedir();
  return {
    prompt: "A configuration file of ossutil; ~ is your home folder",
    placeholder: shownPath(ossutilPath(home, {}, undefined), home),
    problem: (text) => (text.trim() === "" ? "Write the path of the file." : undefined),
    check: async (text) => {
      try {
        const offers = await profileOffers(ossutilPath(home, {}, text), home, "ossutil-file");
        return offers.length > 0 ? undefined : "There is no profile in this file.";
      } catch (error) {
        return (error as Error).message;
      }
    },
  };
}
