/** The tables that queries are answered from, as a step of the migrations makes them. */

/** Of images, beside the one of their keys, by their names. See `ImageIndexes`. */
export const imageIndexes: Readonly<Record<string, string>> = {
  images_by_size: "CREATE INDEX images_by_size ON images (size) WHERE size IS NOT NULL;",
  images_by_modified:
    "CREATE INDEX images_by_modified ON images (modified) WHERE modified IS NOT NULL;",
  images_by_detected:
    "CREATE INDEX images_by_detected ON images (detected) WHERE detected IS NOT NULL;",
  images_by_labels: "CREATE INDEX images_by_labels ON images (labels);",
  images_by_crc64: "CREATE INDEX images_by_crc64 ON images (crc64) WHERE crc64 IS NOT NULL;",
  images_by_etag: "CREATE INDEX images_by_etag ON images (etag) WHERE etag IS NOT NULL;",
};

/**
 * One row an image that the index has heard of. Times are in milliseconds since 1970; what is unknown is NULL.
 * Walks need the order of keys (the UNIQUE index compares UTF-8 bytes) and of each number that a query sorts by.
 */
export const imageTables = `
CREATE TABLE images (
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  etag TEXT,
  crc64 TEXT,
  size INTEGER,
  modified INTEGER,
  storage_class TEXT,
  -- The row of answers that judges it; NULL where none is of its present bytes.
  current INTEGER,
  -- The moment of that detection.
  detected INTEGER,
  -- Current labels: without hidden ones, with added ones.
  labels INTEGER NOT NULL DEFAULT 0,
  -- JSON of { hidden, added }; NULL without any.
  corrections TEXT,
  -- Its bytes have changed since it was detected, as far as that is known: 1, else 0.
  outdated INTEGER NOT NULL DEFAULT 0,
  -- When somebody last told what its bytes are.
  seen INTEGER,
  UNIQUE (account, bucket, key)
) STRICT;
${Object.values(imageIndexes).join("\n")}`;

/** What the service, or a file, said of images. */
export const answerTables = `
CREATE TABLE answers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  -- Of the bytes that it is about; what has one of the usual forms is packed, see packedFacts.ts.
  etag ANY,
  crc64 ANY,
  size INTEGER,
  threshold REAL NOT NULL,
  detected INTEGER,
  request_id ANY,
  -- Milliseconds the service took.
  server_time REAL,
  -- 0 is the image call of OSS, 1 IMM, 2 a file that does not say.
  source INTEGER NOT NULL,
  -- See packedLabels.ts.
  labels BLOB NOT NULL,
  -- 1 where it is not of the bytes that its image has now, to the letter: only then is it looked up by its own.
  apart INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX answers_of_image ON answers (image);
CREATE INDEX answers_of_crc64 ON answers (crc64) WHERE apart AND crc64 IS NOT NULL;
CREATE INDEX answers_of_etag ON answers (etag) WHERE apart AND etag IS NOT NULL;
-- Names, languages and aliases of labels, exactly as they were answered.
CREATE TABLE texts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  text TEXT NOT NULL UNIQUE,
  -- How often answers mention it.
  uses INTEGER NOT NULL DEFAULT 0
) STRICT;`;

/** What `Postings` keeps. Everything in it can be made again from images and answers. */
export const postingTables = `
-- Names of labels and of implied parents. Those that fold to the same text are one.
CREATE TABLE names (
  id INTEGER PRIMARY KEY,
  folded TEXT NOT NULL UNIQUE,
  -- As the first image had it.
  name TEXT NOT NULL,
  language TEXT,
  -- Images that have it or a label below it.
  images INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX names_by_images ON names (images);
-- Which name is directly below which; no parent (0) for the top of a chain.
CREATE TABLE links (
  id INTEGER PRIMARY KEY,
  parent INTEGER NOT NULL,
  child INTEGER NOT NULL,
  images INTEGER NOT NULL DEFAULT 0,
  UNIQUE (parent, child)
) STRICT;
-- What images have in common beside labels: place (account and bucket), state, format, storage class.
CREATE TABLE traits (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  images INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, text)
) STRICT;
-- The images of one block that have a name or trait, see postingBlock.ts; the id is made of family, name and block.
CREATE TABLE postings (
  id INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
) STRICT;
-- What an image is to be found by, so that it can be taken out again.
CREATE TABLE posted (
  image INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
) STRICT;
-- Images that changed since the postings of their block were last written, with what these say of them: each in a row
-- of its own, or where they were added together, all from the first to the last.
CREATE TABLE unmerged (
  image INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  before BLOB NOT NULL
) STRICT;
CREATE INDEX unmerged_by_stamp ON unmerged (stamp);
-- How often blocks were written: other windows then read anew what they hold of unmerged images.
CREATE TABLE merges (
  id INTEGER PRIMARY KEY CHECK (id = 0),
  count INTEGER NOT NULL
) STRICT;
INSERT INTO merges VALUES (0, 0);`;
