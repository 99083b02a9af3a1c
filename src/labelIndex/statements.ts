/** Statements of one database, each prepared once. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

export type Row = Record<string, SQLOutputValue>;

export class Statements {
  readonly database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  readonly #arrays = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  /** Nothing may be written before the last row has been read. */
  rows(sql: string, ...values: SQLInputValue[]): Iterable<Row> {
    return this.#statement(sql).iterate(...values);
  }

  /** Rows as arrays of their columns, which are faster to read. */
  arrays(sql: string, ...values: SQLInputValue[]): SQLOutputValue[][] {
    return this.#arrayStatement(sql).all(...values) as unknown as SQLOutputValue[][];
  }

  /** The first of them. */
  array(sql: string, ...values: SQLInputValue[]): SQLOutputValue[] | undefined {
    return this.#arrayStatement(sql).get(...values) as unknown as SQLOutputValue[] | undefined;
  }

  #arrayStatement(sql: string): StatementSync {
    let statement = this.#arrays.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      statement.setReturnArrays(true);
      this.#arrays.set(sql, statement);
    }
    return statement;
  }

  /** The number of rows that were changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  /** The first column of the first row as a number; 0 without a row. */
  number(sql: string, ...values: SQLInputValue[]): number {
    const [value] = Object.values(this.get(sql, ...values) ?? {});
    return Number(value ?? 0);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}
