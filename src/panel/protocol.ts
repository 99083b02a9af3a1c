/** What the extension and the panel say to each other: whole state down, small intents up. */
import type { Label } from "../labels/label.ts";

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
}

/** A known answer as the panel shows it. */
export interface PanelAnswer {
  /** Every label of the answer, from `threshold` up. */
  readonly labels: readonly Label[];
  /** 0–1: what the service was asked for; nothing below it is known. */
  readonly threshold: number;
  readonly detectedAt: string;
  readonly fromCache: boolean;
  readonly requestId: string | undefined;
  /** Milliseconds the service took (x-oss-server-time). */
  readonly serverTime: number | undefined;
  /** The body as received, for "Raw JSON". */
  readonly raw: string;
}

export type PanelState =
  | { readonly kind: "ready"; readonly object: PanelObject; readonly threshold: number; readonly note?: string }
  | { readonly kind: "detecting"; readonly object: PanelObject; readonly threshold: number; readonly answer?: PanelAnswer }
  | { readonly kind: "detected"; readonly object: PanelObject; readonly answer: PanelAnswer; readonly note?: string }
  | {
      readonly kind: "failed";
      readonly object: PanelObject;
      readonly sentence: string;
      readonly code: string;
      readonly requestId?: string;
      readonly threshold: number;
      readonly answer?: PanelAnswer;
    };

export type CopyFormat = "json" | "csv" | "markdown" | "uri" | "raw";

export type PanelIntent =
  | { readonly type: "ready" }
  | { readonly type: "detect"; readonly threshold: number }
  | { readonly type: "cancel" }
  | { readonly type: "copy"; readonly format: CopyFormat; readonly threshold: number }
  | { readonly type: "openSettings" }
  | { readonly type: "showLog" };
