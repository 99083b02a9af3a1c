/** The tables of runs, which are part of the label index's file. They are as released: later steps change them. */

/**
 * What becomes of an item, as `run_items.state` has it. Those below `finished` are still to be done, and are taken in
 * the order of their numbers.
 */
export const itemStates = {
  /** Was under way when its window ended: the service may have answered it. */
  interrupted: 0,
  waiting: 1,
  /** Its bytes are those of another item that is still to be asked about. */
  copy: 2,
  inFlight: 3,
  detected: 4,
  known: 5,
  refused: 6,
  failed: 7,
} as const;

export const runTables = `
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    -- JSON
    options TEXT NOT NULL,
    state TEXT NOT NULL,
    -- JSON: why it does not go on
    reason TEXT,
    -- Milliseconds since 1970, here and below
    created_at INTEGER NOT NULL,
    agreed_at INTEGER,
    ended_at INTEGER,
    max_calls INTEGER NOT NULL DEFAULT 0,
    images INTEGER NOT NULL DEFAULT 0,
    waiting INTEGER NOT NULL DEFAULT 0,
    copies INTEGER NOT NULL DEFAULT 0,
    in_flight INTEGER NOT NULL DEFAULT 0,
    detected INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    calls INTEGER NOT NULL DEFAULT 0,
    billable_calls INTEGER NOT NULL DEFAULT 0,
    -- Which window works it, until when
    window TEXT,
    lease_until INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  -- A file of this side has its URI as key, and neither account nor bucket.
  CREATE TABLE run_places (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    bucket TEXT NOT NULL,
    UNIQUE (account, bucket)
  ) STRICT;
  CREATE TABLE run_items (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    place INTEGER NOT NULL REFERENCES run_places (id),
    key TEXT NOT NULL,
    state INTEGER NOT NULL,
    size INTEGER,
    etag TEXT,
    crc64 TEXT,
    last_modified TEXT,
    -- Equal for the same bytes, where that is known
    content TEXT,
    -- Of what was refused or failed: its code, and a sentence
    code TEXT,
    message TEXT
  ) STRICT;
  CREATE UNIQUE INDEX run_items_by_key ON run_items (run, place, key);
  CREATE INDEX run_items_by_state ON run_items (run, state, id);
  CREATE INDEX run_items_by_content ON run_items (run, content) WHERE content IS NOT NULL;
`;
