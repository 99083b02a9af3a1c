/** The candidates of a `srcset`: `a.png 1x, b.png 2x`, with or without spaces behind the commas. */
import { imageExtension, withoutSuffix } from "../imageExtension.ts";

interface Candidate {
  readonly start: number;
  readonly end: number;
}

/** The URL of the candidate that holds `at`, or `undefined` when `at` is in a descriptor or a separator. */
export function srcsetCandidate(text: string, at: number): Candidate | undefined {
  let next = 0;
  while (next < text.length) {
    const start = next + (/^[\s,]*/.exec(text.slice(next))?.[0].length ?? 0);
    if (start > at) return undefined;
    const end = urlEnd(text, start);
    if (at <= end) return { start, end };
    next = text[end] === "," ? end + 1 : descriptorEnd(text, end);
  }
  return undefined;
}

/**
 * HTML lets a URL go on to the next space. Commas belong to data URIs and to processed OSS URLs
 * (`?x-oss-process=image/resize,w_100`); behind a whole image's name a comma separates.
 */
function urlEnd(text: string, start: number): number {
  const length = text.slice(start).search(/\s/);
  const url = length < 0 ? text.slice(start) : text.slice(start, start + length);
  for (let comma = url.indexOf(","); comma >= 0; comma = url.indexOf(",", comma + 1)) {
    if (comma === url.length - 1 || separates(url, comma)) return start + comma;
  }
  return start + url.length;
}

function separates(url: string, comma: number): boolean {
  const before = url.slice(0, comma);
  if (/^data:/i.test(before)) return false;
  if (/^(?:[a-z]+:)?\/\//i.test(url.slice(comma + 1))) return true;
  return !before.includes("?") && imageExtension(withoutSuffix(before)) !== undefined;
}

function descriptorEnd(text: string, from: number): number {
  const comma = text.indexOf(",", from);
  return comma < 0 ? text.length : comma + 1;
}
