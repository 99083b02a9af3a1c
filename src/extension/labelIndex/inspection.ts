/** Shows what the label index keeps, and forgets what the person chooses, with a way back. */
import { t } from "@vscode/l10n";
import { type QuickPickItem, ThemeIcon } from "vscode";
import type { ForgetScope, Forgotten, IndexSummary } from "../../labelIndex/port.ts";
import { grouped, imagesText, joined, sizeText } from "../../labels/format.ts";
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
    ? t("{0} in {1}", sizeText(summary.size), summary.file)
    : t("Kept until this window closes");
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
        detail: t("Of the account {0}", account),
        open: () => openPlace(place, services),
      })),
    ]),
    {
      label: t("Switch the Index On or Off…"),
      iconPath: new ThemeIcon("gear"),
      description: t("without it, labels are known until the window closes"),
      // The path of the file is too long for the line in which one types.
      detail: where,
      open: () => run(commandName("openSettings"), "labelIndex.enabled"),
    },
  ];
  const chosen = await ui.pick(rows, {
    title: t("What the Label Index Keeps"),
    placeholder: t("{0}. Choose what to forget.", amounts(summary)),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await chosen?.open();
}

async function openPlace(place: Place, services: InspectServices): Promise<void> {
  const { account, bucket, images } = place;
  const rows: Row[] = [
    {
      label: t("Forget All of {0}…", `oss://${bucket}`),
      description: amounts(place),
      open: () => forget({ kind: "prefix", account, bucket }, images, services),
    },
    {
      label: t("Forget What Is below a Prefix…"),
      open: () => forgetPrefix(place, services),
    },
  ];
  const chosen = await services.ui.pick(rows, {
    title: t("{0} in the Label Index", `oss://${bucket}`),
  });
  await chosen?.open();
}

async function forgetPrefix({ account, bucket }: Place, services: InspectServices): Promise<void> {
  const prefix = await services.ui.ask({
    title: t("Forget What Is below a Prefix of {0}", `oss://${bucket}`),
    prompt: t("The beginning of the keys, such as {0}", "2026/summer/"),
    problem: (text) => (text === "" ? t("Type the beginning of the keys.") : undefined),
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
    await ui.tell({ text: t("The label index has no images of {0}.", what) });
    return;
  }
  const button = t("Forget Labels");
  const answer = await ui.tell({
    severity: "warning",
    text:
      images === 1
        ? t("Forget what is known of 1 image of {0}?", what)
        : t("Forget what is known of {0} images of {1}?", grouped(images), what),
    detail: t("To know their labels again, each image is one more billable call."),
    modal: true,
    buttons: [button],
  });
  if (answer !== button) return;
  const forgotten = await ui.progress(t("Forgetting the labels of {0}…", what), () =>
    labels.forget(scope),
  );
  const text =
    images === 1
      ? t("Forgot the labels of 1 image of {0}.", what)
      : t("Forgot the labels of {0} images of {1}.", grouped(images), what);
  offerUndo(text, forgotten, services);
}

/** It may outlast the command. */
function offerUndo(text: string, forgotten: Forgotten, services: InspectServices): void {
  const undo = t("Undo");
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
  return bucket === undefined ? t("the account {0}", account) : `oss://${bucket}/${prefix}`;
}

function amounts({ images, detections }: Pick<Place, "images" | "detections">): string {
  return joined([
    imagesText(images),
    detections === 1 ? t("1 detection") : t("{0} detections", grouped(detections)),
  ]);
}
