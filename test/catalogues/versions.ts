/** A bucket that keeps versions. */
import type { Bucket, SampleObject, SampleVersion } from "../../src/sample/store/bucket.ts";
import { objectOf } from "./objects.ts";

/** Of each key its versions, the newest first: what was stored, or `undefined` where it was deleted. */
export type Histories = Readonly<Record<string, readonly (string | undefined)[]>>;

const hour = 3_600_000;
const newest = Date.parse("2025-05-01T10:00:00Z");

/** The versions of a key are `v1`, `v2` and so on, an hour apart; nothing can be written. */
export function versionedBucket(name: string, histories: Histories): Bucket {
  const versions = Object.keys(histories)
    .sort()
    .flatMap((key) =>
      (histories[key] ?? []).map((text, at) => versionOf(key, text, at, histories)),
    );
  const current = versions.flatMap(({ isLatest, object }) => (isLatest && object ? [object] : []));
  return {
    name,
    creationDate: new Date(newest),
    find: (key) => current.find((object) => object.key === key),
    *from(key) {
      for (const object of current) if (object.key >= key) yield object;
    },
    versions: () => versions,
  };
}

function versionOf(
  key: string,
  text: string | undefined,
  at: number,
  histories: Histories,
): SampleVersion {
  const versionId = `v${(histories[key]?.length ?? 0) - at}`;
  const lastModified = new Date(newest - at * hour);
  const shared = { key, versionId, lastModified, isLatest: at === 0 };
  if (text === undefined) return shared;
  const object: SampleObject = { ...objectOf(key, Buffer.from(text)), lastModified, versionId };
  return { ...shared, object };
}
