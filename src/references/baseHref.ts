/** HTML's `<base href>`, at which the relative addresses of a page begin. */
import type { Candidate } from "./recogniser.ts";
import type { TextSource } from "./textSource.ts";

const maxLines = 300;
const maxLength = 32_768;
const comment = /<!--[\s\S]*?(?:-->|$)/g;
const baseTag =
  /<base\b[^<>]{0,300}?\shref\s*=\s*(?:"([^"<>]{0,2000})"|'([^'<>]{0,2000})'|([^\s"'<>]{1,2000}))/i;
const known = new WeakMap<TextSource, { readonly href: string | undefined }>();

/** The address of the first `<base>` in the head of a page; `undefined` when there is none or a template fills it in. */
export function baseHref(document: TextSource): string | undefined {
  const read = known.get(document) ?? { href: hrefIn(headOf(document)) };
  known.set(document, read);
  return read.href;
}

function headOf(document: TextSource): string {
  let head = "";
  const last = Math.min(document.lineCount, maxLines);
  for (let line = 0; line < last && head.length < maxLength; line++) {
    head += `${document.lineText(line).slice(0, maxLength)}\n`;
    if (/<body\b/i.test(head.slice(-2000))) break;
  }
  return head;
}

function hrefIn(head: string): string | undefined {
  const match = baseTag.exec(head.replace(comment, ""));
  const href = (match?.[1] ?? match?.[2] ?? match?.[3])?.trim();
  return href === undefined || href === "" || /[{}%$]|<[?%]/.test(href) ? undefined : href;
}

/** What a path in an attribute or a style means on a page with such a base; the likeliest first. */
export function withBase(candidate: Candidate, href: string): Candidate[] {
  const { value } = candidate;
  const folder = href.slice(0, href.lastIndexOf("/") + 1);
  const site = /^(?:https?:)?\/\/[^/]+/i.exec(href)?.[0];
  if (site !== undefined) {
    const path = value.startsWith("/") ? value : `${folder.slice(site.length) || "/"}${value}`;
    return [{ ...candidate, value: site + withoutDots(path) }];
  }
  if (value.startsWith("/") || folder === "" || folder === "./") return [candidate];
  if (!folder.startsWith("/")) return [{ ...candidate, value: `./${folder}${value}` }];
  // A page served at that very place has its pictures beside it.
  return [{ ...candidate, value: withoutDots(folder + value) }, candidate];
}

/** Folds `.` and `..` of a path that begins with `/`, as browsers do. */
function withoutDots(path: string): string {
  const suffix = path.search(/[?#]/);
  const end = suffix < 0 ? path.length : suffix;
  const segments: string[] = [];
  for (const segment of path.slice(1, end).split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}${path.slice(end)}`;
}
