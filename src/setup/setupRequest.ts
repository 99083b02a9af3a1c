/** What to check, as the caller describes it. */
import type { Account } from "../oss/account.ts";
import type { OssClientOptions, RequestLogLine } from "../oss/client.ts";
import type { SetupItem } from "./setupItem.ts";

/** An account ready to be asked. */
export interface OpenedAccount {
  readonly account: Account;
  /** How requests leave the machine; the caller closes it. */
  readonly dispatcher?: OssClientOptions["dispatcher"];
  /** False when the person switched the check of certificates off. */
  readonly checksCertificates: boolean;
}

export interface SetupRequest {
  /** Makes the account of its setting, with keys read again. Rejects with a `Refusal` that says what it lacks. */
  open(): Promise<OpenedAccount>;
  /** The bucket to check; else the account's own, else the first there is. */
  readonly bucket?: string | undefined;
  /** Buckets that a person named, for keys that may not list any. */
  readonly namedBuckets: readonly string[];
  /** Where the keys come from, for the middle of a sentence. */
  readonly keySource: string;
  /** True for keys that a person typed here. */
  readonly typedKeys: boolean;
  /** True where a source gives new temporary keys by itself. */
  readonly renewsKeys: boolean;
  readonly isSample: boolean;
}

export interface SetupOptions {
  readonly signal: AbortSignal;
  readonly onChange: (items: readonly SetupItem[]) => void;
  readonly log?: (line: RequestLogLine) => void;
  readonly now?: () => Date;
  /** Milliseconds that keys may take to be found: a command of a profile may ask for a fingerprint. */
  readonly credentialsLimit?: number;
  /** Milliseconds for every other check. */
  readonly limit?: number;
  /** Origin of IMM in a region, in place of the real one. */
  readonly immOrigin?: (region: string, internal: boolean) => string | undefined;
}
