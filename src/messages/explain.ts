/** The one place that puts a failure into words: what happened, what to do next, and the one thing that helps. */
import { t } from "@vscode/l10n";
import { type Facts, Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import { joined, sentences } from "../labels/format.ts";
import { denialOf, denialRows } from "./denialRows.ts";
import { imageRows } from "./imageRows.ts";
import { networkRows } from "./networkRows.ts";
import { nounOf } from "./nouns.ts";
import { refusalRows } from "./refusalRows.ts";
import type { CallRow, Concern, Row, RowRemedy, Words } from "./row.ts";
import { serviceRows } from "./serviceRows.ts";
import { type SetupFacts, type SetupFinding, setupRows } from "./setupRows.ts";
import { statusRows } from "./statusRows.ts";

/** What can be done about a failure, with all that it takes to do it. */
export type Remedy =
  | (Extract<RowRemedy, { kind: "editAccount" | "setCustomDomain" | "checkSetup" }> & {
      readonly account?: string;
      readonly bucket?: string;
    })
  /** The setting's full name. */
  | { readonly kind: "openSettings"; readonly setting: string }
  | Extract<RowRemedy, { kind: "addAccount" | "openWalkthrough" | "retry" | "showLog" }>;

export interface Explanation extends ExplainedWords {
  /** The problem in a few words, for a label. */
  readonly short: string;
}

/** What is said of a failure, or of what a check found amiss. */
export interface ExplainedWords {
  /** Whole sentences: what happened. */
  readonly what: string;
  /** Whole sentences: what to do next. */
  readonly next: string;
  /** Absent where nothing of the product can do it. */
  readonly remedy?: Remedy;
  /** Which part of an account's setup it is about; absent for failures about none of these. */
  readonly concerns?: Concern;
}

/** In the order of the tables. */
export const callRows: readonly CallRow[] = [
  ...serviceRows,
  ...imageRows,
  ...networkRows,
  ...statusRows,
];

/** Any error in words; of what is unexpected they say only that it is, since its own could hold anything. */
export function explain(error: unknown): Explanation {
  if (error instanceof Refusal) return labelled(refusalRow(error), error.facts);
  if (error instanceof Failure) return explainCall(error);
  return labelled(unexpected, {});
}

/** Of a call that failed, by the code and the facts of its failure. */
export function explainCall({ code, facts }: Pick<Failure, "code" | "facts">): Explanation {
  const denial = denialOf(code, facts);
  const row = denial ? denialRows[denial] : (callRow(code, facts) ?? unheardOf);
  const answered = row === unheardOf ? asAnswered(code, facts) : {};
  const explanation = labelled(row, { ...facts, ...answered });
  return { ...explanation, what: sentences(explanation.what, billSentence(code, facts)) };
}

/** What a failed detection may have cost. Of a cancelled one the person is told elsewhere, who knows that it ended. */
function billSentence(code: string, { possiblyBilledCalls: calls }: Facts): string | undefined {
  if (code === "cancelled" || typeof calls !== "number" || calls < 1) return undefined;
  return t("The call may have been billed.");
}

/** Of what a check found amiss without a call that failed. */
export function explainFinding<Finding extends SetupFinding>(
  finding: Finding,
  facts: SetupFacts<Finding>,
): ExplainedWords {
  return filled(setupRows[finding], facts);
}

/** What happened and what to do next, in one text. */
export function sentencesOf({ what, next }: Pick<Explanation, "what" | "next">): string {
  return sentences(what, next);
}

/** Any error as one text for a person. */
export function wordsFor(error: unknown): string {
  return sentencesOf(explain(error));
}

/** What a check that throws is against, in words; `undefined` when it is against nothing. */
export function problemOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return wordsFor(error);
  }
}

/** An answer whose code is in no table is shown as the service gave it. */
const unheardOf: Row = {
  short: "Refused by the service",
  what: "{target}: the service answered {answered} ({details}).",
  next: "Look the code up in the OSS documentation, or see the log.",
  remedy: { kind: "showLog" },
};

const unexpected: Row = {
  short: "Unexpected error",
  what: "Something went wrong that should not have.",
  next: "The log of OSS Image Labels has the details.",
  remedy: { kind: "showLog" },
};

function asAnswered(code: string, facts: Facts): Facts {
  const { serviceMessage } = facts;
  return {
    answered: serviceMessage ? `${code}: ${serviceMessage}` : code,
    details: answerDetails(facts),
  };
}

/** By which an answer can be found again: `HTTP 418, EC 0099-1, request id 5C06`. */
export function answerDetails({ status, ec, requestId }: Facts): string {
  const details = [
    status === undefined ? [] : [`HTTP ${status}`],
    ec ? [`EC ${ec}`] : [],
    requestId ? [t("request id {0}", String(requestId))] : [],
  ];
  return joined(details.flat());
}

function refusalRow({ code, facts }: Refusal): Row {
  const rows: Row | Readonly<Record<string, Row>> = refusalRows[code];
  return isRow(rows) ? rows : (rows[String(facts["reason"])] ?? unexpected);
}

function isRow(rows: Row | Readonly<Record<string, Row>>): rows is Row {
  return typeof rows["what"] === "string";
}

/**
 * The most specific row that fits. IMM's code says more than the EC, which is the same for all of IMM's errors;
 * otherwise an EC weighs more than a code, and a code more than a call.
 */
function callRow(code: string, facts: Facts): CallRow | undefined {
  let best: CallRow | undefined;
  let bestWeight = 0;
  for (const row of callRows) {
    const weight = weightOf(row.when, code, facts);
    if (weight > bestWeight) {
      best = row;
      bestWeight = weight;
    }
  }
  return best;
}

/** 0 for a row that does not fit. */
function weightOf(when: CallRow["when"], code: string, facts: Facts): number {
  const isImm = facts["imm"] === true;
  let weight = 0;
  if (when.isElsewhere) {
    if (!facts["isElsewhere"]) return 0;
    weight += 16;
  }
  if (when.ec !== undefined) {
    if (when.ec !== facts["ec"]) return 0;
    weight += 8;
  }
  if (when.code !== undefined) {
    // IMM's codes have variants behind a dot: Throttling.User.
    const known = isImm ? code.split(".")[0] : code;
    if (when.code !== known || (when.imm ?? false) !== isImm) return 0;
    weight += isImm ? 9 : 4;
  }
  if (when.call !== undefined) {
    if (when.call !== facts["call"]) return 0;
    weight += 2;
  }
  return weight;
}

function labelled(row: Row, facts: Facts): Explanation {
  return { ...filled(row, facts), short: t(row.short) };
}

function filled(row: Words, facts: Facts): ExplainedWords {
  const { what, next, remedy, concerns = concernOf(remedy) } = row;
  return {
    what: fill(t(what), facts),
    next: fill(t(next), facts),
    ...(remedy && { remedy: remedyFor(remedy, facts) }),
    ...(concerns && { concerns }),
  };
}

/** What is mended at the credentials is about the key. */
function concernOf(remedy: RowRemedy | undefined): Concern | undefined {
  if (remedy?.kind !== "editAccount") return undefined;
  return remedy.part === "keys" || remedy.part === "credentials" ? "key" : undefined;
}

function remedyFor(remedy: RowRemedy, facts: Facts): Remedy {
  const account = facts["account"] === undefined ? {} : { account: String(facts["account"]) };
  const bucket = facts["bucket"] === undefined ? {} : { bucket: String(facts["bucket"]) };
  switch (remedy.kind) {
    case "editAccount":
      return { ...remedy, ...account };
    case "setCustomDomain":
    case "checkSetup":
      return { ...remedy, ...account, ...bucket };
    case "openSettings":
      return { ...remedy, setting: remedy.setting ?? String(facts["setting"]) };
    case "addAccount":
    case "openWalkthrough":
    case "retry":
    case "showLog":
      return remedy;
  }
}

/** Characters of a fact that a sentence can take; the service's own words may be longer. */
const maxFactLength = 200;
const maxAnsweredLength = 600;

function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const factText = (of: string) => textOf(of, facts);
    return nounOf(name, String(facts[name]), factText) ?? factText(name);
  });
}

function textOf(name: string, facts: Facts): string {
  const max = name === "answered" ? maxAnsweredLength : maxFactLength;
  return shorten(plain(String(facts[name] ?? facts["target"] ?? "")), max);
}

/** Facts are other people's text: one line, no control characters, no turning of its direction. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "?");
}

function shorten(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
