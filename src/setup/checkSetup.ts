/**
 * Runs the checklist of one account and one of its buckets. Nothing here costs more than ordinary requests: no
 * labels are detected.
 */

import { t } from "@vscode/l10n";
import { defaultTimeouts, Transport } from "../http/transport.ts";
import { immOrigin } from "../imm/immEndpoint.ts";
import type { Account, Credentials } from "../oss/account.ts";
import type { ObjectAddress } from "../oss/address.ts";
import { OssClient, type OssClientOptions, type RequestLogLine } from "../oss/client.ts";
import { listBucket, listBuckets, readImage } from "./bucketChecks.ts";
import { Checklist } from "./checklist.ts";
import { clockOutcome } from "./clock.ts";
import { findCredentials, type KeyFacts } from "./credentialsCheck.ts";
import { detectionOffer } from "./detectionCheck.ts";
import { askImm } from "./immCheck.ts";
import { type Reached, reachEndpoint } from "./reachEndpoint.ts";
import {
  type CheckId,
  checkIds,
  found,
  type Outcome,
  passed,
  type SetupItem,
  skipped,
  unknown,
  type Verdict,
} from "./setupItem.ts";
import type { Checking } from "./signedCheck.ts";

/** An account ready to be asked. */
export interface OpenedAccount {
  readonly account: Account;
  /** How requests leave the machine; the caller closes it. */
  readonly dispatcher?: OssClientOptions["dispatcher"];
  /** False when the person switched the check of certificates off. */
  readonly checksCertificates: boolean;
}

export interface SetupRequest extends KeyFacts {
  /** Makes the account of its setting, with keys read again. Rejects with a `Refusal` that says what it lacks. */
  open(): Promise<OpenedAccount>;
  /** The bucket to check; else the account's own, else the first there is. */
  readonly bucket?: string | undefined;
  /** Buckets that a person named, for keys that may not list any. */
  readonly namedBuckets: readonly string[];
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

export interface SetupResult {
  readonly items: readonly SetupItem[];
  /** The bucket that was looked at. */
  readonly bucket?: string;
  /** The prefix that the account is limited to, so that a policy can be as narrow. */
  readonly prefix?: string;
  /** Names of the buckets there are, as far as they are known. */
  readonly buckets: readonly string[];
  /** An image that the key may read. */
  readonly image?: ObjectAddress;
}

/** Milliseconds; a command of a profile may ask a person for a fingerprint. */
const defaultLimits = { limit: 15_000, credentialsLimit: 60_000 };

/** Resolves to the whole list, whatever fails; rejects with the signal's reason when it is given up. */
export async function checkSetup(asked: SetupRequest, options: SetupOptions): Promise<SetupResult> {
  const limits = { ...defaultLimits, ...options };
  const list = new Checklist(options);
  const context = { bucket: asked.bucket, typedKeys: asked.typedKeys };
  const opened = await list.check("account", limits.limit, context, async () => {
    const value = await asked.open();
    const { region, endpoint } = value.account;
    return { outcome: passed(t("{region}, through {endpoint}.", { region, endpoint })), value };
  });
  if (!opened) {
    list.settleRest(checkIds, skipped(t("The account cannot be used as it is.")));
    return { items: list.items, buckets: [] };
  }
  const run = new SetupRun(asked, limits, list, opened);
  try {
    const found = await run.all();
    return { ...found, items: list.items };
  } finally {
    await run.close();
  }
}

type Found = Omit<SetupResult, "items">;
type RunOptions = SetupOptions & { readonly limit: number; readonly credentialsLimit: number };

type Settled = [reached: Reached | undefined, credentials: Credentials | undefined];

/** What the first checks found. */
interface Basis {
  readonly reached: Reached;
  readonly credentials: Credentials;
}

/** One run of the checks of an account that is open: their order, and which depends on which. */
class SetupRun {
  readonly #asked: SetupRequest;
  readonly #options: RunOptions;
  readonly #opened: OpenedAccount;
  readonly #transport: Transport;
  readonly #checking: Checking;

  constructor(asked: SetupRequest, options: RunOptions, list: Checklist, opened: OpenedAccount) {
    const { account, dispatcher } = opened;
    const requests: RequestLogLine[] = [];
    const client = new OssClient(account, {
      ...(dispatcher && { dispatcher }),
      ...(options.now && { now: options.now }),
      retries: { attempts: 2, firstDelay: 200, maxRetryAfter: 2000 },
      log: (line) => {
        requests.push(line);
        options.log?.(line);
      },
    });
    const context = { bucket: asked.bucket ?? account.bucket, typedKeys: asked.typedKeys };
    const { limit } = options;
    this.#asked = asked;
    this.#options = options;
    this.#opened = opened;
    this.#transport = new Transport(defaultTimeouts, dispatcher);
    this.#checking = { list, account, client, requests, regions: new Map(), context, limit };
  }

  /** Settles every check of the list. */
  async all(): Promise<Found> {
    const { context } = this.#checking;
    const reaching = this.#reach();
    const basis = [reaching, this.#findKeys(reaching)] as const;
    const [reached, credentials]: Settled = await Promise.all(basis);
    if (!reached) return this.#end(skipped(t("Nothing at the endpoint answers as OSS does.")));
    if (!credentials) return this.#end(skipped(t("There is no key to sign with.")));
    const { namedBuckets } = this.#asked;
    const listed = await listBuckets(this.#checking, context.bucket ?? namedBuckets[0]);
    const buckets = [...new Set([...listed, ...namedBuckets])];
    if (this.#has("signature", "failed")) {
      return this.#end(skipped(t("OSS does not accept the access key.")), buckets);
    }
    const bucket = context.bucket ?? buckets[0];
    if (bucket === undefined) return this.#end(this.#noBucket());
    return { ...(await this.#lookAt(bucket, { reached, credentials })), buckets };
  }

  async close(): Promise<void> {
    await this.#checking.client.close();
    await this.#transport.close();
  }

  async #reach(): Promise<Reached | undefined> {
    const { list, account, context, limit } = this.#checking;
    const { checksCertificates } = this.#opened;
    const { bucket } = context;
    const [transport, now] = [this.#transport, this.#now];
    const reach = { account, bucket, checksCertificates, transport, now, context, limit };
    const reached = await list.check("endpoint", limit, context, (signal) =>
      reachEndpoint(reach, signal),
    );
    const clock = reached
      ? clockOutcome(reached.clockOffset)
      : skipped(t("Nothing at the endpoint answers as OSS does."));
    list.set("clock", clock);
    return reached;
  }

  #findKeys(reaching: Promise<Reached | undefined>): Promise<Credentials | undefined> {
    const { list, account, context } = this.#checking;
    const serviceTime = async () => this.#serviceTime(await reaching);
    return list.check("credentials", this.#options.credentialsLimit, context, async (signal) => {
      const found = await findCredentials(account, this.#asked, serviceTime, signal);
      list.hide(found.value?.accessKeySecret);
      list.hide(found.value?.securityToken);
      return found;
    });
  }

  async #lookAt(bucket: string, basis: Basis): Promise<Omit<Found, "buckets">> {
    const checking = { ...this.#checking, context: { ...this.#checking.context, bucket } };
    const { list, account } = checking;
    const listed = await listBucket(checking, bucket);
    const image = listed && (await readImage(checking, bucket, listed.image));
    list.settleRest(["image"], skipped(t("The bucket could not be listed.")));
    list.settleRest(["signature"], unknown(t("No request got as far as the key.")));
    const isUnbound = await this.#askImm(checking, bucket, basis);
    const { isSample } = this.#asked;
    list.set("detection", detectionOffer({ image, isUnbound, isSample }));
    const { prefix } = account;
    return { bucket, ...(prefix !== undefined && { prefix }), ...(image && { image }) };
  }

  /** True when IMM said that no project is bound. */
  async #askImm(checking: Checking, bucket: string, basis: Basis): Promise<boolean> {
    const { list, context, limit } = checking;
    const { reached, credentials } = basis;
    if (!this.#has("signature", "passed") || this.#has("bucket", "failed", "skipped")) {
      list.set("imm", skipped(t("OSS does not show the bucket to this key.")));
      return false;
    }
    const question = {
      checking,
      credentials,
      bucket,
      isSample: this.#asked.isSample,
      isOss: reached.isOss,
      date: this.#serviceTime(reached),
      originOf: this.#options.immOrigin ?? immOrigin,
      transport: this.#transport,
    };
    const answer = await list.check("imm", limit, context, (signal) => askImm(question, signal));
    return answer?.isUnbound ?? false;
  }

  #end(rest: Outcome, buckets: readonly string[] = []): Found {
    const { list, context } = this.#checking;
    list.settleRest(checkIds, rest);
    return { buckets, ...(context.bucket !== undefined && { bucket: context.bucket }) };
  }

  #noBucket(): Outcome {
    const finding = this.#has("buckets", "passed") ? "no-buckets" : "no-known-bucket";
    return found("skipped", finding, {}, this.#checking.context);
  }

  #has(wanted: CheckId, ...verdicts: readonly Verdict[]): boolean {
    const { items } = this.#checking.list;
    return items.some(({ id, verdict }) => id === wanted && verdicts.includes(verdict));
  }

  readonly #now = (): Date => (this.#options.now ?? (() => new Date()))();

  #serviceTime(reached: Reached | undefined): Date {
    return new Date(this.#now().getTime() + (reached?.clockOffset ?? 0));
  }
}
