/**
 * What stands in the middle of a sentence and is our own text, not the service's or the person's: facts whose value is a
 * code. Each is a noun phrase.
 */
import { t } from "@vscode/l10n";
import type { KeyField, KeyPlace } from "../errors/refusal.ts";

/** Gives another fact of the same failure as text. */
type FactText = (name: string) => string;

/** In words what a fact of this name says by a code; `undefined` for facts and values that stand for themselves. */
export function nounOf(name: string, code: string, factText: FactText): string | undefined {
  return nouns.get(name)?.[code]?.(factText);
}

type Nouns<Code extends string> = Readonly<Record<Code, (factText: FactText) => string>>;

const places: Nouns<KeyPlace["place"]> = {
  environment: () => t("the environment"),
  entry: () => t("the entry"),
  account: (factText) => t("the account {account}", { account: factText("account") }),
  profile: (factText) =>
    t("profile {profile} of {file}", { profile: factText("profile"), file: factText("file") }),
  "unnamed-profile": (factText) => t("the chosen profile of {file}", { file: factText("file") }),
  "sts-answer": (factText) =>
    t("the answer of STS for profile {profile} of {file}", {
      profile: factText("profile"),
      file: factText("file"),
    }),
  "unnamed-sts-answer": (factText) =>
    t("the answer of STS for the chosen profile of {file}", { file: factText("file") }),
  "metadata-answer": () => t("the answer of the instance metadata service"),
  "uri-answer": (factText) =>
    t("the answer of the credentials URI at {origin}", { origin: factText("origin") }),
};

const fields: Nouns<KeyField> = {
  "access-key-id": () => t("the AccessKey ID"),
  "access-key-secret": () => t("the AccessKey secret"),
  "security-token": () => t("the security token"),
};

const nouns: ReadonlyMap<string, Partial<Nouns<string>>> = new Map<string, Partial<Nouns<string>>>([
  ["place", places],
  ["field", fields],
]);
