/** The error of a call to IMM: what was asked, where, and what came of it. */
import { Failure } from "../errors/failure.ts";
import type { CallFacts } from "../oss/error.ts";

export type ImmErrorFacts = CallFacts & {
  /** One name for all calls to IMM itself, by which the words about them are found. */
  readonly call: "askImm";
  /** Of IMM's API: `CreateDataset`. */
  readonly action: string;
  /** What the key must be allowed: `imm:CreateDataset`. */
  readonly ramAction: string;
};

/** Its code is IMM's (`ResourceNotFound`), `http-` and the status of a response that names none, or ours. */
export class ImmError extends Failure {
  override readonly name = "ImmError";
  declare readonly facts: ImmErrorFacts;

  constructor(code: string, facts: ImmErrorFacts) {
    super(code, facts);
  }

  /** Codes have variants behind a dot: `ResourceNotFound.Dataset`. */
  is(code: string): boolean {
    return this.code === code || this.code.startsWith(`${code}.`);
  }
}
