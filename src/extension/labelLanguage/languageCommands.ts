/** Choosing the language of labels, and having names translated that no list has in it. */
import { t } from "@vscode/l10n";
import { type LabelLanguage, labelLanguages, labelLanguageTitle } from "../../labels/shownNames.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import type { TranslateServices } from "./translateNames.ts";

export interface LanguageCommandServices extends TranslateServices {
  readonly languages: LabelLanguages;
}

function detailOf(language: LabelLanguage): string {
  switch (language) {
    case "original":
      return t("The names as the service wrote them, in simplified Chinese most of the time.");
    case "en":
      return t("English names from the glossary, with the service's own beside them.");
    case "zh-cn":
      return t("Simplified Chinese names, with the service's own beside them.");
    case "id":
      return t("Indonesian names from the glossary, with the service's own beside them.");
  }
}

export function languageCommands(services: LanguageCommandServices) {
  const { languages, ui } = services;
  return {
    chooseLabelLanguage: async () => {
      const rows = labelLanguages.map((language) => ({
        label: labelLanguageTitle(language),
        description: language === languages.language ? t("shown now") : "",
        detail: detailOf(language),
        language,
      }));
      const title = t("Label Language");
      const placeholder = t("In which language names are shown");
      const row = await ui.pick(rows, { title, placeholder });
      if (row) await languages.choose(row.language);
    },
    /** Of one image's labels, else of all names that are known. */
    translateLabels: async (argument?: unknown) =>
      (await import("./translateNames.ts")).translateNames(argument, services),
  } satisfies Partial<Record<CommandId, Handler>>;
}
