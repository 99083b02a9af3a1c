/** Asks each question about an account in VS Code's quick input. */
import { homedir } from "node:os";
import { ossutilPath } from "../../credentials/ossutilFile.ts";
import type { AccountAnswers } from "./accountAnswers.ts";
import { type AccountStep, endpointIn } from "./accountSteps.ts";
import { type CredentialAnswer, credentialOffers, profileOffers } from "./credentialOffers.ts";
import {
  endpointOffers,
  endpointSentence,
  type PlaceOffer,
  regionOffers,
} from "./endpointOffers.ts";
import { askPick, askText } from "./quickInputs.ts";
import { type Row, rows } from "./rows.ts";
import type { Position, Turn } from "./turns.ts";
import {
  ossutilFileQuestion,
  type QuestionContext,
  type TypedQuestion,
  typedQuestion,
} from "./typedQuestions.ts";

type TextAnswer = {
  [Name in keyof AccountAnswers]: AccountAnswers[Name] extends string ? Name : never;
}[keyof AccountAnswers];

/** Asks one question. Rejects with a `CancellationError` when the person gives up. */
export function askAccountQuestion(
  step: AccountStep,
  answers: AccountAnswers,
  position: Position,
  context: QuestionContext,
): Promise<Turn<AccountAnswers>> {
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
      return askAnswer("file", ossutilFileQuestion(), answers, position, context);
    default:
      return askAnswer(step, typedQuestion(step, answers, context), answers, position, context);
  }
}

async function askAnswer(
  name: TextAnswer,
  question: TypedQuestion,
  answers: AccountAnswers,
  position: Position,
  { title }: QuestionContext,
): Promise<Turn<AccountAnswers>> {
  const { go, value } = await askText({ title, value: answers[name], ...question }, position);
  return { go, answers: { ...answers, [name]: value } };
}

async function askSource(
  answers: AccountAnswers,
  position: Position,
  { title }: QuestionContext,
): Promise<Turn<AccountAnswers>> {
  const machine = { env: process.env, homeFolder: homedir(), now: new Date() };
  const isPresent = ({ source, profile = "" }: CredentialAnswer) =>
    source === answers.source && (profile === answers.profile || profile === "");
  const { go, value } = await askPick<Row<CredentialAnswer>>(
    {
      title,
      placeholder: "Where do the account's keys come from?",
      value: "",
      items: async () => rows(await credentialOffers(machine)),
      isActive: ({ answer }) => answer !== undefined && isPresent(answer),
      accepts: ({ answer }) => answer !== undefined,
    },
    position,
  );
  return { go, answers: withSource(answers, value.item?.answer) };
}

async function askProfile(
  answers: AccountAnswers,
  position: Position,
  { title }: QuestionContext,
): Promise<Turn<AccountAnswers>> {
  const home = homedir();
  const { go, value } = await askPick<Row<CredentialAnswer>>(
    {
      title,
      placeholder: "Which profile?",
      value: "",
      items: async () =>
        rows(await profileOffers(ossutilPath(home, {}, answers.file), home, "ossutil-file")),
      isActive: ({ answer }) => answer?.profile === answers.profile,
      accepts: ({ answer }) => answer !== undefined,
    },
    position,
  );
  return { go, answers: withSource(answers, value.item?.answer) };
}

/** A profile's own place is taken where nothing else was written. */
function withSource(answers: AccountAnswers, chosen: CredentialAnswer | undefined): AccountAnswers {
  if (!chosen) return answers;
  const { source, profile = "", place = "", region = "" } = chosen;
  const isFree = answers.place.trim() === "" || answers.place === answers.suggestedPlace;
  const suggested = isFree ? { place, region, suggestedPlace: place } : {};
  return { ...answers, source, profile, ...suggested };
}

async function askPlace(
  answers: AccountAnswers,
  position: Position,
  { title, plainHttp }: QuestionContext,
): Promise<Turn<AccountAnswers>> {
  const { go, value } = await askPick<Row<string>>(
    {
      title,
      placeholder: "Region or endpoint: cn-hangzhou, an OSS host, your own domain, an IP address",
      value: answers.place,
      items: (typed) => placeRows(endpointOffers(typed)),
      accepts: async ({ answer }) => {
        const endpoint = answer === undefined ? undefined : endpointIn(answer);
        return endpoint !== undefined && plainHttp.ask(endpoint);
      },
      followsTyping: true,
    },
    position,
  );
  return { go, answers: { ...answers, place: value.item?.answer ?? value.typed } };
}

async function askRegion(
  answers: AccountAnswers,
  position: Position,
  { title }: QuestionContext,
): Promise<Turn<AccountAnswers>> {
  const endpoint = endpointIn(answers.place);
  const about = endpoint ? ` ${endpointSentence(endpoint)}` : "";
  const { go, value } = await askPick<Row<string>>(
    {
      title,
      placeholder: `In which region is it?${about}`,
      value: answers.region,
      items: (typed) => placeRows(regionOffers(typed)),
      accepts: ({ answer }) => answer !== undefined,
      followsTyping: true,
    },
    position,
  );
  return { go, answers: { ...answers, region: value.item?.answer ?? value.typed } };
}

function placeRows(offers: readonly PlaceOffer[]): Row<string>[] {
  return rows(
    offers.map((offer) => ({ ...offer, icon: offer.answer === undefined ? "error" : "globe" })),
  );
}
