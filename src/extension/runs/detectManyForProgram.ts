/** The command `ossImageLabels.detectMany` as programs and key bindings call it. */
import * as vscode from "vscode";
import { checkThreshold } from "../../detection/preflight.ts";
import { Refusal } from "../../errors/refusal.ts";
import { grouped } from "../../labels/format.ts";
import { formatObjectUri } from "../../oss/address.ts";
import type { Run, RunItem, RunOptions } from "../../runs/item.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { readNode } from "../commandArgument.ts";
import type { Images } from "../images/images.ts";
import type { Log } from "../log.ts";
import { forProgram, type ProgramCommand, ProgramOptions } from "../programs.ts";
import { readSetting } from "../settings.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import type { Runs } from "./runs.ts";
import { isOwnScope, isProgramScope, type RunScope, readScope } from "./scope.ts";

/** What a program is given: of a dry run, what would be done. */
export interface ManyDetected {
  /** All that were named or found: those known, refused, detected and failed together. */
  readonly images: number;
  /** Answered from the index, copies of what is detected included. */
  readonly known: number;
  readonly refused: readonly ItemFailure[];
  /** Distinct bytes that were to be asked about. */
  readonly calls: number;
  readonly detected: number;
  readonly failed: readonly ItemFailure[];
  /** Calls that were made, answered or not. */
  readonly billableCalls: number;
  readonly cancelled: boolean;
}

interface ItemFailure {
  readonly object: string;
  readonly code: string;
  readonly message: string;
}

export interface ManyServices {
  readonly runs: Runs;
  readonly accounts: Accounts;
  /** The account that reads a bucket, without asking anyone. Throws a `Refusal`. */
  readonly account: (bucket: string, key: string) => Promise<AccountSetting>;
  /** Asks nobody: what was not agreed to before is refused. */
  readonly unaskedImages: Images;
  readonly showRuns: () => Promise<void>;
  readonly log: Log;
}

interface ManyOptions extends Pick<RunOptions, "threshold" | "refresh"> {
  readonly dryRun: boolean;
  readonly maxCalls: number;
  readonly account?: string;
  readonly show: boolean;
}

export function detectManyProgram(services: ManyServices): ProgramCommand {
  return {
    isCalledByProgram,
    run: (given) =>
      forProgram(services.log, async () => {
        const [scope, options] = scopeAndOptions(given);
        return detectMany(readScope(scope), readOptions(new ProgramOptions(options)), services);
      }),
  };
}

/**
 * Menus give a node or a file, and a list of what is selected; our own views a scope by its kind; the palette gives
 * nothing.
 */
function isCalledByProgram(given: readonly unknown[]): boolean {
  const [scope, second] = given;
  if (scope === undefined || scope === null) return second !== undefined && !Array.isArray(second);
  if (second !== undefined) return !Array.isArray(second);
  return !(scope instanceof vscode.Uri || isOwnScope(scope)) && readNode(scope) === undefined;
}

/** A key binding's arguments come as one list; so do the images of a program. */
function scopeAndOptions(given: readonly unknown[]): readonly [unknown, unknown] {
  const [scope, options] = given;
  if (given.length === 1 && Array.isArray(scope) && isProgramScope(scope[0])) {
    return [scope[0], scope[1] ?? undefined];
  }
  return [scope, options ?? undefined];
}

function readOptions(given: ProgramOptions): ManyOptions {
  const threshold = given.value("threshold");
  if (threshold !== undefined) checkThreshold(threshold);
  const maxCalls = given.integer("maxCalls", 0, 1_000_000_000) ?? readSetting("confirmAbove");
  const account = given.text("account");
  return {
    ...(threshold !== undefined && { threshold }),
    ...(account !== undefined && { account }),
    refresh: given.flag("refresh") ?? false,
    dryRun: given.flag("dryRun") ?? false,
    show: given.flag("show") ?? false,
    maxCalls,
  };
}

/** Rejects before the first call where that would be more calls than allowed. */
async function detectMany(
  scope: RunScope,
  { dryRun, maxCalls, account, show, threshold, refresh }: ManyOptions,
  { runs, accounts, account: known, unaskedImages, showRuns }: ManyServices,
): Promise<ManyDetected> {
  // A wrong setting, and an account that there is not, are told before anything is looked at.
  if (threshold === undefined) readSetting("threshold");
  const named = account === undefined ? undefined : accounts.setting(account);
  const run = await runs.plan(scope, {
    options: { by: "program", refresh, ...(threshold !== undefined && { threshold }) },
    account: async (bucket, key) => named ?? known(bucket, key),
    signal: new AbortController().signal,
  });
  let begun = false;
  try {
    if (dryRun || run.images === 0) return await resultOf(run, runs);
    if (run.calls > maxCalls) {
      throw new Refusal("too-many-calls", {
        calls: grouped(run.calls),
        maxCalls: grouped(maxCalls),
      });
    }
    await runs.begin(run.id, maxCalls, unaskedImages);
    begun = true;
    if (show) await showRuns();
  } finally {
    if (!begun) await runs.remove(run.id);
  }
  const ended = await runs.ended(run.id);
  if (!ended) throw new vscode.CancellationError();
  return resultOf(ended, runs);
}

async function resultOf(run: Run, runs: Runs): Promise<ManyDetected> {
  return {
    images: run.images,
    known: run.known + run.copies,
    refused: await failures(run.id, "refused", runs),
    calls: run.calls,
    detected: run.detected,
    failed: await failures(run.id, "failed", runs),
    billableCalls: run.billableCalls,
    cancelled: run.state === "cancelled",
  };
}

async function failures(
  id: number,
  state: "refused" | "failed",
  runs: Runs,
): Promise<ItemFailure[]> {
  const all: ItemFailure[] = [];
  for (let after = 0; ; ) {
    const page = await runs.items(id, { states: [state], after, limit: 1000 });
    all.push(...page.map(failureOf));
    const last = page.at(-1);
    if (!last || page.length < 1000) return all;
    after = last.id;
  }
}

function failureOf({ ref, problem }: RunItem): ItemFailure {
  const object = ref.kind === "file" ? ref.uri : formatObjectUri(ref.object);
  return { object, code: problem?.code ?? "unexpected", message: problem?.message ?? "" };
}
