/** Asks a language model of the editor what labels are called, after the person agreed; the answer is kept and marked. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import type { LabelIndexPort } from "../../labelIndex/port.ts";
import { grouped, joined, plainLine, sentences } from "../../labels/format.ts";
import { type Label, labelNamed } from "../../labels/label.ts";
import { labelLanguageTitle } from "../../labels/shownNames.ts";
import type { Images } from "../images/images.ts";
import { type LabelLanguages, namesLacking } from "../images/labelLanguages.ts";
import { readTarget } from "../images/target.ts";
import type { Ui } from "../ui.ts";
import { readTranslations } from "./readTranslations.ts";

export interface TranslateServices {
  readonly languages: LabelLanguages;
  readonly images: Images;
  readonly index: () => Pick<LabelIndexPort, "labelNames">;
  readonly ui: Ui;
}

/** Names that are asked about at once: a longer list is answered worse. */
const namesAtOnce = 100;
/** Names that are asked about in all. */
const maxNames = 2000;

export async function translateNames(
  argument: unknown,
  services: TranslateServices,
): Promise<void> {
  const { languages, ui } = services;
  const namer = await languages.ready();
  const { language } = languages;
  if (language === "original") {
    const button = t("Choose Label Language…");
    const text = t(
      "Names are shown as they came. Choose the language to translate them into first.",
    );
    const answer = await ui.tell({ text, buttons: [button] });
    if (answer === button) {
      await vscode.commands.executeCommand("ossImageLabels.chooseLabelLanguage");
    }
    return;
  }
  const names = namesLacking(await labelsOf(argument, services), { language, namer });
  if (names.length === 0) {
    void ui.tell({ text: t("Every name is shown in this language already.") });
    return;
  }
  const [model] = await vscode.lm.selectChatModels();
  if (!model) throw new Refusal("no-translation", { reason: "no-model" });
  const button = t("Translate");
  const answer = await ui.tell({
    text: questionText(model.name, names.length, labelLanguageTitle(language)),
    detail: `${sentText(names)}\n\n${sentences(
      t("The answers are kept on this machine and marked as the model's."),
      t("The service is asked nothing."),
    )}`,
    modal: true,
    buttons: [button],
  });
  if (answer !== button) return;
  const translated = await ui.progress(t("Translating names of labels"), (signal) =>
    translate(model, names, labelLanguageTitle(language), signal),
  );
  await languages.keepTranslations(language, translated);
}

function questionText(model: string, count: number, language: string): string {
  return count === 1
    ? t("Ask {model} to translate 1 name into {language}?", { model, language })
    : t("Ask {model} to translate {count} names into {language}?", {
        model,
        count: grouped(count),
        language,
      });
}

/** Of many the first. */
function sentText(names: readonly string[]): string {
  const some = joined(names.slice(0, 20).map(plainLine));
  return names.length > 20
    ? t("Only these names are sent, no pictures and no keys: {0}…", some)
    : t("Only these names are sent, no pictures and no keys: {0}", some);
}

async function labelsOf(
  argument: unknown,
  { images, index }: TranslateServices,
): Promise<readonly Label[]> {
  if (argument !== undefined) return (await images.stored(readTarget(argument)))?.labels ?? [];
  const names = await index().labelNames("", maxNames);
  return names.map(({ name }) => labelNamed(name));
}

async function translate(
  model: vscode.LanguageModelChat,
  names: readonly string[],
  language: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const translated = new Map<string, string>();
  const source = new vscode.CancellationTokenSource();
  const cancel = () => source.cancel();
  signal.addEventListener("abort", cancel);
  try {
    for (let from = 0; from < names.length; from += namesAtOnce) {
      const some = names.slice(from, from + namesAtOnce);
      const text = await answerOf(model, promptFor(some, language), source.token);
      const read = readTranslations(text, some);
      if (!read) throw new Refusal("no-translation", { reason: "unreadable" });
      for (const [name, shown] of read) translated.set(name, shown);
    }
    return translated;
  } finally {
    signal.removeEventListener("abort", cancel);
    source.dispose();
  }
}

/** The names are data: they stand as JSON, and only answers to them are read back. */
function promptFor(names: readonly string[], language: string): string {
  return [
    `Translate these names of things in photographs into ${language}, in lower case unless it is a proper name, as short as a label.`,
    "Answer with one JSON object and nothing else: each name as a key, its translation as the value. Leave out what you do not know.",
    JSON.stringify(names),
  ].join("\n");
}

async function answerOf(
  model: vscode.LanguageModelChat,
  prompt: string,
  token: vscode.CancellationToken,
): Promise<string> {
  const justification = t("To translate names of labels that you asked for.");
  try {
    const messages = [vscode.LanguageModelChatMessage.User(prompt)];
    const response = await model.sendRequest(messages, { justification }, token);
    let text = "";
    for await (const part of response.text) text += part;
    return text;
  } catch (error) {
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    throw new Refusal("no-translation", { reason: "refused" }, { cause: error });
  }
}
