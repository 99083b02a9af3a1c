/** Rows of `images`, by their numbers and objects. They are written within transactions. */
import type { SQLInputValue } from "node:sqlite";
import type { ObjectRef } from "../oss/objectRef.ts";
import { readCorrections, writeCorrections } from "./corrections.ts";
import { normalizeEtag } from "./fingerprint.ts";
import { packTime, unpackTime } from "./packedFacts.ts";
import type { Corrections } from "./port.ts";
import type { ImageFacts } from "./presentBytes.ts";
import type { Row, Statements } from "./statements.ts";
import type { ImageVersion } from "./storedDetection.ts";

/** Images of one account, of one of its buckets, or whose keys begin alike. */
export interface Place {
  readonly account: string;
  readonly bucket?: string | undefined;
  readonly prefix?: string | undefined;
}

/** An image as the table has it. */
export interface ImageRow {
  readonly id: number;
  readonly object: ImageVersion;
  readonly seen: number | undefined;
  readonly current: number | undefined;
  readonly isOutdated: boolean;
  readonly corrections: Corrections | undefined;
}

/** What a query asks of an image beside its labels, and which answer judges it. */
export interface Judgement {
  /** The number of the answer; `undefined` where none is of its present bytes. */
  readonly current: number | undefined;
  /** The moment of that detection, in milliseconds since 1970. */
  readonly detected: number | undefined;
  /** How many current labels it has. */
  readonly labels: number;
  readonly isOutdated: boolean;
}

/** An image that is not known yet. */
export interface NewImage extends Judgement {
  readonly object: ObjectRef;
  /** As `factsOf` gives them. */
  readonly facts: ImageFacts;
  readonly seen: number | undefined;
  readonly corrections: Corrections | undefined;
}

export class ImageRows {
  readonly #statements: Statements;
  /** The last number that was given in the transaction that is under way. */
  #last: number | undefined;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** To be called when a transaction begins: until its end, no other window gives numbers. */
  begin(): void {
    this.#last = undefined;
  }

  of(ref: ObjectRef): ImageRow | undefined {
    const sql = `SELECT * FROM images WHERE ${ofObject}`;
    const row = this.#statements.get(sql, ...refValues(ref));
    return row && imageOf(row);
  }

  byId(id: number): ImageRow | undefined {
    const row = this.#statements.get("SELECT * FROM images WHERE id = ?", id);
    return row && imageOf(row);
  }

  /** Numbers of at most `limit` images of a place, by bucket and key. */
  idsOf(place: Place, limit: number): number[] {
    const { condition, values } = placeCondition(place);
    return this.#statements
      .all(
        `SELECT id, key FROM images WHERE ${condition} ORDER BY account, bucket, key LIMIT ?`,
        ...values,
        limit,
      )
      .map(({ id }) => Number(id));
  }

  /** Numbers of at most `limit` images, in ascending order. */
  idsAfter(after: number, limit: number): number[] {
    return this.#statements
      .all("SELECT id FROM images WHERE id > ? ORDER BY id LIMIT ?", after, limit)
      .map(({ id }) => Number(id));
  }

  /** Its number; `undefined` where the object is known, and nothing was written. */
  insert({ object, facts, seen, corrections, ...judgement }: NewImage): number | undefined {
    this.#last ??= this.#statements.number("SELECT max(id) FROM images");
    const id = this.#last + 1;
    const inserted = this.#statements.run(
      `INSERT INTO images (id, account, bucket, key, etag, crc64, size, modified, storage_class,
         current, detected, labels, corrections, outdated, seen)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (account, bucket, key) DO NOTHING`,
      id,
      object.account,
      object.bucket,
      object.key,
      facts.etag ?? null,
      facts.crc64 ?? null,
      facts.size ?? null,
      packTime(facts.lastModified),
      facts.storageClass ?? null,
      judgement.current ?? null,
      judgement.detected ?? null,
      judgement.labels,
      (corrections && writeCorrections(corrections)) ?? null,
      Number(judgement.isOutdated),
      seen ?? null,
    );
    if (inserted === 0) return undefined;
    this.#last = id;
    return id;
  }

  writeFacts(id: number, facts: ImageFacts, seen: number): void {
    this.#statements.run(
      `UPDATE images SET etag = ?, crc64 = ?, size = ?, modified = ?, storage_class = ?, seen = ?
       WHERE id = ?`,
      normalizeEtag(facts.etag) ?? null,
      facts.crc64 ?? null,
      facts.size ?? null,
      packTime(facts.lastModified),
      facts.storageClass ?? null,
      seen,
      id,
    );
  }

  writeJudgement(id: number, { current, detected, labels, isOutdated }: Judgement): void {
    this.#statements.run(
      "UPDATE images SET current = ?, detected = ?, labels = ?, outdated = ? WHERE id = ?",
      current ?? null,
      detected ?? null,
      labels,
      Number(isOutdated),
      id,
    );
  }

  /** Adds corrections to those that it has. */
  unite(id: number, { hidden, added }: Corrections): void {
    const known = this.byId(id)?.corrections;
    this.writeCorrections(id, {
      hidden: [...new Set([...(known?.hidden ?? []), ...hidden])],
      added: [...new Set([...(known?.added ?? []), ...added])],
    });
  }

  writeCorrections(id: number, corrections: Corrections): void {
    const written = writeCorrections(corrections) ?? null;
    this.#statements.run("UPDATE images SET corrections = ? WHERE id = ?", written, id);
  }

  rename(id: number, account: string): void {
    this.#statements.run("UPDATE images SET account = ? WHERE id = ?", account, id);
  }

  delete(id: number): void {
    this.#statements.run("DELETE FROM images WHERE id = ?", id);
  }
}

/** A condition on `images`, of `refValues`. */
export const ofObject = "account = ? AND bucket = ? AND key = ?";

/** Walks from name to name by the index, instead of through all images. */
export const accountNames = `WITH RECURSIVE names(account) AS (
  SELECT min(account) FROM images
  UNION ALL
  SELECT (SELECT min(account) FROM images WHERE account > names.account)
  FROM names WHERE names.account IS NOT NULL
) SELECT account FROM names`;

export function refValues({ account, bucket, key }: ObjectRef): [string, string, string] {
  return [account, bucket, key];
}

export function refOf(row: Row): ObjectRef {
  return {
    account: String(row["account"]),
    bucket: String(row["bucket"]),
    key: String(row["key"]),
  };
}

/** A row of `images`. */
export function imageOf(row: Row): ImageRow {
  const lastModified = unpackTime(row["modified"]);
  const number = (column: string) => {
    const value = row[column];
    return typeof value === "number" ? value : undefined;
  };
  return {
    id: Number(row["id"]),
    object: {
      ...refOf(row),
      ...(typeof row["etag"] === "string" && { etag: row["etag"] }),
      ...(typeof row["crc64"] === "string" && { crc64: row["crc64"] }),
      ...(typeof row["size"] === "number" && { size: row["size"] }),
      ...(lastModified !== undefined && { lastModified }),
      ...(typeof row["storage_class"] === "string" && { storageClass: row["storage_class"] }),
    },
    seen: number("seen"),
    current: number("current"),
    isOutdated: row["outdated"] === 1,
    corrections: readCorrections(row["corrections"]),
  };
}

/** Without what is not known. */
export function factsOf({ etag, crc64, size, lastModified, storageClass }: ImageFacts): ImageFacts {
  const normalized = normalizeEtag(etag);
  const modified = unpackTime(packTime(lastModified) ?? undefined);
  return {
    ...(normalized !== undefined && { etag: normalized }),
    ...(crc64 !== undefined && { crc64 }),
    ...(size !== undefined && { size }),
    ...(modified !== undefined && { lastModified: modified }),
    ...(storageClass !== undefined && { storageClass }),
  };
}

function placeCondition({ account, bucket, prefix }: Place): {
  condition: string;
  values: SQLInputValue[];
} {
  const conditions = ["account = ?"];
  const values: SQLInputValue[] = [account];
  if (bucket !== undefined) {
    conditions.push("bucket = ?");
    values.push(bucket);
  }
  if (prefix) {
    // Text is compared as UTF-8, of which no text has the byte FF: it ends what begins alike.
    conditions.push("key >= ? AND key < CAST(CAST(? AS BLOB) || x'FF' AS TEXT)");
    values.push(prefix, prefix);
  }
  return { condition: conditions.join(" AND "), values };
}
