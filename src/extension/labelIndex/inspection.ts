/** Shows what the label index keeps, and forgets what the person chooses, with a way back. */
import { type QuickPickItem, ThemeIcon } from "vscode";
import type { ForgetScope, Forgotten, IndexSummary } from "../../labelIndex/port.ts";
import { countText, sizeText } from "../../labels/format.ts";
import { commandName } from "../commandIds.ts";
import type { LabelStore } from "../images/labelStore.ts";
import type { Log } from "../log.ts";
import { present } from "../present.ts";
import type { Ui } from "../ui.ts";

export interface InspectServices {
  readonly labels: LabelStore;
  readonly ui: Ui;
  readonly log: Log;
  readonly run: (command: string, ...args: unknown[]) => unknown;
}

type Place = IndexSummary["places"][number];
type Scope = Extract<ForgetScope, { readonly kind: "prefix" }>;

interface Row extends QuickPickItem {
  readonly open: () => unknown;
}

export async function inspectIndex(services: InspectServices): Promise<void> {
  const { labels, ui, run } = services;
  const summary = await labels.index.summary();
  const where = summary.isKept
    ? `${sizeText(summary.size)} in ${summary.file}`
    : "Kept until this window closes";
  const rows: Row[] = [
    ...accountsOf(summary).flatMap(({ account, images, detections, places }): Row[] => [
      {
        label: account,
        iconPath: new ThemeIcon("account"),
        description: amounts({ images, detections }),
        open: () => forget({ kind: "prefix", account }, images, services),
      },
      ...places.map((place) => ({
        label: `oss://${place.bucket}`,
        iconPath: new ThemeIcon("database"),
        description: amounts(place),
        detail: `Of the account ${account}`,
        open: () => openPlace(place, services),
      })),
    ]),
    {
      label: "Switch the Index On or Off…",
      iconPath: new ThemeIcon("gear"),
      description: "without it, labels are known until the window closes",
      // The path of the file is too long for the line in which one types.
      detail: where,
      open: () => run(commandName("openSettings"), "labelIndex.enabled"),
    },
  ];
  const chosen = await ui.pick(rows, {
    title: "What the Label Index Keeps",
    placeholder: `${amounts(summary)}. Choose what to forget.`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await chosen?.open();
}

async function openPlace(place: Place, services: InspectServices): Promise<void> {
  const { account, bucket, images } = place;
  const rows: Row[] = [
    {
      label: `Forget All of oss://${bucket}…`,
      description: amounts(place),
      open: () => forget({ kind: "prefix", account, bucket }, images, services),
    },
    {
      label: "Forget What Is below a Prefix…",
      open: () => forgetPrefix(place, services),
    },
  ];
  const chosen = await services.ui.pick(rows, { title: `oss://${bucket} in the Label Index` });
  await chosen?.open();
}

async function forgetPrefix({ account, bucket }: Place, services: InspectServices): Promise<void> {
  const prefix = await services.ui.ask({
    title: `Forget What Is below a Prefix of oss://${bucket}`,
    prompt: "The beginning of the keys, such as 2026/summer/",
    problem: (text) => (text === "" ? "Type the beginning of the keys." : undefined),
  });
  if (!prefix) return;
  const of = [
    { kind: "account", text: account },
    { kind: "bucket", text: bucket },
    { kind: "prefix", text: prefix },
  ] as const;
  const images = await services.labels.index.count({
    condition: { kind: "and", of },
    sort: { by: "key", isReversed: false },
  });
  await forget({ kind: "prefix", account, bucket, prefix }, images, services);
}

/** Asks first: what is forgotten was paid for. */
async function forget(scope: Scope, images: number, services: InspectServices): Promise<void> {
  const { labels, ui } = services;
  const what = nameOf(scope);
  if (images === 0) {
    await ui.tell({ text: `The label index has no images of ${what}.` });
    return;
  }
  const button = "Forget Labels";
  const answer = await ui.tell({
    severity: "warning",
    text: `Forget what is known of ${countText(images, "image")} of ${what}?`,
    detail: "To know their labels again, each image is one more billable call.",
    modal: true,
    buttons: [button],
  });
  if (answer !== button) return;
  const forgotten = await ui.progress(`Forgetting the labels of ${what}…`, () =>
    labels.forget(scope),
  );
  offerUndo(`Forgot the labels of ${countText(images, "image")} of ${what}.`, forgotten, services);
}

/** It may outlast the command. */
function offerUndo(text: string, forgotten: Forgotten, services: InspectServices): void {
  const undo = "Undo";
  const offer = async () => {
    const answer = await services.ui.tell({ text, buttons: [undo] });
    if (answer === undo) await services.labels.restore(forgotten);
  };
  offer().catch((error: unknown) => present(error, services));
}

function accountsOf({ places }: IndexSummary) {
  const accounts = new Map<string, Place[]>();
  for (const place of places) {
    accounts.set(place.account, [...(accounts.get(place.account) ?? []), place]);
  }
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return [...accounts].map(([account, ofAccount]) => ({
    account,
    images: sum(ofAccount.map(({ images }) => images)),
    detections: sum(ofAccount.map(({ detections }) => detections)),
    places: ofAccount,
  }));
}

function nameOf({ account, bucket, prefix = "" }: Scope): string {
  return bucket === undefined ? `the account ${account}` : `oss://${bucket}/${prefix}`;
}

function amounts({ images, detections }: Pick<Place, "images" | "detections">): string {
  return `${countText(images, "image")}, ${countText(detections, "detection")}`;
}
