/** The holes of a text, which are filled when it is shown. */

/** Their names: `0` and `name` of `{0} of {name}`. Braces around anything else are text. */
export function placeholdersOf(text: string): Set<string> {
  return new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name));
}
