/** What the runner outside and the suite inside VS Code tell each other, through files. */
import type { Tally } from "./tally.ts";

/** Environment variables; each holds an absolute path. */
export const hostVariables = {
  /** The suite to load: a CommonJS file that exports `run(): Promise<void>`. */
  suite: "OSS_IMAGE_LABELS_SUITE",
  /** Everything that the suite prints. */
  output: "OSS_IMAGE_LABELS_SUITE_OUTPUT",
  /** A HostReport; missing when the suite did not finish. */
  report: "OSS_IMAGE_LABELS_SUITE_REPORT",
  /** Only tests whose title contains this (not a path). */
  grep: "OSS_IMAGE_LABELS_SUITE_GREP",
} as const;

/** Milliseconds for one test: a first detection starts the sample server and loads what it needs. */
export const hostTimeout = 20_000;

export interface HostReport {
  /** Set when the suite counts its tests: `run` resolved to it. */
  readonly tally?: Tally;
  /** Why the suite failed. */
  readonly failure?: string;
  /** Number of rejected promises that nothing handled. */
  readonly strays: number;
}
