/** What the tables of words are made of. */
import type { CallName } from "../oss/error.ts";

/** Which part of an account to edit: `keys` are those typed, else where they come from. */
export type EditedPart = "credentials" | "keys" | "place" | "bucket";

/** A setting's full name. */
export type SettingId =
  | "http.proxy"
  | "http.proxyStrictSSL"
  | "ossImageLabels"
  | "ossImageLabels.accounts"
  | "ossImageLabels.batch.dailyCalls"
  | "ossImageLabels.albums"
  | "ossImageLabels.pathMappings"
  | "ossImageLabels.readOnly"
  | "ossImageLabels.labelNames"
  | "ossImageLabels.sourceRoots"
  | "ossImageLabels.threshold"
  | "ossImageLabels.uploadLocation"
  | "ossImageLabels.urlMappings";

/** The one thing that a person can do about a failure. The account and the bucket are added from the failure. */
export type RowRemedy =
  | { readonly kind: "editAccount"; readonly part?: EditedPart }
  | { readonly kind: "setCustomDomain" }
  | { readonly kind: "addAccount" }
  /** `about`: which part of the setup is wrong. */
  | { readonly kind: "checkSetup"; readonly about: "rights" | "imm" }
  /** Absent where the failure names the setting. */
  | { readonly kind: "openSettings"; readonly setting?: SettingId }
  /** Its step about accounts speaks of endpoints, proxies and certificates. */
  | { readonly kind: "openWalkthrough" }
  | { readonly kind: "retry" }
  | { readonly kind: "showLog" };

/**
 * One meaning in words. Each text is a whole sentence or more, and is translated as a whole; `{name}` stands for the
 * failure's fact of that name.
 */
export interface Words {
  /** What happened. */
  readonly what: string;
  /** What to do next. */
  readonly next: string;
  /** Absent where nothing of the product can do it. */
  readonly remedy?: RowRemedy;
  /** Which part of an account's setup it is about, where the remedy does not tell. */
  readonly concerns?: Concern;
}

/** The same with what a label takes. */
export interface Row extends Words {
  /** The problem in a few words, without placeholders: what it is about stands beside it. */
  readonly short: string;
}

export type Concern = "key" | "endpoint" | "bucket";

/** A meaning of a call's failure. The conditions that are there must all hold; of several rows the most specific wins. */
export interface CallRow extends Row {
  readonly when: {
    /** Absent in rows that go by EC alone. */
    readonly code?: string;
    /** OSS's finer code. It may change over time, so that no row depends on it alone where a code is known. */
    readonly ec?: string;
    readonly call?: CallName;
    /** The code is IMM's. */
    readonly imm?: true;
    /** OSS named another endpoint for the bucket. */
    readonly isElsewhere?: true;
  };
}
