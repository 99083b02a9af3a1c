/**
 * What the extension and the panel say to each other: whole state down, small intents up.
 * Types only, so that the browser bundle carries nothing of it.
 */
import type { LabelCorrections } from "../labels/corrections.ts";
import type { Label } from "../labels/label.ts";
import type { LabelLanguage, ShownName } from "../labels/shownNames.ts";
import type { CopyFormat } from "./intent.ts";

/** Shown in every state; unknown facts are absent. */
export interface PanelObject {
  /** Last segment of the key. */
  readonly title: string;
  /** `oss://bucket/key` */
  readonly uri: string;
  readonly account: string;
  /** Bytes. */
  readonly size?: number;
  readonly width?: number;
  readonly height?: number;
  /** JPEG or PNG bytes for a blob: URL, posted whenever it is known; the panel makes no network request. */
  readonly picture?: Uint8Array;
  readonly pictureType?: "image/jpeg" | "image/png";
  /** Why there is no picture, in few words, such as "Archived"; absent while it is loaded and when there is one. */
  readonly pictureMissing?: string;
}

/** A known answer as the panel shows it. */
export interface PanelAnswer {
  /** Every label of the answer, from `threshold` up. */
  readonly labels: readonly Label[];
  /** 0–1: what the service was asked for; nothing below it is known. */
  readonly threshold: number;
  /** ISO 8601. */
  readonly detectedAt: string;
  /** True when the answer was known already and nothing was asked this time. */
  readonly fromCache: boolean;
  readonly requestId: string | undefined;
  /** Milliseconds the service took (x-oss-server-time). */
  readonly serverTime: number | undefined;
  /** The body as received, for "Raw JSON". */
  readonly raw: string;
  /** What a person hid or added; absent where nothing. */
  readonly corrections?: LabelCorrections;
}

/** Names in the reader's language. */
export interface PanelNames {
  readonly language: LabelLanguage;
  /** Names of labels and of their parents with what is shown in their place; the others stay as they are. */
  readonly shown: readonly (readonly [name: string, shown: ShownName])[];
}

/** A button: the host decides what exists, the panel sends its `id` back. */
export interface PanelAction {
  readonly id: string;
  /** The button's text, such as "Copy as code…". */
  readonly title: string;
  readonly tooltip?: string;
}

/** What every state carries. */
interface PanelBase {
  readonly object: PanelObject;
  /** A sentence about the object, such as "Local picture: a copy is uploaded for the call." */
  readonly note?: string;
  /** A sentence about the labels, such as "Sample account: labels were written by hand."; not shown without labels. */
  readonly labelsNote?: string;
  /** What has just happened, as a sentence, such as "Cancelled. The call may have been billed." */
  readonly notice?: string;
  /** Buttons beside "Copy". */
  readonly actions?: readonly PanelAction[];
  /** True where a detection costs nothing: the account is the sample. */
  readonly isFree?: boolean;
  /** True where the pictures beside this one can be shown in its place. */
  readonly canWalk?: boolean;
  /** True where labels can be hidden and added: the image is kept in the index by its name. */
  readonly canCorrect?: boolean;
  /** Absent where names are shown as they came. */
  readonly names?: PanelNames;
  /** False for an object that is neither JPEG nor PNG: the panel says so and offers no detection. */
  readonly canDetect?: boolean;
}

/** The object is known; nothing was asked about it yet. */
export interface PanelReady extends PanelBase {
  readonly kind: "ready";
  /** 0–1: what a detection would ask for unless the person moves the slider. */
  readonly threshold: number;
}

/** A call is under way. */
export interface PanelDetecting extends PanelBase {
  readonly kind: "detecting";
  /** 0–1: what is being asked for. */
  readonly threshold: number;
  /** The answer known before, which stays visible. */
  readonly answer?: PanelAnswer;
}

/** An answer is known; `answer.labels` may be empty. */
export interface PanelDetected extends PanelBase {
  readonly kind: "detected";
  readonly answer: PanelAnswer;
}

/** The call did not work. */
export interface PanelFailed extends PanelBase {
  readonly kind: "failed";
  /** For a person; ends in what to do next. */
  readonly sentence: string;
  readonly code: string;
  readonly requestId?: string;
  /** What the service itself said, where it said something; not our words. */
  readonly serviceMessage?: string;
  /** What a person can do about it with one press. */
  readonly remedy?: PanelAction;
  /** False where the same call can never work; else it may, so the panel offers it. */
  readonly canRetry?: boolean;
  /** 0–1: what was asked for. */
  readonly threshold: number;
  /** The answer known before, which stays visible. */
  readonly answer?: PanelAnswer;
}

export type PanelState = PanelReady | PanelDetecting | PanelDetected | PanelFailed;

/** What a column of a comparison is about, in words that outlive a window. */
export interface ComparedItem {
  /** `oss://bucket/key`, or a file's URI. */
  readonly image: string;
  /** The account that reads the object; absent where the object's bucket tells. */
  readonly account?: string | undefined;
  /** One of the image's detections; absent for the newest. */
  readonly detection?: { readonly detectedAt: string; readonly threshold: number } | undefined;
}

/** One detection of a comparison, or an image of which nothing is known. */
export interface CompareColumn {
  readonly title: string;
  readonly uri: string;
  /** At which threshold it was detected, and when; or that it was not. Each has a line of its own. */
  readonly facts: readonly string[];
  /** 0–1: nothing below it was asked for. */
  readonly threshold: number;
  readonly labels: readonly Label[] | undefined;
  /** Whether a detection would make it known. */
  readonly canDetect: boolean;
}

/** All that a comparison shows; each message is one. */
export interface CompareState {
  /** One for each column: what the page keeps, so that the comparison comes back after a reload. */
  readonly compared: readonly ComparedItem[];
  readonly columns: readonly CompareColumn[];
  /** What is shown in place of names that came otherwise. */
  readonly names: PanelNames["shown"];
  readonly isDetecting: boolean;
}

/** From the extension to the panel. */
export type PanelMessage =
  | { readonly type: "state"; readonly state: PanelState }
  /** The clipboard now holds it: the panel marks the button. */
  | { readonly type: "copied"; readonly format: CopyFormat };

/** From the panel to the extension: what the host's schema lets in, so that none can be sent that it would drop. */
export type { CompareIntent, CopyFormat, PanelIntent } from "./intent.ts";
