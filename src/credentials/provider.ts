/** What a source of credentials offers, and what it may use. */
import type { Dispatcher } from "undici";
import type { Credentials } from "../oss/account.ts";

/** Asks for credentials; rejects with a `Refusal`, or with the signal's reason once aborted. */
export type CredentialsProvider = (signal?: AbortSignal) => Promise<Credentials>;

/** The surroundings of a source, passed in so that nothing here reads globals. */
export interface CredentialsContext {
  /** The account that asks; the name under which its typed keys are kept. */
  readonly accountName: string;
  /** Reads the keys that were typed for an account; `undefined` when there are none. */
  readStoredSecret(accountName: string): Promise<Credentials | undefined>;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute; `os.homedir()`. */
  readonly homeFolder: string;
  now(): Date;
  /** For one request to a credentials URI, in milliseconds; 5,000 when absent. */
  readonly fetchTimeout?: number;
  /** How an https credentials URI is reached (proxy, certificates); directly when absent. */
  dispatcherFor?(url: URL): Dispatcher | Promise<Dispatcher>;
  /** Origin of the instance metadata service; the real one when absent. */
  readonly metadataOrigin?: string;
}
