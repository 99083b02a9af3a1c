/** What can be wrong with the index's file. None of it stops a detection. */
import type { RefusalFacts } from "../errors/refusal.ts";
import { NewerIndexError } from "./migrations.ts";

export interface IndexProblem {
  readonly code: "damaged" | "not-kept" | "made-by-newer-version" | "stopped";
  /** Of the refusal `label-index`, which says it to a person. */
  readonly facts: RefusalFacts["label-index"];
  readonly cause?: unknown;
}

/** https://sqlite.org/rescode.html; the low byte of an extended code. */
const resultCodes = { error: 1, busy: 5, readOnly: 8, corrupt: 11, full: 13, notDatabase: 26 };

/** Whether SQLite says that the file is broken, or no database. */
export function isDamage(error: unknown): boolean {
  const code = resultCodeOf(error);
  return code === resultCodes.corrupt || code === resultCodes.notDatabase;
}

/** Whether a database that was just opened has tables that are not ours, which our statements do not fit. */
export function isForeignSchema(error: unknown): boolean {
  return resultCodeOf(error) === resultCodes.error;
}

/** Whether an error comes from SQLite. */
export function isOfSqlite(error: unknown): boolean {
  return resultCodeOf(error) !== undefined;
}

/** Whether another window has locked the file. */
export function isBusy(error: unknown): boolean {
  return resultCodeOf(error) === resultCodes.busy;
}

/** `saved` counts the detections that could be read, and are in the new file. */
export function damagedProblem(movedTo: string, saved: number): IndexProblem {
  const facts =
    saved === 0
      ? ({ reason: "damaged", movedTo } as const)
      : ({ reason: "damaged-and-saved", movedTo, saved } as const);
  return { code: "damaged", facts };
}

/** The problem of a file that cannot be used, or only be read. */
export function notKeptProblem(file: string, cause: unknown, isRead = false): IndexProblem {
  if (cause instanceof NewerIndexError) {
    return { code: "made-by-newer-version", facts: { reason: "newer", file }, cause };
  }
  const why = whyNotWritten(cause);
  const reason = isRead ? (`${why}-but-read` as const) : why;
  return { code: "not-kept", facts: { reason, file }, cause };
}

/** The problem of a thread that cannot be started, or ends again and again. */
export function stoppedProblem(cause: unknown): IndexProblem {
  return { code: "stopped", facts: { reason: "stopped" }, cause };
}

function whyNotWritten(cause: unknown) {
  switch (resultCodeOf(cause)) {
    case resultCodes.full:
      return "full";
    case resultCodes.readOnly:
      return "read-only";
    case resultCodes.busy:
      return "busy";
    default:
      return "other";
  }
}

function resultCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}
