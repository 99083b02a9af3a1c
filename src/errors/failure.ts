/** What every failure that the product knows by name has in common: a code and facts, and no words for people. */

export type Fact = string | number | boolean | undefined;

/** By name; the words for people fill their placeholders with them. Never holds a secret. */
export type Facts = Readonly<Record<string, Fact>>;

/**
 * Something did not work, and it is known what. `message` is one technical line of the code and the facts, for logs;
 * what people read is made of the same facts elsewhere.
 */
export abstract class Failure extends Error {
  /** OSS's or IMM's (`NoSuchKey`), or ours in kebab-case (`timed-out`). */
  readonly code: string;
  readonly facts: Facts;

  constructor(code: string, facts: Facts, options?: ErrorOptions) {
    super(technicalLine(code, facts), options);
    this.code = code;
    this.facts = facts;
  }
}

function technicalLine(code: string, facts: Facts): string {
  const known = Object.entries(facts).filter(([, fact]) => fact !== undefined);
  const words = known.map(([name, fact]) => `${name}=${JSON.stringify(fact)}`);
  return [code, ...words].join(" ");
}
