/** What each step of the account wizard asks, and what it takes for an answer. */

import { homedir } from "node:os";
import { isDeepStrictEqual } from "node:util";
import { t } from "@vscode/l10n";
import { shownPath } from "../../../credentials/credentialsFile.ts";
import { ossutilPath } from "../../../credentials/ossutilFile.ts";
import { wordsFor } from "../../../messages/explain.ts";
import type { Credentials } from "../../../oss/account.ts";
import { readEndpoint } from "../../../oss/endpoint.ts";
import type { Ui } from "../../ui.ts";
import type { PlainHttp } from "../plainHttp.ts";
import type { Tried } from "../tryAccount.ts";
import {
  type AccountAnswers,
  accessKeyIdProblem,
  accessKeySecretProblem,
  bucketProblem,
  domainBucketProblem,
  domainProblem,
  endpointIn,
  keptKeys,
  nameProblem,
  needsBucket,
  type Problem,
  roleProblem,
  securityTokenProblem,
  suggestedName,
  uriProblem,
} from "./answers.ts";
import { type CredentialAnswer, credentialOffers, profileOffers } from "./credentialOffers.ts";
import { askPick, askText, type Row, rows } from "./quickInputs.ts";
import { endpointOffers, endpointSentence, type PlaceOffer, regionOffers } from "./regionOffers.ts";
import type { AccountStep, Exit, StepPosition } from "./wizard.ts";

type TextAnswer = {
  [Name in keyof AccountAnswers]: AccountAnswers[Name] extends string ? Name : never;
}[keyof AccountAnswers];

/** Asks one question. Rejects with a `CancellationError` when the person gives up. */
export function askAccountQuestion(
  step: AccountStep,
  answers: AccountAnswers,
  position: StepPosition,
  context: QuestionContext,
): Promise<Exit<AccountAnswers>> {
  switch (step) {
    case "source":
      return askSource(answers, position, context);
    case "ossutilProfile":
      return askProfile(answers, position, context);
    case "place":
      return askPlace(answers, position, context);
    case "region":
      return askRegion(answers, position, context);
    case "ossutilFile":
      return askAnswer(step, ossutilFileQuestion(), answers, position, context);
    case "name": {
      const name = answers.name === "" ? suggestedName(answers, context.taken) : answers.name;
      const question = typedQuestion(step, answers, context);
      return askAnswer(step, question, { ...answers, name }, position, context);
    }
    default:
      return askAnswer(step, typedQuestion(step, answers, context), answers, position, context);
  }
}

async function askAnswer(
  step: TypedStep | "ossutilFile",
  question: TypedQuestion,
  answers: AccountAnswers,
  position: StepPosition,
  { ui, title, tryKeys }: QuestionContext,
): Promise<Exit<AccountAnswers>> {
  const name: TextAnswer = step === "ossutilFile" ? "file" : step;
  const trial = new Trial(step, tryKeys);
  const check = async (text: string): Promise<Problem> => {
    const wrong = await question.check?.(text);
    if (wrong !== undefined) return wrong;
    const problem = await trial.problemOf({ ...answers, [name]: text });
    return (
      problem && t("{0} Correct it, go back, or press Enter again to keep it as it is.", problem)
    );
  };
  const { go, value } = await askText(
    ui,
    { title, value: answers[name], ...question, check },
    position,
  );
  return { go, value: trial.after({ ...answers, [name]: value }) };
}

/** The keys as one question tries them: answers that were refused before pass, since a person may know better. */
class Trial {
  readonly #step: AccountStep;
  readonly #tryKeys: QuestionContext["tryKeys"];
  #refused: AccountAnswers | undefined;
  #mayList: boolean | undefined;

  constructor(step: AccountStep, tryKeys: QuestionContext["tryKeys"]) {
    this.#step = step;
    this.#tryKeys = tryKeys;
  }

  async problemOf(answers: AccountAnswers): Promise<Problem> {
    if (isDeepStrictEqual(answers, this.#refused)) return undefined;
    const tried = await this.#tryKeys(this.#step, answers);
    if (!tried) return undefined;
    this.#refused = tried.problem === undefined ? undefined : answers;
    this.#mayList = tried.mayList;
    return tried.problem;
  }

  /** The answers with what was found out; those of the bucket say nothing of the others. */
  after(answers: AccountAnswers): AccountAnswers {
    if (this.#mayList === undefined || this.#step === "bucket") return answers;
    return { ...answers, mayList: this.#mayList };
  }

  /** The same at a row that was chosen: what is wrong as a row above the others. */
  async rowFor<Answer>(answers: AccountAnswers): Promise<Row<Answer> | undefined> {
    const problem = await this.problemOf(answers);
    if (problem === undefined) return undefined;
    const detail = t("Choose another row, go back, or press Enter again to keep it as it is.");
    const [row] = rows<Answer>([{ icon: "error", label: problem, detail, always: true }]);
    return row;
  }
}

async function askSource(
  answers: AccountAnswers,
  position: StepPosition,
  { ui, title, tryKeys }: QuestionContext,
): Promise<Exit<AccountAnswers>> {
  const trial = new Trial("source", tryKeys);
  const machine = { env: process.env, homeFolder: homedir(), now: new Date() };
  const isPresent = ({ source, profile = "" }: CredentialAnswer) =>
    source === answers.source && (profile === answers.profile || profile === "");
  const { go, value } = await askPick<Row<CredentialAnswer>>(
    ui,
    {
      title,
      placeholder: t("Where do the account's keys come from?"),
      value: "",
      items: async () => rows(await credentialOffers(machine)),
      isActive: ({ answer }) => answer !== undefined && isPresent(answer),
      accepts: ({ answer }) => answer !== undefined,
      isBroken: ({ isBroken = false }) => isBroken,
      check: ({ answer }) => trial.rowFor(withSource(answers, answer)),
    },
    position,
  );
  return { go, value: trial.after(withSource(answers, value.item?.answer)) };
}

async function askProfile(
  answers: AccountAnswers,
  position: StepPosition,
  { ui, title, tryKeys }: QuestionContext,
): Promise<Exit<AccountAnswers>> {
  const trial = new Trial("ossutilProfile", tryKeys);
  const home = homedir();
  const { go, value } = await askPick<Row<CredentialAnswer>>(
    ui,
    {
      title,
      placeholder: t("Which profile?"),
      value: "",
      items: async () =>
        rows(await profileOffers(ossutilPath(home, {}, answers.file), home, "ossutil-file")),
      isActive: ({ answer }) => answer?.profile === answers.profile,
      accepts: ({ answer }) => answer !== undefined,
      isBroken: ({ isBroken = false }) => isBroken,
      check: ({ answer }) => trial.rowFor(withSource(answers, answer)),
    },
    position,
  );
  return { go, value: trial.after(withSource(answers, value.item?.answer)) };
}

/** A profile's own place is taken where nothing else was written. */
function withSource(answers: AccountAnswers, chosen: CredentialAnswer | undefined): AccountAnswers {
  if (!chosen) return answers;
  const { source, profile = "", place = "", region = "" } = chosen;
  const isFree = answers.place.trim() === "" || answers.place === answers.suggestedPlace;
  const suggested = isFree ? { place, region, suggestedPlace: place, suggestedRegion: region } : {};
  return { ...answers, source, profile, ...suggested };
}

async function askPlace(
  answers: AccountAnswers,
  position: StepPosition,
  { ui, title, plainHttp, tryKeys }: QuestionContext,
): Promise<Exit<AccountAnswers>> {
  const trial = new Trial("place", tryKeys);
  const { go, value } = await askPick<Row<string>>(
    ui,
    {
      title,
      placeholder: t(
        "Region or endpoint: cn-hangzhou, an OSS host, a custom domain, an IP address",
      ),
      value: answers.place,
      items: (typed) => placeRows(endpointOffers(typed)),
      accepts: async ({ answer }) => {
        const endpoint = answer === undefined ? undefined : endpointIn(answer);
        return endpoint !== undefined && plainHttp.ask(endpoint);
      },
      check: ({ answer = "" }) => trial.rowFor({ ...answers, place: answer }),
      followsTyping: true,
    },
    position,
  );
  const place = value.item?.answer ?? value.typed;
  return { go, value: trial.after({ ...answers, place }) };
}

async function askRegion(
  answers: AccountAnswers,
  position: StepPosition,
  { ui, title, tryKeys }: QuestionContext,
): Promise<Exit<AccountAnswers>> {
  const trial = new Trial("region", tryKeys);
  const endpoint = endpointIn(answers.place);
  const { go, value } = await askPick<Row<string>>(
    ui,
    {
      title,
      placeholder: endpoint
        ? t("Which region is it in? {0}", endpointSentence(endpoint))
        : t("Which region is it in?"),
      value: answers.region,
      items: (typed) => placeRows(regionOffers(typed)),
      accepts: ({ answer }) => answer !== undefined,
      check: ({ answer = "" }) => trial.rowFor({ ...answers, region: answer }),
      followsTyping: true,
    },
    position,
  );
  const region = value.item?.answer ?? value.typed;
  return { go, value: trial.after({ ...answers, region }) };
}

function placeRows(offers: readonly PlaceOffer[]): Row<string>[] {
  return rows(
    offers.map((offer) => ({ ...offer, icon: offer.answer === undefined ? "error" : "globe" })),
  );
}

export interface QuestionContext {
  readonly ui: Ui;
  /** `Add an Account` or `Edit "Photos"`. */
  readonly title: string;
  /** Names of the other accounts. */
  readonly taken: readonly string[];
  /** Keys that are kept for the account now. */
  readonly present: Credentials | undefined;
  readonly plainHttp: PlainHttp;
  /** Asked at Enter of each answer; `undefined` where the keys are not tried at this step. */
  readonly tryKeys: (step: AccountStep, answers: AccountAnswers) => Promise<Tried | undefined>;
}

/** What a question is about, beside its title. */
interface TypedQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  readonly problem?: (text: string) => Problem;
  readonly check?: (text: string) => Promise<Problem>;
}

/** Steps whose answer has their own name. */
type TypedStep = Exclude<
  AccountStep,
  "source" | "ossutilProfile" | "ossutilFile" | "place" | "region"
>;

function typedQuestion(
  step: TypedStep,
  answers: AccountAnswers,
  context: QuestionContext,
): TypedQuestion {
  const { taken, present, plainHttp } = context;
  const kept = keptKeys(answers, present);
  switch (step) {
    case "name":
      return {
        prompt: t("The account's name in the tree"),
        problem: (text) => nameProblem(text, taken),
      };
    case "role":
      return {
        prompt: t("The instance's RAM role; leave it empty for the one that is attached"),
        placeholder: t("role name (optional)"),
        problem: roleProblem,
      };
    case "uri":
      return {
        prompt: t("The address that returns temporary keys as JSON"),
        placeholder: "http://127.0.0.1:6666/",
        problem: uriProblem,
      };
    case "bucket":
      if (!answers.mayList) return readableBucketQuestion(answers);
      return {
        prompt: needsBucket(answers)
          ? t("The bucket that the domain leads to, or bucket/prefix")
          : t(
              "One bucket, or bucket/prefix, if the key may not list buckets; leave it empty to list them all",
            ),
        placeholder: needsBucket(answers) ? t("bucket") : t("all buckets"),
        problem: (text) => bucketProblem(text, answers),
      };
    case "domainBucket":
      return { prompt: t("The bucket that has a custom domain"), problem: domainBucketProblem };
    case "domain":
      return {
        prompt: t(
          "The domain bound to {0} in the OSS console (Bucket Settings, Domain Names). Accounts that are new to OSS since March 2025 need one in mainland regions. Leave it empty for none",
          answers.domainBucket.trim(),
        ),
        placeholder: "img.example.com",
        problem: domainProblem,
        check: (text) => asksInTheClear(text, plainHttp),
      };
    case "accessKeyId":
      return {
        prompt: t("The AccessKey ID, preferably of a RAM user with read access only"),
        placeholder: "LTAI…",
        problem: accessKeyIdProblem,
      };
    case "accessKeySecret":
      return {
        prompt: kept
          ? t("The AccessKey secret; leave it empty to keep the current one")
          : t("The AccessKey secret; it is kept in VS Code's secret storage"),
        password: true,
        problem: (text) => accessKeySecretProblem(text, kept),
      };
    case "securityToken":
      return {
        prompt: t("The STS security token of this temporary key"),
        placeholder: t("security token"),
        password: true,
        problem: (text) =>
          securityTokenProblem(text, answers, answers.accessKeySecret.trim() ? undefined : kept),
      };
  }
}

/** Asked when the service has said no to a list of buckets. */
function readableBucketQuestion(answers: AccountAnswers): TypedQuestion {
  return {
    prompt: t(
      "These keys may not list buckets. Name the bucket that they may read, or bucket/prefix; leave it empty to open buckets by name later",
    ),
    placeholder: t("bucket"),
    problem: (text) => bucketProblem(text, answers),
  };
}

async function asksInTheClear(text: string, plainHttp: PlainHttp): Promise<Problem> {
  const endpoint = text.trim() === "" ? undefined : readEndpoint(text);
  if (!endpoint || (await plainHttp.ask(endpoint))) return undefined;
  return t("Write the address with https://, or agree to plain HTTP.");
}

function ossutilFileQuestion(): TypedQuestion {
  const home = homedir();
  return {
    prompt: t("A configuration file of ossutil; ~ is your home folder"),
    placeholder: shownPath(ossutilPath(home, {}, undefined), home),
    problem: (text) => (text.trim() === "" ? t("Write the path of the file.") : undefined),
    check: async (text) => {
      try {
        const offers = await profileOffers(ossutilPath(home, {}, text), home, "ossutil-file");
        return offers.length > 0 ? undefined : t("There are no profiles in this file.");
      } catch (error) {
        return wordsFor(error);
      }
    },
  };
}
