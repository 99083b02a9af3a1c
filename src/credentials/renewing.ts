/**
 * Keeps credentials and renews them in time, once, however many calls wait. Nothing runs by itself:
 * a renewal starts when somebody asks. It must not know where credentials come from.
 */
import type { Credentials } from "../oss/account.ts";
import { SharedWork } from "../oss/sharedWork.ts";
import { untilAborted } from "../oss/untilAborted.ts";
import type { CredentialsProvider } from "./provider.ts";

export interface RenewingCredentials {
  /** As an account asks: `refused` are first forgotten as by `invalidate`. */
  (signal?: AbortSignal, refused?: Credentials): Promise<Credentials>;
  /**
   * Forgets what is kept, because the service refused it or its source changed. With `refused`, only
   * when that is still what is kept: of many calls that fail together, one causes the renewal.
   */
  invalidate(refused?: Credentials): void;
}

export interface RenewingOptions {
  now(): Date;
  /** How long credentials without an end are kept before their source is read again; milliseconds. */
  readonly keepFor: number;
}

/** Milliseconds before the end at which a renewal starts; short lives are renewed at two thirds. */
const maxMargin = 5 * 60_000;
/** Milliseconds until the next attempt after a renewal that failed, or that brought nothing newer. */
const pause = 30_000;

interface Held {
  readonly credentials: Credentials;
  renewAt: number;
  /** Until then they are given out while a renewal runs or fails; milliseconds since 1970. */
  readonly usableUntil: number;
}

/**
 * `source`, asked as rarely as its answers allow. While credentials last, calls get them at once, even
 * when a renewal is under way or has failed; after that calls wait for the one renewal, or get its error.
 */
export function renewing(
  source: CredentialsProvider,
  { now, keepFor }: RenewingOptions,
): RenewingCredentials {
  const renewals = new SharedWork<Credentials>();
  let held: Held | undefined;
  /** Counts how often everything was forgotten: what was on its way before is not kept. */
  let era = 0;

  async function ask(signal?: AbortSignal, refused?: Credentials): Promise<Credentials> {
    signal?.throwIfAborted();
    if (refused) invalidate(refused);
    const time = now().getTime();
    if (held && time < held.renewAt) return held.credentials;
    if (!held || time >= held.usableUntil) return renew(signal);
    // Nobody waits for it while the credentials are still usable.
    renew(undefined).catch(() => undefined);
    return held.credentials;
  }

  function renew(signal: AbortSignal | undefined): Promise<Credentials> {
    const begun = era;
    return renewals.run(String(begun), undefined, signal, async (abandoned) => {
      try {
        // Not every source listens to the signal.
        const credentials = await untilAborted(source(abandoned), abandoned);
        if (era === begun) hold(credentials);
        return credentials;
      } catch (error) {
        if (era === begun && !abandoned.aborted) postpone();
        throw error;
      }
    });
  }

  function hold(credentials: Credentials): void {
    const time = now().getTime();
    const end = credentials.expiration?.getTime();
    if (end === undefined) {
      // Their source is a file or the like, and what is deleted there must stop working here.
      held = { credentials, renewAt: time + keepFor, usableUntil: time + keepFor };
      return;
    }
    const margin = Math.min(maxMargin, (end - time) / 3);
    // If a source hands out expired credentials, this machine's clock is more likely wrong:
    // the service decides.
    const renewAt = Math.max(end - margin, time + Math.min(pause, keepFor));
    held = { credentials, renewAt, usableUntil: Math.max(end, renewAt) };
  }

  function postpone(): void {
    if (held) held.renewAt = Math.min(now().getTime() + pause, held.usableUntil);
  }

  function invalidate(refused?: Credentials): void {
    if (refused && held?.credentials !== refused) return;
    held = undefined;
    if (!refused) era += 1;
  }

  return Object.assign(ask, { invalidate });
}
