/** Writes labels to the tags of objects, once the person has seen every change, and takes the last writing back. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import type { LabelIndexPort } from "../../labelIndex/port.ts";
import { correctedLabels } from "../../labels/corrections.ts";
import { grouped, sentences } from "../../labels/format.ts";
import { wordsFor } from "../../messages/explain.ts";
import type { OssClient } from "../../oss/client.ts";
import { refKey } from "../../oss/objectRef.ts";
import { parseQuery } from "../../query/parse.ts";
import { type LastRun, LastRunFile } from "../../writeBack/lastRun.ts";
import { sameTags, type TagChange, type TaggedImage } from "../../writeBack/tagChange.ts";
import {
  readTagChanges,
  type TagFailure,
  takeBack,
  type WriteBackServices,
  writeTagChanges,
} from "../../writeBack/writeBack.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import { chooseImages } from "../detect/chooseImages.ts";
import type { DetectServices } from "../detect/detectLabels.ts";
import type { Corrections } from "../images/corrections.ts";
import { objectOf } from "../images/images.ts";
import { logError, present } from "../present.ts";
import { readSetting, refuseWhenReadOnly } from "../settings.ts";
import { showTagChanges } from "./tagPreview.ts";

export interface WriteTagsServices extends DetectServices {
  readonly client: (account: string) => Promise<OssClient>;
  readonly corrections: Pick<Corrections, "of">;
  readonly index: () => Pick<LabelIndexPort, "search">;
  /** The query that an argument stands for: that of an album, for instance; `undefined` where it stands for none. */
  readonly queryOf: (argument: unknown) => { readonly query: string } | undefined;
  /** Where what was replaced is kept. */
  readonly folder: vscode.Uri;
}

/** Images that tags are written to at once, at most. */
const maxImages = 10_000;

export function writeBackCommands(services: WriteTagsServices) {
  return {
    writeTags: async (argument?: unknown, selected?: unknown) => {
      refuseWhenReadOnly();
      const images = await labelledImages(argument, selected, services);
      if (images) await writeTags(images, services);
    },
    undoWriteTags: () => askAndUndo(services),
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** Those of the chosen images whose labels are known; `undefined` when the person changed their mind. */
async function labelledImages(
  argument: unknown,
  selected: unknown,
  services: WriteTagsServices,
): Promise<TaggedImage[] | undefined> {
  const { images, labels, corrections } = services;
  const queries = (Array.isArray(selected) ? selected : [argument])
    .map((one) => (one === undefined ? undefined : namedQuery(one, services)))
    .filter((query) => query !== undefined);
  if (queries.length > 0) return imagesOf(queries, services);
  const list = Array.isArray(argument) ? argument : selected;
  const targets = await chooseImages(argument, list, services, t("Write Labels to Object Tags"));
  if (targets.length === 0) return undefined;
  if (targets.length > maxImages) throw new Refusal("no-tags", { reason: "too-many" });
  const found: TaggedImage[] = [];
  for (const target of targets) {
    const address = objectOf(target);
    if (!address) continue;
    const [version] = await images.versions(target);
    const stored = version && (await labels.find(version, 1));
    const { account } = version ?? {};
    if (!stored || account === undefined) continue;
    const object = { account, ...address };
    const ofPeople = await corrections.of(object);
    const { added } = ofPeople;
    found.push({ object, labels: correctedLabels(stored.labels, ofPeople), added });
  }
  if (found.length === 0) throw new Refusal("no-tags", { reason: "no-labels" });
  return found;
}

/** Text that is an address of an image is no query. */
function namedQuery(argument: unknown, { queryOf }: WriteTagsServices): string | undefined {
  if (typeof argument === "string" || Array.isArray(argument)) return undefined;
  const { kind } = argument as { readonly kind?: unknown };
  const isOurs = kind === "album" || kind === "category" || kind === undefined;
  return isOurs ? queryOf(argument)?.query : undefined;
}

/** Of all the queries, each image once. */
async function imagesOf(
  texts: readonly string[],
  services: WriteTagsServices,
): Promise<TaggedImage[]> {
  const found = new Map<string, TaggedImage>();
  for (const query of texts.map(parseQuery)) {
    let after: string | undefined;
    do {
      const page = await services.index().search(query, { limit: 1000, after });
      if (page.total > maxImages) throw new Refusal("no-tags", { reason: "too-many" });
      for (const { object, labels, detection, corrections } of page.images) {
        // Labels of other bytes than the present ones, or of none, are not written.
        if (!detection && labels.length === 0) continue;
        const image = { object, labels, ...(corrections && { added: corrections.added }) };
        found.set(refKey(object), image);
      }
      ({ after } = page);
    } while (after !== undefined);
  }
  if (found.size === 0) throw new Refusal("no-tags", { reason: "no-labels" });
  if (found.size > maxImages) throw new Refusal("no-tags", { reason: "too-many" });
  return [...found.values()];
}

async function writeTags(
  images: readonly TaggedImage[],
  services: WriteTagsServices,
): Promise<void> {
  const { ui } = services;
  const rules = readSetting("writeBack");
  const read = await ui.progress(
    t("Reading the tags of {0}", objects(images.length)),
    (signal, report) =>
      readTagChanges(images, rules, writing(services, images.length, signal, report)),
  );
  note(read.failed, services);
  const changes = read.done.filter(({ before, after }) => !sameTags(before, after));
  const same = read.done.length - changes.length;
  if (changes.length === 0) {
    const failure = failureSentence(read.failed);
    const severity = failure === "" ? "information" : "warning";
    await ui.tell({ severity, text: sentences(same > 0 && sameText(same), failure) });
    return;
  }
  if (!(await agreesTo(changes, { same, failed: read.failed }, services))) return;
  refuseWhenReadOnly();
  const written = await ui.progress(
    t("Writing the tags of {0}", objects(changes.length)),
    (signal, report) =>
      writeTagChanges(changes, rules, writing(services, changes.length, signal, report)),
  );
  note(written.failed, services);
  offerUndo(written, changes.length, services);
}

function sameText(same: number): string {
  return same === 1
    ? t("The tags of 1 object are as they would be written already.")
    : t("The tags of {0} objects are as they would be written already.", grouped(same));
}

/** The comparison stays open while the question is; both can be read side by side. */
async function agreesTo(
  changes: readonly TagChange[],
  { same, failed }: { readonly same: number; readonly failed: readonly TagFailure[] },
  { ui }: WriteTagsServices,
): Promise<boolean> {
  const comparison = await showTagChanges(changes, readSetting("writeBack"));
  const write = t("Write Tags");
  try {
    const text = sentences(
      t("Write these tags to {0}?", objects(changes.length)),
      same > 0 && taggedText(same),
      failureSentence(failed),
    );
    return (await ui.tell({ text, buttons: [write, t("Cancel")] })) === write;
  } finally {
    comparison.dispose();
  }
}

function taggedText(same: number): string {
  return same === 1
    ? t("1 object has its tags already.")
    : t("{0} objects have their tags already.", grouped(same));
}

async function askAndUndo(services: WriteTagsServices): Promise<void> {
  refuseWhenReadOnly();
  const { ui } = services;
  const run = await lastRun(services);
  const count = run.changes.length;
  const undo = t("Undo");
  const answer = await ui.tell({
    text: t("Take back the tags that were written to {objects} on {time}?", {
      objects: objects(count),
      time: new Date(run.writtenAt).toLocaleString(),
    }),
    detail: t("The tags that were there before come back. Tags of others stay as they are now."),
    modal: true,
    buttons: [undo],
  });
  if (answer === undo) await undoWriteTags(run, services);
}

/** Throws a `Refusal` when nothing was written that could be taken back. */
async function lastRun(services: WriteTagsServices): Promise<LastRun> {
  const run = await lastRunFile(services).read();
  if (!run) throw new Refusal("no-tags", { reason: "nothing-to-undo" });
  return run;
}

async function undoWriteTags(run: LastRun, services: WriteTagsServices): Promise<void> {
  refuseWhenReadOnly();
  const { ui } = services;
  const count = run.changes.length;
  const { done, failed } = await ui.progress(
    t("Taking back the tags of {0}", objects(count)),
    (signal, report) => takeBack(run, writing(services, count, signal, report)),
  );
  note(failed, services);
  const left = count - done.length - failed.length;
  const text = sentences(
    t("Took back the tags of {0}.", objects(done.length)),
    failureSentence(failed),
    left > 0 && leftText(left),
  );
  const severity = failed.length > 0 ? "warning" : "information";
  await ui.tell({ severity, text });
}

function leftText(left: number): string {
  return left === 1
    ? t("1 object was not reached; undo again to go on.")
    : t("{0} objects were not reached; undo again to go on.", grouped(left));
}

function missedText(missed: number): string {
  return missed === 1
    ? t("1 object was not reached.")
    : t("{0} objects were not reached.", grouped(missed));
}

/** The offer may outlast the command. */
function offerUndo(
  { done, failed }: { readonly done: readonly unknown[]; readonly failed: readonly TagFailure[] },
  count: number,
  services: WriteTagsServices,
): void {
  const { ui } = services;
  const missed = count - done.length - failed.length;
  const text = sentences(
    t("Wrote the tags of {0}.", objects(done.length)),
    failureSentence(failed),
    missed > 0 && missedText(missed),
  );
  const undo = t("Undo");
  const severity = failed.length > 0 ? "warning" : "information";
  const offer = async () => {
    const buttons = done.length > 0 ? [undo] : [];
    if ((await ui.tell({ severity, text, buttons })) === undo)
      await undoWriteTags(await lastRun(services), services);
  };
  offer().catch((error: unknown) => present(error, services));
}

function writing(
  { client, ...services }: WriteTagsServices,
  count: number,
  signal: AbortSignal,
  report: (message: string, increment: number) => void,
): WriteBackServices {
  let done = 0;
  return {
    client,
    concurrency: readSetting("batch.concurrency"),
    lastRun: lastRunFile(services),
    signal,
    onDone: () => {
      done += 1;
      report(t("{0} of {1}", grouped(done), grouped(count)), 100 / count);
    },
  };
}

/** Where the last writing is kept. */
export function lastRunFile({ folder }: Pick<WriteTagsServices, "folder">): LastRunFile {
  return new LastRunFile(vscode.Uri.joinPath(folder, "written-tags.ndjson").fsPath);
}

function note(failed: readonly TagFailure[], { log }: WriteTagsServices): void {
  for (const { error } of failed.slice(0, 100)) logError(error, log);
}

/** Empty when nothing failed; else how many did, and why the first. */
function failureSentence(failed: readonly TagFailure[]): string {
  const [first] = failed;
  if (!first) return "";
  const words = wordsFor(first.error);
  return failed.length === 1
    ? t("1 failed: {0}", words)
    : t("{0} failed, the first because: {1}", grouped(failed.length), words);
}

function objects(count: number): string {
  return count === 1 ? t("1 object") : t("{0} objects", grouped(count));
}
