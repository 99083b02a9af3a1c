/** Which bucket or prefix a hand-over is about: a node of the tree, a URI, or what the person chooses. */
import { t } from "@vscode/l10n";
import { Refusal } from "../../errors/refusal.ts";
import type { Place } from "../../handOver/translation.ts";
import { joined } from "../../labels/format.ts";
import { problemOf } from "../../messages/explain.ts";
import { parsePrefixUri } from "../../oss/address.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { readNode } from "../commandArgument.ts";
import type { Ui } from "../ui.ts";
import { engineName, type HandedOver, type HandOverMemory } from "./handedOver.ts";

export interface PlaceServices {
  readonly ui: Ui;
  readonly accounts: Accounts;
  readonly bucketAccounts: BucketAccounts;
  readonly handedOver: HandOverMemory;
}

/** `undefined` when the person changed their mind. */
export async function placeOf(
  argument: unknown,
  title: string,
  { ui, bucketAccounts }: PlaceServices,
): Promise<Place | undefined> {
  const { account, bucket, prefix = "" } = readNode(argument) ?? {};
  if (account !== undefined && bucket !== undefined) return { account, bucket, prefix };
  const text =
    typeof argument === "string"
      ? argument
      : await ui.ask({
          title,
          prompt: t("A bucket or a prefix of it, as {0}", "oss://bucket/prefix/"),
          problem: (typed) => problemOf(() => parsePrefixUri(typed)),
        });
  if (text === undefined) return undefined;
  const place = parsePrefixUri(text);
  const setting = await bucketAccounts.accountFor(place.bucket, place.prefix);
  return { account: setting.name, ...place };
}

/** Something that was handed over, with where in it to search. */
export interface Searched {
  readonly entry: HandedOver;
  readonly place: Place;
}

/**
 * What was handed over and holds the node or URI, else what the person chooses. Throws a `Refusal` where nothing was
 * handed over; `undefined` when the person changed their mind.
 */
export async function handedOverOf(
  argument: unknown,
  title: string,
  services: PlaceServices,
): Promise<Searched | undefined> {
  const { accounts, handedOver, ui } = services;
  const all = handedOver.of(accounts.list().accounts.map(({ name }) => name));
  const place = argument === undefined ? undefined : await placeOf(argument, title, services);
  const entries = all.filter(
    ({ account, bucket }) => !place || (account === place.account && bucket === place.bucket),
  );
  if (entries.length === 0) {
    throw place
      ? new Refusal("not-handed-over", { reason: "bucket", bucket: place.bucket })
      : new Refusal("not-handed-over", { reason: "none" });
  }
  const [only] = entries;
  const entry =
    entries.length === 1 && only
      ? only
      : (await ui.pick(entries.map(entryRow), { title, matchOnDescription: true }))?.entry;
  if (!entry) return undefined;
  const { account, bucket } = entry;
  return { entry, place: { account, bucket, prefix: place?.prefix || entry.prefix } };
}

export function entryRow(entry: HandedOver) {
  const { engine, bucket, prefix, account, dataset } = entry;
  const where = dataset === undefined ? engineName(engine) : joined([engineName(engine), dataset]);
  const label = prefix === "" ? bucket : `${bucket}/${prefix}`;
  return { entry, label, description: `${where} · ${account}` };
}

/** The end of a key, and what is before it. */
export function keyParts(key: string): { readonly label: string; readonly description: string } {
  const label = lastSegment(key);
  return { label, description: key.slice(0, key.length - label.length) };
}
