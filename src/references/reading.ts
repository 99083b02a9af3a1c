/** What a recogniser finds: one or several readings of the text under the cursor. */
import type { Passage } from "./passage.ts";

/** Which construct of a language a reference stands in. */
export type ReferenceSyntax =
  | "html-attribute"
  | "css-url"
  | "markdown-image"
  | "markdown-link"
  | "markdown-definition"
  | "markdown-reference"
  | "macro"
  | "directive"
  | "string"
  | "template"
  | "scalar"
  | "text"
  | "word"
  | "bare";

/** One way to read the text under the cursor as an image's name. Offsets are in the passage's text. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  /** The name with the language's escapes decoded. */
  readonly value: string;
  readonly syntax: ReferenceSyntax;
  /** Folders the document itself declares for its images, tried before its own folder. */
  readonly bases?: readonly string[];
  /** The extension may be left out (LaTeX). */
  readonly extensionOptional?: boolean;
}

/** Readings, the likeliest first. Empty: this place belongs to a construct that names no image, so look no further. */
export type Finding = readonly Reading[];

/** Finds what is under the cursor of a passage, or `undefined` when the place is not of its kind. */
export type Recogniser = (passage: Passage) => Finding | undefined;

/** The finding of the first recogniser that has one. */
export function firstOf(recognisers: readonly Recogniser[]): Recogniser {
  return (passage) => {
    for (const recognise of recognisers) {
      const finding = recognise(passage);
      if (finding) return finding;
    }
    return undefined;
  };
}
