/** Lines of code put together; what is `undefined` is left out. */

/** Ends in a line break. */
export function lines(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .join("\n")
    .concat("\n");
}

/** Every line further in, except for empty ones. */
export function indented(code: string, by: string): string {
  return code.replace(/^(?=.)/gm, by);
}

/** A line that only some ways to address a bucket need. */
export function when(condition: boolean, line: string): string | undefined {
  return condition ? line : undefined;
}

/** Said at the top of every program, behind the language's mark of a comment. */
export function preamble(mark: string, howToRun: string): string {
  return [
    `${mark} ${howToRun}`,
    `${mark} Keys come from OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET and, for temporary ones, OSS_SESSION_TOKEN.`,
    `${mark} Each run is one detection, which Alibaba Cloud bills; its answer is printed as JSON.`,
  ].join("\n");
}
