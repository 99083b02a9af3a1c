/** The texts of package.json, which stand in package.nls.json under the keys that package.json has in `%`. */

/** All keys of `%key%` in a value, however deep. */
export function keysIn(value: unknown): Set<string> {
  const text = JSON.stringify(value);
  return new Set([...text.matchAll(/"%([\w.-]+)%"/g)].map(([, key = ""]) => key));
}
