/** How many billable calls were made on each day, so that a day's cap holds in all windows together. */
import type { DatabaseSync } from "node:sqlite";

/** The counts as other threads reach them. */
export type CallCountsPort = {
  readonly [Name in keyof CallCounts]: (
    ...given: Parameters<CallCounts[Name]>
  ) => Promise<ReturnType<CallCounts[Name]>>;
};

export const callTables = `
  CREATE TABLE calls (
    day TEXT NOT NULL,
    account TEXT NOT NULL,
    calls INTEGER NOT NULL,
    PRIMARY KEY (day, account)
  ) STRICT, WITHOUT ROWID;
`;

/** Calls that were sent with an account; the empty name is the sample's, of which none is billed. */
export interface AccountCalls {
  readonly account: string;
  /** The first day (UTC) that has one. */
  readonly first: string;
  readonly today: number;
  readonly month: number;
  readonly ever: number;
}

/** Calls of the sample account, of which none is billed, are counted under no name, and apart from the others. */
export class CallCounts {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Counts a call that is about to be made on a day (UTC, `2026-11-25`), unless `cap` of them have been; 0 is no cap.
   * Returns whether it was counted.
   */
  spend(day: string, account: string, cap: number): boolean {
    const { changes } = this.#database
      .prepare(
        `INSERT INTO calls (day, account, calls)
         SELECT ?1, ?2, 1 WHERE ?3 = 0 OR
           (SELECT coalesce(sum(calls), 0) FROM calls WHERE day = ?1 AND (account = '') = (?2 = '')) < ?3
         ON CONFLICT DO UPDATE SET calls = calls + 1`,
      )
      .run(day, account, cap);
    return Number(changes) > 0;
  }

  /** The call was not made after all. */
  giveBack(day: string, account: string): void {
    this.#database
      .prepare("UPDATE calls SET calls = calls - 1 WHERE day = ? AND account = ? AND calls > 0")
      .run(day, account);
  }

  /** By account, of a day (UTC), of its month, and of all days since the first that was counted. */
  byAccount(today: string): AccountCalls[] {
    const rows = this.#database
      .prepare(
        `SELECT account, sum(calls) AS ever, min(day) AS first,
           sum(CASE WHEN day = ?1 THEN calls ELSE 0 END) AS today,
           sum(CASE WHEN substr(day, 1, 7) = substr(?1, 1, 7) THEN calls ELSE 0 END) AS month
         FROM calls WHERE calls > 0 GROUP BY account ORDER BY account`,
      )
      .all(today);
    return rows.map((row) => ({
      account: String(row["account"]),
      first: String(row["first"]),
      today: Number(row["today"]),
      month: Number(row["month"]),
      ever: Number(row["ever"]),
    }));
  }

  /** Calls of a day, of all accounts that bill, or of the sample account. */
  on(day: string, account: string): number {
    const row = this.#database
      .prepare(
        "SELECT coalesce(sum(calls), 0) AS calls FROM calls WHERE day = ? AND (account = '') = (? = '')",
      )
      .get(day, account);
    return Number(row?.["calls"]);
  }
}
