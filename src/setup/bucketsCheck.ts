/** Lists the account's buckets, unless it is limited to one. */
import { found, works } from "./outcome.ts";
import { type Checking, isMissingRight, signedCheck } from "./signedCheck.ts";

/** Enough to see that listing works. */
const pageSize = 100;

/**
 * Names of the first page of buckets; none where they cannot be listed.
 * @param known a bucket that will be checked in any case
 */
export async function listBuckets(
  checking: Checking,
  known: string | undefined,
): Promise<readonly string[]> {
  const { account, client, list, regions } = checking;
  if (account.bucket !== undefined) {
    const finding = `Not needed: the account is limited to the bucket ${account.bucket}.`;
    list.set("buckets", { verdict: "skipped", finding });
    return [];
  }
  const listed = await signedCheck(
    checking,
    "buckets",
    async (signal) => {
      const { buckets, nextMarker } = await client.listBuckets({ maxKeys: pageSize, signal });
      for (const { name, region } of buckets) regions.set(name, region);
      const outcome = works(foundText(buckets.length, nextMarker !== undefined));
      return { outcome, value: buckets.map(({ name }) => name) };
    },
    (error) => {
      if (known === undefined || !isMissingRight(error)) return undefined;
      return found("attention", "no-list-of-buckets", { bucket: known }, checking.place);
    },
  );
  return listed ?? [];
}

function foundText(count: number, hasMore: boolean): string {
  if (count === 0) return "The key may list buckets, but the account has none.";
  if (hasMore) return `The key may list buckets: ${count} and more.`;
  return `The key may list buckets: ${count === 1 ? "1 bucket" : `${count} buckets`}.`;
}
