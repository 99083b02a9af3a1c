/** Choosing the language of labels, and having names translated that no list has in it. */
import { labelLanguages, labelLanguageTitles } from "../../labels/shownNames.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import type { TranslateServices } from "./translateNames.ts";

export interface LanguageCommandServices extends TranslateServices {
  readonly languages: LabelLanguages;
}

const details = {
  original: "The names as the service wrote them, in simplified Chinese most of the time.",
  en: "English names from the glossary, with the service's own beside them.",
  "zh-cn": "Simplified Chinese names, with the service's own beside them.",
  id: "Indonesian names from the glossary, with the service's own beside them.",
} as const;

export function languageCommands(services: LanguageCommandServices) {
  const { languages, ui } = services;
  return {
    chooseLabelLanguage: async () => {
      const rows = labelLanguages.map((language) => ({
        label: labelLanguageTitles[language],
        description: language === languages.language ? "shown now" : "",
        detail: details[language],
        language,
      }));
      const title = "Label Language";
      const row = await ui.pick(rows, { title, placeholder: "In which language names are shown" });
      if (row) await languages.choose(row.language);
    },
    /** Of one image's labels, else of all names that are known. */
    translateLabels: async (argument?: unknown) =>
      (await import("./translateNames.ts")).translateNames(argument, services),
  } satisfies Partial<Record<CommandId, Handler>>;
}
