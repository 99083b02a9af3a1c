/** The texts of package.json stand in package.nls.json, under the keys that package.json has between `%`. */

const key = /^%([\w.-]+)%$/;

/** A value of package.json with its texts. Throws where a key has none. */
export function withTexts<Value>(value: Value, texts: Readonly<Record<string, string>>): Value {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => {
    const [, name] = (typeof part === "string" && key.exec(part)) || [];
    if (name === undefined) return part;
    const text = texts[name];
    if (text === undefined) throw new Error(`package.nls.json has no text for %${name}%.`);
    return text;
  });
}

/** All keys in a value of package.json, each as often as it is there. */
export function keysIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"%([\w.-]+)%"/g)].map(([, name = ""]) => name);
}
