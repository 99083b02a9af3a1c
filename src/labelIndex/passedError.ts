/** Errors that a method throws in the thread of the label index, on their way to whoever asked. */
import type { Facts } from "../errors/failure.ts";
import { Refusal, type RefusalCode, type RefusalFacts } from "../errors/refusal.ts";

/** An error as plain data. */
export interface PassedError {
  /** Of the error's class. */
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  /** Of a `Refusal`. */
  readonly facts?: Facts;
}

export function passedError(error: unknown): PassedError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof Refusal) return { name, message, code: error.code, facts: error.facts };
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return { name, message, ...(typeof code === "string" && { code }) };
}

/** The same error as it was thrown: of its class where that is known here, with its code and facts. */
export function errorOf({ name, message, code, facts }: PassedError): Error {
  if (code !== undefined && facts !== undefined) {
    return new Refusal<RefusalCode>(code as RefusalCode, facts as RefusalFacts[RefusalCode]);
  }
  const error = builtIn[name]?.(message) ?? Object.assign(new Error(message), { name });
  return code === undefined ? error : Object.assign(error, { code });
}

const builtIn: Readonly<Record<string, (message: string) => Error>> = {
  Error: (message) => new Error(message),
  RangeError: (message) => new RangeError(message),
  TypeError: (message) => new TypeError(message),
};
