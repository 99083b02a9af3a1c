/** The journal of runs: what each is about and how far it is, so that it survives its window. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import type {
  FinishedItem,
  ItemProblem,
  ItemRef,
  ItemVersion,
  PlannedItem,
  Run,
  RunItem,
  RunOptions,
  RunState,
  TakenItem,
} from "./item.ts";
import { itemStates } from "./tables.ts";

/** The journal as other threads reach it. Rejects when the file cannot be read or written. */
export type RunJournalPort = {
  readonly [Name in keyof RunJournal]: (
    ...given: Parameters<RunJournal[Name]>
  ) => Promise<ReturnType<RunJournal[Name]>>;
};

/** How many items failed or were refused for one reason. */
export interface ProblemCount extends ItemProblem {
  readonly state: "refused" | "failed";
  readonly items: number;
}

type Row = Record<string, SQLOutputValue>;
type Delta = Readonly<Partial<Record<CountColumn, number>>>;
type CountColumn = (typeof countColumns)[number];

const countColumns = [
  "images",
  "waiting",
  "copies",
  "in_flight",
  "detected",
  "known",
  "refused",
  "failed",
  "calls",
  "billable_calls",
] as const;

/** Runs that are kept when they have ended. */
const keptRuns = 20;

const { interrupted, waiting, copy, inFlight, detected, known, refused, failed } = itemStates;

/** Times are in milliseconds since 1970. A run that there is not any more is answered by `undefined`, or by nothing. */
export class RunJournal {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  readonly #statements = new Map<string, StatementSync>();
  readonly #places = new Map<string, number>();

  constructor(database: DatabaseSync, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
  }

  /** Begins a plan, which is this window's for `lease` milliseconds. Returns its id. */
  create(title: string, options: RunOptions, window: string, lease: number): number {
    return this.#atomically(() => {
      const now = this.#now();
      // A plan whose window has ended was never agreed to.
      this.#run("DELETE FROM runs WHERE state = 'planning' AND lease_until < ?", now);
      this.#run(
        `DELETE FROM runs WHERE state IN ('done', 'cancelled') AND id NOT IN
           (SELECT id FROM runs WHERE state IN ('done', 'cancelled') ORDER BY id DESC LIMIT ?)`,
        keptRuns,
      );
      const { lastInsertRowid } = this.#run(
        `INSERT INTO runs (title, options, state, created_at, window, lease_until)
         VALUES (?, ?, 'planning', ?, ?, ?)`,
        title,
        JSON.stringify(options),
        now,
        window,
        now + lease,
      );
      return Number(lastInsertRowid);
    });
  }

  /** Adds to a plan. An image that it has already is left out; one with the bytes of another waits for that. */
  add(run: number, items: readonly PlannedItem[]): void {
    this.#atomically(() => {
      const added: Record<string, number> = {};
      for (const item of items) {
        const name = this.#add(run, item);
        if (name !== undefined) added[name] = (added[name] ?? 0) + 1;
      }
      const { ask = 0, copies = 0, known = 0, refused = 0, failed = 0 } = added;
      this.#count(run, {
        images: ask + copies + known + refused + failed,
        waiting: ask + copies,
        calls: ask,
        ...{ copies, known, refused, failed },
      });
    });
  }

  /** The person or the program agrees: from now on it is worked, and makes `maxCalls` calls at most. */
  agree(run: number, maxCalls: number): void {
    this.#run(
      `UPDATE runs SET state = 'running', max_calls = ?, agreed_at = ? WHERE id = ? AND state = 'planning'`,
      maxCalls,
      this.#now(),
      run,
    );
  }

  /** Sets what a person decided or the work came to; what has ended stays ended. */
  setState(run: number, state: RunState, reason?: ItemProblem): void {
    const hasEnded = state === "done" || state === "cancelled";
    this.#run(
      `UPDATE runs SET state = ?, reason = ?, ended_at = ? WHERE id = ? AND state NOT IN ('done', 'cancelled')`,
      state,
      reason ? JSON.stringify(reason) : null,
      hasEnded ? this.#now() : null,
      run,
    );
  }

  /** Ends a run for good: what it has not done yet has failed, for the reason given. */
  cancel(run: number, problem: ItemProblem): void {
    this.#atomically(() => {
      const { changes } = this.#run(
        `UPDATE run_items SET state = ${failed}, code = ?, message = ? WHERE run = ? AND state <= ${inFlight}`,
        problem.code,
        problem.message,
        run,
      );
      this.#run(
        `UPDATE runs SET failed = failed + ?, waiting = 0, copies = 0, in_flight = 0 WHERE id = ?`,
        changes,
        run,
      );
      this.setState(run, "cancelled");
    });
  }

  /** Fails what is still waiting, when it cannot be done; what is under way goes on. */
  failWaiting(run: number, problem: ItemProblem): void {
    this.#atomically(() => {
      const { changes } = this.#run(
        `UPDATE run_items SET state = ${failed}, code = ?, message = ? WHERE run = ? AND state < ${inFlight}`,
        problem.code,
        problem.message,
        run,
      );
      this.#run(
        `UPDATE runs SET failed = failed + ?, waiting = 0, copies = 0 WHERE id = ?`,
        changes,
        run,
      );
    });
  }

  /**
   * Whether the run is this window's to work for `lease` milliseconds; false while another's. Of a run that another
   * window left, what was under way is to be looked at first, since it may have been answered.
   */
  claim(run: number, window: string, lease: number): boolean {
    return this.#atomically(() => {
      const row = this.#get("SELECT window, lease_until FROM runs WHERE id = ?", run);
      if (!row) return false;
      const now = this.#now();
      const isOurs = row["window"] === window;
      if (!isOurs && row["window"] !== null && Number(row["lease_until"]) > now) return false;
      this.#run(
        "UPDATE runs SET window = ?, lease_until = ? WHERE id = ?",
        window,
        now + lease,
        run,
      );
      if (!isOurs) this.#interrupt(run);
      return true;
    });
  }

  /** Lets others work the run. */
  release(run: number, window: string): void {
    this.#atomically(() => {
      const { changes } = this.#run(
        "UPDATE runs SET window = NULL, lease_until = 0 WHERE id = ? AND window = ?",
        run,
        window,
      );
      if (Number(changes) > 0) this.#interrupt(run);
    });
  }

  /**
   * Up to `count` items to detect now, each counted as a call that may be billed until it is finished; fewer where
   * that would be more calls than were agreed to. When all of these have been made, the rest may be looked up only.
   * `undefined` when the run is no longer this window's. Those of `last` come after all others.
   */
  take(
    run: number,
    window: string,
    count: number,
    last: readonly number[] = [],
  ): TakenItem[] | undefined {
    return this.#atomically(() => {
      const owner = this.#get(
        `SELECT max_calls - billable_calls AS spare, in_flight FROM runs
         WHERE id = ? AND window = ? AND lease_until > ?`,
        run,
        window,
        this.#now(),
      );
      if (!owner) return undefined;
      const spare = Math.max(0, Number(owner["spare"]));
      const mayAsk = spare > 0;
      // A call under way may turn out not to have been one.
      if (!mayAsk && owner["in_flight"] !== 0) return [];
      const rows = this.#all(
        `SELECT item.id, account, bucket, key, state, size, etag, crc64, last_modified
         FROM run_items AS item JOIN run_places AS place ON place.id = item.place
         WHERE run = ? AND state < ${inFlight} 
         ${last.length > 0 ? "ORDER BY item.id IN (SELECT value FROM json_each(?)), state, item.id" : "ORDER BY state, item.id"}
         LIMIT ?`,
        run,
        ...(last.length > 0 ? [JSON.stringify(last)] : []),
        mayAsk ? Math.min(count, spare) : count,
      );
      const copies = rows.filter((row) => row["state"] === copy).length;
      for (const { id } of rows) {
        this.#run(`UPDATE run_items SET state = ${inFlight} WHERE id = ?`, id as number);
      }
      this.#count(run, {
        waiting: -rows.length,
        copies: -copies,
        in_flight: rows.length,
        billable_calls: mayAsk ? rows.length : 0,
      });
      return rows.map((row) => takenItem(row, mayAsk));
    });
  }

  /** What became of items that were taken; one that was given up in the meantime stays as it is. */
  finish(run: number, items: readonly FinishedItem[]): void {
    this.#atomically(() => {
      const delta = { in_flight: 0, waiting: 0, copies: 0, detected: 0, known: 0, failed: 0 };
      let calls = 0;
      for (const { id, mayAsk, state, problem, calls: made } of items) {
        const before = this.#get("SELECT state FROM run_items WHERE id = ? AND run = ?", id, run)?.[
          "state"
        ];
        calls += made - (mayAsk ? 1 : 0);
        if (before === undefined || Number(before) > inFlight) continue;
        this.#run(
          "UPDATE run_items SET state = ?, code = ?, message = ? WHERE id = ?",
          itemStates[state],
          problem?.code ?? null,
          problem?.message ?? null,
          id,
        );
        delta[state] += 1;
        if (before === inFlight) delta.in_flight -= 1;
        else delta.waiting -= 1;
        if (before === copy) delta.copies -= 1;
      }
      this.#count(run, { ...delta, billable_calls: calls });
    });
  }

  /** Puts taken items back; `calls` that were made for them all the same stay counted. */
  putBack(run: number, items: readonly Pick<FinishedItem, "id" | "mayAsk" | "calls">[]): void {
    this.#atomically(() => {
      let changed = 0;
      let made = 0;
      for (const { id, mayAsk, calls } of items) {
        made += calls - (mayAsk ? 1 : 0);
        const { changes } = this.#run(
          `UPDATE run_items SET state = ${waiting} WHERE id = ? AND run = ? AND state = ${inFlight}`,
          id,
          run,
        );
        changed += Number(changes);
      }
      this.#count(run, {
        in_flight: -changed,
        waiting: changed,
        billable_calls: made,
      });
    });
  }

  /** Lets what failed be asked about once more; returns how many that is. It needs to be agreed to anew. */
  retryFailed(run: number): number {
    return this.#atomically(() => {
      const { changes } = this.#run(
        `UPDATE run_items SET state = ${waiting}, code = NULL, message = NULL WHERE run = ? AND state = ${failed}`,
        run,
      );
      const count = Number(changes);
      this.#count(run, { failed: -count, waiting: count });
      if (count === 0) return 0;
      this.#run(
        `UPDATE runs SET state = 'running', reason = NULL, ended_at = NULL, max_calls = billable_calls + ? WHERE id = ?`,
        count,
        run,
      );
      return count;
    });
  }

  run(run: number): Run | undefined {
    const row = this.#get("SELECT * FROM runs WHERE id = ?", run);
    return row && this.#readRun(row);
  }

  /** The newest runs first, without plans that nobody has agreed to. */
  runs(): Run[] {
    return this.#all("SELECT * FROM runs WHERE state <> 'planning' ORDER BY id DESC").map((row) =>
      this.#readRun(row),
    );
  }

  /** A page of a run's images in its order, after the item of that id; all states where none are named. */
  items(
    run: number,
    {
      states,
      code,
      after = 0,
      limit,
    }: {
      readonly states?: readonly RunItem["state"][];
      /** Of refused or failed ones, those with this code. */
      readonly code?: string;
      readonly after?: number;
      readonly limit: number;
    },
  ): RunItem[] {
    const numbers = (states ?? []).flatMap((state) =>
      state === "waiting" ? [interrupted, waiting, copy, inFlight] : [itemStates[state]],
    );
    const isOfState = states ? `AND +state IN (${numbers.join(", ")})` : "";
    const isFew = states && !states.includes("detected") && !states.includes("known");
    return this.#all(
      `SELECT item.id, account, bucket, key, state, code, message
       FROM run_items AS item JOIN run_places AS place ON place.id = item.place
       WHERE run = ? AND item.id > ? ${isFew ? isOfState.replace("+", "") : isOfState}
         ${code === undefined ? "" : "AND code = ?"}
       ORDER BY item.id LIMIT ?`,
      run,
      after,
      ...(code === undefined ? [] : [code]),
      limit,
    ).map(runItem);
  }

  /** Why items were refused or failed, by code, with the sentence of one of them; the most frequent first. */
  problems(run: number): ProblemCount[] {
    return this.#all(
      `SELECT state, code, min(message) AS message, count(*) AS items FROM run_items
       WHERE run = ? AND state IN (${refused}, ${failed}) GROUP BY state, code ORDER BY items DESC, code`,
      run,
    ).map(({ state, code, message, items }) => ({
      state: state === refused ? "refused" : "failed",
      code: String(code),
      message: String(message),
      items: Number(items),
    }));
  }

  /** How many images are still to be asked about, by the name of their account; of files it is "". */
  callsByAccount(run: number): [account: string, calls: number][] {
    return this.#all(
      `SELECT account, count(*) AS calls FROM run_items AS item JOIN run_places AS place ON place.id = item.place
       WHERE run = ? AND state IN (${interrupted}, ${waiting}) GROUP BY account ORDER BY account`,
      run,
    ).map(({ account, calls }) => [String(account), Number(calls)]);
  }

  /** Forgets a run; the labels that it found stay. */
  remove(run: number): void {
    this.#atomically(() => {
      this.#run("DELETE FROM run_items WHERE run = ?", run);
      this.#run("DELETE FROM runs WHERE id = ?", run);
    });
  }

  renameAccount(from: string, to: string): void {
    this.#atomically(() => {
      this.#run(
        `UPDATE OR IGNORE run_places SET account = ? WHERE account = ? AND bucket <> ''`,
        to,
        from,
      );
      this.#places.clear();
    });
  }

  #add(run: number, { ref, version = {}, verdict }: PlannedItem): string | undefined {
    const content = contentOf(ref, version);
    const isCopy =
      verdict.kind === "ask" &&
      content !== undefined &&
      this.#get(
        `SELECT 1 FROM run_items WHERE run = ? AND content = ? AND state = ${waiting} LIMIT 1`,
        run,
        content,
      ) !== undefined;
    const problem = "problem" in verdict ? verdict.problem : undefined;
    const name = isCopy ? "copies" : verdict.kind;
    const { changes } = this.#run(
      `INSERT OR IGNORE INTO run_items
         (run, place, key, state, size, etag, crc64, last_modified, content, code, message)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      run,
      this.#place(ref),
      ref.kind === "file" ? ref.uri : ref.object.key,
      isCopy ? copy : plannedStates[verdict.kind],
      version.size ?? null,
      version.etag ?? null,
      version.crc64 ?? null,
      version.lastModified ?? null,
      content ?? null,
      problem?.code ?? null,
      problem?.message ?? null,
    );
    return Number(changes) > 0 ? name : undefined;
  }

  #place(ref: ItemRef): number {
    const { account, bucket } = ref.kind === "file" ? { account: "", bucket: "" } : ref.object;
    const name = JSON.stringify([account, bucket]);
    const place = this.#places.get(name);
    if (place !== undefined) return place;
    this.#run("INSERT OR IGNORE INTO run_places (account, bucket) VALUES (?, ?)", account, bucket);
    const row = this.#get(
      "SELECT id FROM run_places WHERE account = ? AND bucket = ?",
      account,
      bucket,
    );
    const id = Number(row?.["id"]);
    this.#places.set(name, id);
    return id;
  }

  /** What was under way when its window ended may be repeated: the person's agreement covers that, a program's does not. */
  #interrupt(run: number): void {
    const { changes } = this.#run(
      `UPDATE run_items SET state = ${interrupted} WHERE run = ? AND state = ${inFlight}`,
      run,
    );
    const count = Number(changes);
    if (count === 0) return;
    this.#count(run, { in_flight: -count, waiting: count });
    const { by } = this.run(run)?.options ?? {};
    if (by !== "person") return;
    this.#run("UPDATE runs SET max_calls = max_calls + ? WHERE id = ?", count, run);
  }

  #count(run: number, delta: Delta): void {
    const changed = countColumns.filter((column) => (delta[column] ?? 0) !== 0);
    if (changed.length === 0) return;
    const assignments = changed.map((column) => `${column} = ${column} + ?`).join(", ");
    const amounts = changed.map((column) => delta[column] ?? 0);
    this.#run(`UPDATE runs SET ${assignments} WHERE id = ?`, ...amounts, run);
  }

  #readRun(row: Row): Run {
    const number = (name: string) => Number(row[name]);
    const reason = row["reason"] as string | null;
    const window = number("lease_until") > this.#now() ? (row["window"] as string | null) : null;
    return {
      id: number("id"),
      title: String(row["title"]),
      options: JSON.parse(String(row["options"])),
      state: row["state"] as RunState,
      ...(reason !== null && { reason: JSON.parse(reason) as ItemProblem }),
      createdAt: number("created_at"),
      ...(row["agreed_at"] !== null && { agreedAt: number("agreed_at") }),
      ...(row["ended_at"] !== null && { endedAt: number("ended_at") }),
      maxCalls: number("max_calls"),
      ...(window !== null && { window }),
      images: number("images"),
      waiting: number("waiting"),
      copies: number("copies"),
      inFlight: number("in_flight"),
      detected: number("detected"),
      known: number("known"),
      refused: number("refused"),
      failed: number("failed"),
      calls: number("calls"),
      billableCalls: number("billable_calls"),
    };
  }

  #atomically<T>(work: () => T): T {
    if (this.#database.isTransaction) return work();
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      // SQLite has already ended it after some failures, such as a full disk.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      this.#places.clear();
      throw error;
    }
  }

  #run(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).run(...values);
  }

  #get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  #all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  #statement(sql: string): StatementSync {
    const kept = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, kept);
    return kept;
  }
}

const plannedStates = { ask: waiting, known, refused, failed } as const;

/** Accounts do not share answers here, so the bytes of each are its own. */
function contentOf(ref: ItemRef, { size, etag, crc64 }: ItemVersion): string | undefined {
  const md5 = /^"?([0-9A-Fa-f]{32})"?$/.exec(etag ?? "")?.[1];
  const checksum = crc64 ?? md5?.toUpperCase();
  if (checksum === undefined || size === undefined) return undefined;
  const account = ref.kind === "object" ? ref.object.account : "";
  return `${account}\n${checksum}\n${size}`;
}

function refOf({ account, bucket, key }: Row): ItemRef {
  if (bucket === "") return { kind: "file", uri: String(key) };
  const object = { account: String(account), bucket: String(bucket), key: String(key) };
  return { kind: "object", object };
}

function takenItem(row: Row, mayAsk: boolean): TakenItem {
  const { size, etag, crc64, last_modified: lastModified } = row;
  return {
    id: Number(row["id"]),
    ref: refOf(row),
    version: {
      ...(typeof size === "number" && { size }),
      ...(typeof etag === "string" && { etag }),
      ...(typeof crc64 === "string" && { crc64 }),
      ...(typeof lastModified === "string" && { lastModified }),
    },
    wasInterrupted: row["state"] === interrupted,
    mayAsk,
  };
}

const stateNames: Readonly<Record<number, RunItem["state"]>> = {
  [detected]: "detected",
  [known]: "known",
  [refused]: "refused",
  [failed]: "failed",
};

function runItem(row: Row): RunItem {
  const { code, message } = row;
  return {
    id: Number(row["id"]),
    ref: refOf(row),
    state: stateNames[Number(row["state"])] ?? "waiting",
    ...(typeof code === "string" && { problem: { code, message: String(message) } }),
  };
}
