/** Which names in code hold words for people: alternative texts, titles, captions. A file's name in them is no reference. */

const words = new Set(
  "alt alttext alt_text alt-text title subtitle caption figcaption tooltip placeholder download summary description heading contentdescription accessibilitylabel semanticlabel semanticslabel arialabel aria-label ariadescription".split(
    " ",
  ),
);
/** A key and what stands between it and its value: `alt: "`, `"alt": "`, `alt=`, `.alt = '`, `[alt]="`, `title => `. */
const keyBefore =
  /([A-Za-z][\w.:-]{0,60}?)["'\]]{0,2}\s{0,20}(?::|=>|:=|=)\s{0,20}\(?(?:[A-Za-z]{0,2}["'`]{1,3}|\{{1,2}\s?["'`]?)?$/;
const setter = /\b(?:setAttribute|attr|prop)\(\s*["'`]([\w-]+)["'`]\s*,\s*["'`]$/;
/** Eleventy's and Nunjucks's `{% image "a.png", "its alternative text" %}`. */
const imageTag = /\{%-?\s*(?:image|img|figure|picture)\s+["'][^"'\n]{1,200}["'],?\s*["'][^"'\n]*$/;
/** `alt={known ?? "`, `alt={t("`: in an expression that is the value. */
const inBraces = /([A-Za-z][\w-]{0,60})=\{[^{}]{0,160}["'`]$/;
/** `:alt "` of Clojure. */
const keyword = /(?:^|[\s{(,]):([a-z][\w-]{0,60})\s+["']$/;
const maxBefore = 240;

/** Whether a name (`alt`, `imageAlt`, `og:image:alt`, `fig-cap`) is one of words for people. */
export function holdsWords(name: string): boolean {
  const lower = name.toLowerCase();
  if (words.has(lower) || /^(?:aria-|fig[.-](?:alt|s?cap|subcap)$)/.test(lower)) return true;
  const parts = name.split(/[.:_-]|(?<=[a-z])(?=[A-Z])/).map((part) => part.toLowerCase());
  return words.has(parts.at(-1) ?? "") || words.has(parts.slice(-2).join(""));
}

/** Whether what begins at an offset is the value of such a name. */
export function isWordsFrom(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - maxBefore), start);
  if (imageTag.test(before)) return true;
  const key =
    setter.exec(before)?.[1] ??
    keyBefore.exec(before)?.[1] ??
    inBraces.exec(before)?.[1] ??
    keyword.exec(before)?.[1];
  if (key === undefined || !holdsWords(key)) return false;
  // A role of reStructuredText, :download:`path`, is no key.
  return !before.endsWith(`:${key}:\``);
}
