/** The languages of the samples, as a person chooses among them, and which ones fit into a file. */
import type { CodeLanguage } from "./codeSample.ts";

export interface CodeLanguageEntry {
  readonly language: CodeLanguage;
  readonly title: string;
  /** What it needs. */
  readonly detail: string;
}

export const codeLanguages: readonly CodeLanguageEntry[] = [
  { language: "java", title: "Java", detail: "aliyun-sdk-oss 3.17.4 or later" },
  { language: "python", title: "Python", detail: "oss2 2.18.4 or later" },
  { language: "go", title: "Go", detail: "aliyun-oss-go-sdk 3.0.2 or later" },
  { language: "php", title: "PHP", detail: "aliyun-oss-php-sdk 2.7 or later" },
  {
    language: "javascript",
    title: "JavaScript",
    detail: "ali-oss 6.20 or later; TypeScript as well",
  },
  { language: "ossutil", title: "ossutil", detail: "ossutil 2 and curl, for a shell" },
  {
    language: "curl",
    title: "curl",
    detail: "with a presigned URL: a secret that works for 15 minutes",
  },
];

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
