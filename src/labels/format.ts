/** How scores, sizes and names look as text, in one place. */
import { t } from "@vscode/l10n";

/** A number from 0 to 1 with two decimals, rounded as people round: 0.735 is `0.74`. A dash when unknown. */
export function formatScore(value: number | undefined, unknown = "–"): string {
  if (value === undefined || !Number.isFinite(value)) return unknown;
  // 0.735 * 100 is 73.49999… in binary: twelve digits bring back what the service wrote.
  return (Math.round(Number((value * 100).toPrecision(12))) / 100).toFixed(2);
}

/** `5,000`, `1,234.50`. Not by `toLocaleString`: its first use costs 20 ms, which the first drawing cannot spare. */
export function grouped(number: number | string): string {
  const [whole = "", fraction] = String(number).split(".");
  const withCommas = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? withCommas : `${withCommas}.${fraction}`;
}

/** `1 image`, `1,200 images`, as their language counts them. */
export function imagesText(count: number): string {
  return count === 1 ? t("1 image") : t("{0} images", grouped(count));
}

/** An enumeration, as its language separates one: `cat, sofa`, `猫、沙发`. */
export function joined(items: readonly string[]): string {
  return items.join(t({ message: ", ", comment: ["between the items of a list"] }));
}

/** Sentences one after another, as their language sets them apart. What is empty or absent is left out. */
export function sentences(...all: readonly (string | false | undefined)[]): string {
  const said = all.filter((sentence): sentence is string => Boolean(sentence));
  if (said.length < 2) return said[0] ?? "";
  return said.reduce((first, next) =>
    t({ message: "{0} {1}", args: [first, next], comment: ["two sentences, one after the other"] }),
  );
}

/**
 * A number of bytes in decimal units, as file managers show them: `999 B`, `1.4 kB`, `212 kB`, `21 MB`. One
 * decimal below 10, none from there on.
 */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let unit = 0;
  // 999.5 would be printed as 1000.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/**
 * Text from the service as one harmless line: line breaks and control characters become a space, and characters
 * that reorder what follows them (Unicode's bidirectional controls) are dropped.
 */
export function plainLine(text: string): string {
  return (
    text
      .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, "")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
      .trim()
  );
}
