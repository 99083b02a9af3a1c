/**
 * Texts as VS Code's messages, prompts and lists may show them. VS Code makes links of `[text](command:…)`, and a
 * click would run the command; in lists it makes icons of `$(name)`. Names from outside must become neither.
 */
import { plainLine } from "../labels/format.ts";

/** The text as one line in which nothing is a link. */
export function uiLine(text: string): string {
  // VS Code's pattern wants the two signs side by side: nothing else can make a link.
  return plainLine(text).replaceAll("](", "] (");
}

/** The same where line breaks may stay: the details of a modal question. */
export function uiLines(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map(uiLine)
    .join("\n");
}

/** A part of a row in a list: one line, in which nothing is an icon either. */
export function uiRowText(text: string): string {
  return uiLine(text).replaceAll("$(", "$ (");
}
