/** The languages of the samples, as a person chooses among them, and which ones fit into a file. */
import { t } from "@vscode/l10n";
import type { CodeLanguage } from "./codeSample.ts";

export interface CodeLanguageEntry {
  readonly language: CodeLanguage;
  readonly title: string;
}

export const codeLanguages: readonly CodeLanguageEntry[] = [
  { language: "java", title: "Java" },
  { language: "python", title: "Python" },
  { language: "go", title: "Go" },
  { language: "php", title: "PHP" },
  { language: "javascript", title: "JavaScript" },
  { language: "ossutil", title: "ossutil" },
  { language: "curl", title: "curl" },
];

/** What the code needs, in few words. */
export function needsOf(language: CodeLanguage): string {
  switch (language) {
    case "java":
      return t("{0} or later", "aliyun-sdk-oss 3.17.4");
    case "python":
      return t("{0} or later", "oss2 2.18.4");
    case "go":
      return t("{0} or later", "aliyun-oss-go-sdk 3.0.2");
    case "php":
      return t("{0} or later", "aliyun-oss-php-sdk 2.7");
    case "javascript":
      return t("{0} or later; TypeScript as well", "ali-oss 6.20");
    case "ossutil":
      return t("ossutil 2 and curl, for a shell");
    case "curl":
      return t("with a presigned URL: a secret that works for 15 minutes");
  }
}

const byLanguageId: ReadonlyMap<string, readonly CodeLanguage[]> = new Map([
  ["java", ["java"]],
  ["python", ["python"]],
  ["go", ["go"]],
  ["php", ["php"]],
  ["javascript", ["javascript"]],
  ["javascriptreact", ["javascript"]],
  ["typescript", ["javascript"]],
  ["typescriptreact", ["javascript"]],
  ["shellscript", ["ossutil", "curl"]],
]);

/** The languages that fit into a file of this language, as editors call it; all of them where it is unknown. */
export function languagesFor(languageId: string): readonly CodeLanguageEntry[] {
  const fitting = byLanguageId.get(languageId);
  return fitting
    ? codeLanguages.filter(({ language }) => fitting.includes(language))
    : codeLanguages;
}
