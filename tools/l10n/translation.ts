/** What a translation must have in common with its English text. */
import { placeholdersOf } from "./placeholders.ts";

/** Names and words that other languages write the same way, alone or side by side. */
const names = new Set(
  [
    ...["Alibaba", "Cloud", "API", "CSS", "CSV", "ECS", "ETag", "HTML", "HTTP", "HTTPS", "IMM"],
    ...["JPEG", "JSON", "JSONL", "KMS", "Markdown", "MetaQuery", "OSS", "OIDC", "PNG", "RAM"],
    ...["STS", "SQLite", "TLS", "TSV", "URI", "URL", "VPC", "VS", "Code", "XML", "AccessKey"],
    ...["Hangzhou", "Shanghai", "Nanjing", "Fuzhou", "Qingdao", "Beijing", "Zhangjiakou", "Hohhot"],
    ...["Ulanqab", "Shenzhen", "Heyuan", "Guangzhou", "Chengdu", "Hong", "Kong", "Kuala", "Lumpur"],
    ...["Jakarta", "Manila", "Bangkok", "Tokyo", "Seoul", "Frankfurt", "London", "Virginia"],
    ...["Silicon", "Valley", "Dubai"],
    // Words that a language took over as they are.
    ...["album", "bucket", "byte", "edit", "endpoint", "file", "filter", "folder", "label", "log"],
    ...["level", "panel", "region", "status", "ID", "UTC"],
  ].map((name) => name.toLowerCase()),
);

/** What must be there as often: marks of code, links to commands and settings, icons. */
const marks: Readonly<Record<string, RegExp>> = {
  backticks: /`/g,
  "links to commands": /\]\(command:[^)\s]*\)/g,
  "links to pages": /\]\(https?:[^)\s]*\)/g,
  icons: /\$\([\w-]+\)/g,
  "links to settings": /`#[\w.]+#`/g,
};

/** How Chinese is set, as VS Code and Alibaba Cloud set it. */
const chineseFaults: Readonly<Record<string, RegExp>> = {
  "no blank between Chinese and Latin letters or digits":
    /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u,
  "a narrow sign beside Chinese": /\p{Script=Han}[,:;?!(]|[,:;?!]\p{Script=Han}/u,
  "a blank beside a wide sign": / [，。：；？！（）“”、]|[，。：；？！（）“”、] /u,
};

/** What is wrong with a translation, as a clause; `undefined` where nothing is that a program can see. */
export function translationProblem(english: string, translation: string): string | undefined {
  if (translation.trim() === "") return "it is empty";
  const wanted = sorted(placeholdersOf(english));
  const given = sorted(placeholdersOf(translation));
  if (wanted !== given)
    return `it has the placeholders ${given || "none"}, not ${wanted || "none"}`;
  // Chinese has no blank after its signs, so what is between texts may differ.
  if (/\p{L}/u.test(english) && blanks(english) !== blanks(translation))
    return "it begins or ends with other blanks";
  for (const [what, pattern] of Object.entries(marks)) {
    if (found(english, pattern) !== found(translation, pattern)) return `it has other ${what}`;
  }
  const isChinese = /\p{Script=Han}/u.test(translation);
  for (const [what, pattern] of Object.entries(isChinese ? chineseFaults : {})) {
    const [fault] = pattern.exec(translation) ?? [];
    if (fault !== undefined) return `it has ${what}: ${fault}`;
  }
  if (english === translation && !isSameEverywhere(english)) return "it is the English text";
  return undefined;
}

/** Nothing in it is a word of a language: names, numbers, placeholders, signs. */
function isSameEverywhere(text: string): boolean {
  const words = text
    .replace(/oss:\/\/\S*|OSS Image Labels|\{\w+\}|\$\([\w-]+\)/g, " ")
    .match(/[\p{L}\p{N}-]*\p{L}[\p{L}\p{N}-]*/gu);
  return (words ?? []).every((word) => names.has(word.toLowerCase()));
}

function sorted(placeholders: ReadonlySet<string>): string {
  return [...placeholders]
    .sort()
    .map((name) => `{${name}}`)
    .join(" ");
}

function blanks(text: string): string {
  return `${/^\s*/.exec(text)}|${/\s*$/.exec(text)}`;
}

/** In any order: another language may say it the other way round. */
function found(text: string, pattern: RegExp): string {
  return [...text.matchAll(pattern)]
    .map(([mark]) => mark)
    .sort()
    .join(" ");
}
