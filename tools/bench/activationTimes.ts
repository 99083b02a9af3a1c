/** What the suite inside VS Code tells the benchmark outside, through a file. */

/** Environment variable with the file's absolute path. */
export const timesVariable = "OSS_IMAGE_LABELS_ACTIVATION_TIMES";

/** In milliseconds. */
export interface ActivationTimes {
  readonly load: number;
  readonly activate: number;
  /** What whoever asks first waits for: all else is loaded and put together. */
  readonly assembly: number;
}
