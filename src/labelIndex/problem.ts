/** What can be wrong with the index's file, in words. None of it stops a detection. */
import { NewerIndexError } from "./migrations.ts";

export interface IndexProblem {
  readonly code: "damaged" | "not-kept" | "made-by-newer-version" | "stopped";
  /** One sentence or two for a person; ends in what to do next. */
  readonly message: string;
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
  const rest =
    saved === 0
      ? "labels detected before have to be detected again"
      : `it has the labels of ${saved} ${saved === 1 ? "detection" : "detections"} that could still be read; others have to be detected again`;
  return {
    code: "damaged",
    message: `The label index was damaged and has been moved to ${movedTo}. A new one was started: ${rest}.`,
  };
}

/** The problem of a file that cannot be used, or only be read. */
export function notKeptProblem(file: string, cause: unknown, isRead = false): IndexProblem {
  if (cause instanceof NewerIndexError) {
    return {
      code: "made-by-newer-version",
      message: `The label index ${file} was made by a newer version of the extension. Labels are kept until this window closes; update the extension to use the index again.`,
      cause,
    };
  }
  return {
    code: "not-kept",
    message: `The label index ${file} cannot be written: ${reasonOf(cause)} ${isRead ? "Labels that are in it are found. " : ""}Labels detected from now on are kept until this window closes.`,
    cause,
  };
}

/** The problem of a thread that cannot be started, or ends again and again. */
export function stoppedProblem(cause: unknown): IndexProblem {
  return {
    code: "stopped",
    message:
      "The label index does not work in this window. Labels detected from now on are kept until it closes; reload the window to try again.",
    cause,
  };
}

function reasonOf(cause: unknown): string {
  switch (resultCodeOf(cause)) {
    case resultCodes.full:
      return "the disk is full. Free some space.";
    case resultCodes.readOnly:
      return "it is read-only. Check who may write to it.";
    case resultCodes.busy:
      return "another window is writing to it for too long. Close the other window or try again.";
    default:
      return "check that its folder exists and may be written to.";
  }
}

function resultCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}
