/**
 * What the extension and the search view say to each other: whole state down, small intents up. The images of a result
 * come in pages as they are scrolled to, their pictures one by one.
 * Types only, so that the browser bundle carries nothing of it.
 */
import type { LabelLanguage, ShownName } from "../labels/shownNames.ts";
import type { SortField } from "../query/query.ts";

/** Images in a page of a result. The last page may have fewer. */
export type PageSize = 100;

export interface GalleryState {
  /** What the query box holds. */
  readonly text: string;
  /** Counts how often the extension, not the person, has changed the text: the box takes it over then. */
  readonly revision: number;
  /** Which result the images belong to; another one has another number. */
  readonly result: number;
  /** True while an answer is awaited; the result before stays visible. */
  readonly isSearching: boolean;
  /** What is wrong with the text, in place of a result of it. */
  readonly problem?: GalleryProblem;
  /** Images of the result, exactly; absent before the first answer. */
  readonly total?: number;
  /** Images that the index knows at all. */
  readonly known?: number;
  /** Where nothing is found: the query with its names in the language in which the labels are. */
  readonly meant?: string;
  /** Labels of the result, those of the query first, then the most frequent; absent while they are counted. */
  readonly facets?: readonly Facet[];
  readonly sort: GallerySort;
  /** The index has changed since, and the result may be another now. */
  readonly isStale: boolean;
  /** In which names of labels are shown. */
  readonly language: LabelLanguage;
  /** What has just happened, as a sentence. */
  readonly notice?: string;
}

export interface GalleryProblem {
  /** For a person; ends in what to do next. */
  readonly sentence: string;
  /** UTF-16 offsets of what cannot be read, never empty; absent where the text is not at fault. */
  readonly span?: { readonly start: number; readonly end: number };
}

export interface Facet {
  readonly name: string;
  /** What it is called in the reader's language, where that is another name. */
  readonly shown?: ShownName;
  /** BCP 47 tag, where it is known. */
  readonly language?: string;
  /** Images of the result that have it or a label below it. */
  readonly images: number;
  /** The query asks for it. */
  readonly isChosen: boolean;
}

export interface GallerySort {
  readonly by: SortField;
  readonly isReversed: boolean;
}

/** An image of the result. */
export interface Cell {
  /** Last segment of the key. */
  readonly name: string;
  /** `oss://bucket/key` */
  readonly uri: string;
  readonly account: string;
  /** The same as long as it is the same picture. */
  readonly pictureKey: string;
  /** The label to name: what the query is about, else what the picture is of. */
  readonly top?: CellLabel;
  /** Names of all its labels, the best first; of those that are shown otherwise, both. */
  readonly labels: readonly string[];
  readonly mark?: CellMark;
  readonly isCorrected: boolean;
  /** Bytes. */
  readonly size?: number;
}

export interface CellLabel {
  readonly name: string;
  /** What it is called in the reader's language, where that is another name. */
  readonly shown?: ShownName;
  readonly language?: string;
  /** 0–1, the confidence; absent for a label that a person added. */
  readonly confidence?: number;
}

/** `outdated`: its bytes have changed since; `unlabelled`: never detected; `empty`: detected, and none found. */
export type CellMark = "outdated" | "unlabelled" | "empty";

/** Longest side in pixels: in the grid, and as large as the page. */
export type PictureSide = 320 | 800 | 1600;

/** From the extension to the search view. */
export type GalleryMessage =
  | { readonly type: "state"; readonly state: GalleryState }
  /** Page `page` of a result, from 0. It may come again when something of it has changed. */
  | {
      readonly type: "page";
      readonly result: number;
      readonly page: number;
      readonly cells: readonly Cell[];
    }
  | { readonly type: "picture"; readonly picture: GalleryPicture }
  | { readonly type: "completions"; readonly completions: Completions };

export interface GalleryPicture {
  readonly pictureKey: string;
  readonly side: PictureSide;
  /** JPEG or PNG bytes for a blob: URL; the page makes no network request. */
  readonly bytes?: Uint8Array;
  readonly mediaType?: "image/jpeg" | "image/png";
  /** Why there is no picture, in few words, such as "Archived". */
  readonly missing?: string;
}

/** What can stand at the cursor. */
export interface Completions {
  /** Of the intent that asked. */
  readonly request: number;
  /** UTF-16 offsets: what an item takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly CompletionItem[];
}

export interface CompletionItem {
  /** What is shown. */
  readonly title: string;
  /** What is put in. */
  readonly text: string;
  /** What it means, or how many images it finds. */
  readonly detail?: string;
}

/** From the search view to the extension: what the host's schema lets in, so that none can be sent that it would drop. */
export type { GalleryAction, GalleryIntent } from "./intent.ts";
