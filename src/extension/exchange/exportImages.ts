/** Writes what a query finds into a file or a folder, page by page. */
import { type ExchangeFormat, fileText } from "../../exchange/exchangeFormat.ts";
import type { PathPrefix } from "../../exchange/relativePath.ts";
import type { ExportedImage, LabelIndexPort } from "../../labelIndex/port.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import type { Condition, Query } from "../../query/query.ts";
import { writeSidecars } from "./sidecarFolder.ts";
import { writeWholeFile } from "./wholeFile.ts";

export interface Export {
  readonly query: Query;
  readonly format: ExchangeFormat;
  /** Of the file, or of the folder for `xmp`. */
  readonly path: string;
  /** Cancels it. */
  readonly signal?: AbortSignal;
  /** Told after each page. */
  readonly onProgress?: (images: number) => void;
}

export interface Exported {
  /** That the query found, and that are in what was written. */
  readonly images: number;
  /** Those whose sidecar somebody else has written or changed, which was kept; absent for none. */
  readonly kept?: number;
  /** Those whose sidecar would be behind a link that leads out of the folder; absent for none. */
  readonly outside?: number;
}

export type ExportSource = Pick<LabelIndexPort, "exported" | "count">;

/** As many as the event loop takes in and writes out again in a few milliseconds. */
const pageLimit = 200;

/**
 * An existing file is replaced when the new one is whole. Throws a `Refusal` with code `file-not-written`, or the reason
 * of `signal`.
 */
export async function exportImages(work: Export, index: ExportSource): Promise<Exported> {
  const { format, path, signal } = work;
  let images = 0;
  async function* pages(): AsyncGenerator<readonly ExportedImage[]> {
    let after: string | undefined;
    do {
      signal?.throwIfAborted();
      const page = await index.exported(work.query, { limit: pageLimit, after });
      yield page.images;
      images += page.images.length;
      work.onProgress?.(images);
      after = page.after;
    } while (after !== undefined);
  }
  if (format === "xmp") {
    const prefix = await prefixOf(work.query, index);
    const { kept, outside } = await writeSidecars(path, pages(), prefix, signal);
    return {
      images: images - kept - outside,
      ...(kept > 0 && { kept }),
      ...(outside > 0 && { outside }),
    };
  }
  const prefix = format === "metadata-jsonl" ? await prefixOf(work.query, index) : "";
  await writeWholeFile(path, fileText(format, pages(), prefix), signal);
  return { images };
}

/** What keeps images of several buckets apart: nothing where all are of one, as in a copy of a bucket on disk. */
async function prefixOf(query: Query, index: ExportSource): Promise<PathPrefix> {
  const [first] = (await index.exported(query, { limit: 1 })).images;
  if (!first) return "";
  const { account, bucket }: ObjectRef = first.object;
  const count = (...conditions: readonly Condition[]) => {
    const condition: Condition = { kind: "and", of: [query.condition, ...conditions] };
    return index.count({ ...query, condition });
  };
  const total = await index.count(query);
  const sameAccount: Condition = { kind: "account", text: account };
  if ((await count(sameAccount)) < total) return "account/bucket";
  return (await count(sameAccount, { kind: "bucket", text: bucket })) < total ? "bucket" : "";
}
