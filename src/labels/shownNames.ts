/**
 * What labels are called in the reader's language. A label stays what the service named it; a shown name stands beside
 * that name, or has it in its tooltip, and says where it is from.
 */
import { t } from "@vscode/l10n";
import { plainLine } from "./format.ts";

/** As the setting `labelLanguage` writes it; `original` shows names as they came. */
export type LabelLanguage = "original" | "en" | "zh-cn" | "id";

/** In the order in which people choose among them. */
export const labelLanguages = ["original", "en", "zh-cn", "id"] as const;

/** What each is called in a list: by its own speakers, whatever the language of the list. */
export function labelLanguageTitle(language: LabelLanguage): string {
  return language === "original" ? t("As they came") : ownTitles[language];
}

const ownTitles = { en: "English", "zh-cn": "简体中文", id: "Bahasa Indonesia" } as const;

/** BCP 47 tags. */
export const labelLanguageTags = { en: "en", "zh-cn": "zh-Hans", id: "id" } as const;

/** A name for the eye. */
export interface ShownName {
  /** One plain line, never empty. */
  readonly text: string;
  /** BCP 47 tag of the text. */
  readonly language: string;
  /** A person's own file, the glossary of this extension, or a language model that was asked to translate. */
  readonly source: "file" | "glossary" | "model";
}

/** What a label's name is shown as; `undefined` where it stays as it is. */
export type Namer = (name: string) => ShownName | undefined;

export const asTheyCame: Namer = () => undefined;

/** The shown name, else the name itself, as one plain line. */
export function shownText(name: string, namer: Namer): string {
  return namer(name)?.text ?? plainLine(name);
}

/** `sofa (沙发)`; the name alone where it stays as it is. */
export function bothNames(name: string, namer: Namer): string {
  const shown = namer(name);
  return shown ? `${shown.text} (${plainLine(name)})` : plainLine(name);
}

/** What a tooltip says of a shown name, as a sentence. */
export function shownNameOrigin({ source }: ShownName, name: string): string {
  const facts = { name: plainLine(name) };
  switch (source) {
    case "file":
      return t("The service's name is {name}; the name shown is from your file of names.", facts);
    case "glossary":
      return t(
        "The service's name is {name}; the name shown is from the extension's glossary.",
        facts,
      );
    case "model":
      return t("The service's name is {name}; the name shown is from a language model.", facts);
  }
}
