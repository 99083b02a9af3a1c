/** Carries runs and counts of calls from a database to the one that takes its place. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";
import { RunJournal } from "./journal.ts";

type Row = Record<string, SQLOutputValue>;

/** Items that are read at once. */
const itemsAtOnce = 1000;

/**
 * `moved`: what was written before the file was deleted or set aside, which other windows may carry over as well, so that
 * nothing is added twice. `held`: what this window alone has counted while the file took nothing; it is gone from `from`
 * afterwards. Throws SQLite's error; a run that was not carried over wholly is not there.
 */
export function carryOver(from: DatabaseSync, to: DatabaseSync, kind: "moved" | "held"): void {
  for (const run of from.prepare("SELECT * FROM runs ORDER BY id").all()) {
    atomically(to, () => carryRun(run, from, to));
    if (kind === "held") new RunJournal(from).remove(Number(run["id"]));
  }
  const merged = kind === "held" ? "calls + excluded.calls" : "max(calls, excluded.calls)";
  const add = to.prepare(
    `INSERT INTO calls (day, account, calls) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET calls = ${merged}`,
  );
  const counts = from.prepare("SELECT day, account, calls FROM calls").all();
  atomically(to, () => {
    for (const { day, account, calls } of counts) add.run(day ?? "", account ?? "", calls ?? 0);
  });
  if (kind === "held") from.exec("DELETE FROM calls");
}

/** Numbers stay, so that who works a run goes on; where they are taken there, the run is left for anyone to go on with. */
function carryRun(run: Row, from: DatabaseSync, to: DatabaseSync): void {
  const id = Number(run["id"]);
  const there = to.prepare("SELECT title, created_at FROM runs WHERE id = ?").get(id);
  if (there && there["title"] === run["title"] && there["created_at"] === run["created_at"]) return;
  const isFree = there === undefined && !hasItemsOf(id, from, to);
  const carried = insert(to, "runs", isFree ? run : { ...run, id: null });
  const places = new Map<SQLOutputValue, number>();
  for (let after = 0; ; ) {
    const items = from
      .prepare("SELECT * FROM run_items WHERE run = ? AND id > ? ORDER BY id LIMIT ?")
      .all(id, after, itemsAtOnce);
    for (const item of items) {
      const place = item["place"] ?? null;
      const placed = places.get(place) ?? placeThere(place, from, to);
      places.set(place, placed);
      const numbers = { run: carried, place: placed, ...(!isFree && { id: null }) };
      insert(to, "run_items", { ...item, ...numbers });
    }
    const last = items.at(-1);
    if (!last) break;
    after = Number(last["id"]);
  }
  const { window } = run;
  if (!isFree && typeof window === "string") new RunJournal(to).release(carried, window);
}

/** Whether any number of the run's items is taken there. */
function hasItemsOf(run: number, from: DatabaseSync, to: DatabaseSync): boolean {
  const span = from
    .prepare("SELECT min(id) AS first, max(id) AS last FROM run_items WHERE run = ?")
    .get(run);
  const first = span?.["first"] ?? null;
  if (first === null) return false;
  return (
    to
      .prepare("SELECT 1 FROM run_items WHERE id BETWEEN ? AND ? LIMIT 1")
      .get(first, span?.["last"] ?? first) !== undefined
  );
}

function placeThere(place: SQLOutputValue, from: DatabaseSync, to: DatabaseSync): number {
  const { account = "", bucket = "" } =
    from.prepare("SELECT account, bucket FROM run_places WHERE id = ?").get(place) ?? {};
  to.prepare("INSERT OR IGNORE INTO run_places (account, bucket) VALUES (?, ?)").run(
    account,
    bucket,
  );
  const row = to
    .prepare("SELECT id FROM run_places WHERE account = ? AND bucket = ?")
    .get(account, bucket);
  return Number(row?.["id"]);
}

/** Both databases have the same tables. Returns the number of the row. */
function insert(to: DatabaseSync, table: "runs" | "run_items", row: Row): number {
  const names = Object.keys(row);
  const values: SQLInputValue[] = Object.values(row);
  const marks = names.map(() => "?").join(", ");
  const { lastInsertRowid } = to
    .prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${marks})`)
    .run(...values);
  return Number(lastInsertRowid);
}

function atomically(database: DatabaseSync, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    // SQLite has already ended it after some failures, such as a full disk.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
