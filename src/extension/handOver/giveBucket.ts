/** Gives a bucket to IMM, or opens its own index: what is there, what would be made and what it costs come first. */
import { t } from "@vscode/l10n";
import { Refusal } from "../../errors/refusal.ts";
import { carryOutImm, type ImmPlan, planImm, stepText } from "../../handOver/immPlan.ts";
import { type Count, indexPriceText, type Price, templatePriceText } from "../../handOver/price.ts";
import type { Place } from "../../handOver/translation.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import { isDetectableName } from "../../references/imageExtension.ts";
import { readSetting, refuseWhenReadOnly } from "../settings.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { Ui } from "../ui.ts";
import type { Engine } from "./handedOver.ts";
import { type OpenImmServices, withImm } from "./openImm.ts";
import { type PlaceServices, placeOf } from "./place.ts";

export interface GiveServices extends PlaceServices, OpenImmServices {
  readonly ui: Ui;
  /** What was handed over, with how far it is. */
  readonly showHandOvers: () => Promise<void>;
}

/** Resolves when the person has decided, and what they agreed to is made. Nothing that costs money before that. */
export async function giveBucket(argument: unknown, services: GiveServices): Promise<void> {
  refuseWhenReadOnly();
  const title = t("Give to IMM or to the Bucket's Index");
  const place = await placeOf(argument, title, services);
  if (!place) return;
  const setting = services.accounts.setting(place.account);
  const engine = await chooseEngine(place, services.ui);
  if (engine === "imm") await giveToImm(place, setting, services);
  if (engine === "metaQuery") await openIndex(place, setting, services);
}

export function priceFor(setting: AccountSetting): Price {
  return {
    labelsPerThousand: readSetting("pricePerThousandCalls"),
    currency: readSetting("currency"),
    isFree: isSample(setting),
  };
}

async function chooseEngine({ bucket }: Place, ui: Ui): Promise<Engine | undefined> {
  const rows = [
    {
      engine: "imm" as const,
      label: "IMM",
      description: t("finds labels by itself"),
      detail: t(
        "A dataset detects the labels of all images of the bucket and follows it. Billed for each image.",
      ),
    },
    {
      engine: "metaQuery" as const,
      label: t("The bucket's own index"),
      description: t("MetaQuery; knows no labels"),
      detail: t(
        "OSS indexes names, sizes, dates and tags. Labels are found by the tags that write-back wrote.",
      ),
    },
  ];
  return (await ui.pick(rows, { title: t("Give {0} to…", bucket) }))?.engine;
}

async function giveToImm(
  place: Place,
  setting: AccountSetting,
  services: GiveServices,
): Promise<void> {
  const { ui, handedOver } = services;
  const { account, bucket, prefix } = place;
  await withImm(setting, bucket, services, async (imm) => {
    const { plan, count } = await ui.progress(
      t("Looking at what IMM has of {0}", bucket),
      async (signal) => {
        const plan = await planImm(imm, bucket, signal);
        const client = await services.client(account);
        const makesMore = plan.steps.length > 0 && plan.findsLabels;
        return { plan, count: makesMore ? await countImages(client, bucket, signal) : undefined };
      },
    );
    if (!plan.findsLabels) {
      const { dataset, templateId } = plan;
      throw new Refusal("dataset-without-labels", { dataset, template: templateId });
    }
    if (plan.steps.length > 0) {
      if (!(await agreesToPlan(plan, prefix, count, setting, ui))) return;
      refuseWhenReadOnly();
      await ui.progress(t("Giving {0} to IMM", bucket), (signal, report) =>
        carryOutImm(plan, imm, (step) => report(stepText(step)), signal),
      );
    }
    const { project, dataset } = plan;
    const since = new Date().toISOString();
    await handedOver.add({ engine: "imm", account, bucket, prefix, project, dataset, since });
    const text =
      plan.steps.length > 0
        ? t("IMM now scans {0}. It does not say beforehand how long that takes.", bucket)
        : t("IMM has {0} already.", bucket);
    offerProgress(text, services);
  });
}

async function agreesToPlan(
  plan: ImmPlan,
  prefix: string,
  count: Count | undefined,
  setting: AccountSetting,
  ui: Ui,
): Promise<boolean> {
  const give = t("Give to IMM");
  const lines = [
    ...plan.steps.map(stepText),
    prefix !== "" && t("IMM takes whole buckets; {0} is only where you will search.", prefix),
    templatePriceText(priceFor(setting), count),
    readSetting("batch.dailyCalls") > 0 &&
      t("The daily limit of calls in ossImageLabels.batch.dailyCalls does not hold there."),
    t(
      "IMM's service role (AliyunIMMDefaultRole) must be allowed to read the bucket. You can stop it at any time.",
    ),
  ];
  const chosen = await ui.tell({
    text: t("Give the bucket {0} to IMM in {1}?", plan.bucket, plan.region),
    severity: "warning",
    modal: true,
    detail: lines.filter(Boolean).join("\n"),
    buttons: [give],
  });
  return chosen === give;
}

async function openIndex(
  place: Place,
  setting: AccountSetting,
  services: GiveServices,
): Promise<void> {
  const { ui, handedOver } = services;
  const { account, bucket, prefix } = place;
  const client = await services.client(account);
  const status = await ui.progress(t("Looking at the index of {0}", bucket), (signal) =>
    client.metaQueryStatus(bucket, { signal }),
  );
  const isOpen = status !== undefined && status.state !== "Deleted";
  if (!isOpen) {
    const open = t("Open the Index");
    const chosen = await ui.tell({
      text: t("Open the metadata index of {0}?", bucket),
      severity: "warning",
      modal: true,
      detail: [
        indexPriceText(priceFor(setting)),
        t(
          "It takes the whole bucket: 100 million objects in about 4 hours. It takes oss:OpenMetaQuery and the role AliyunMetaQueryDefaultRole.",
        ),
        t("It knows no labels. Write them to object tags first to search by them."),
      ].join("\n"),
      buttons: [open],
    });
    if (chosen !== open) return;
    await ui.progress(t("Opening the index of {0}", bucket), (signal) =>
      opened(client.openMetaQuery(bucket, { signal })),
    );
  }
  const since = new Date().toISOString();
  await handedOver.add({ engine: "metaQuery", account, bucket, prefix, since });
  const text = isOpen
    ? t("{0} has an index already.", bucket)
    : t("OSS prepares the index of {0} now.", bucket);
  offerProgress(text, services);
}

/** One that is there by now is as good. */
async function opened(call: Promise<void>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof OssError) || error.code !== "MetaQueryAlreadyExist") throw error;
  });
}

/** Not waited for: the command is done. */
function offerProgress(text: string, { ui, showHandOvers }: GiveServices): void {
  const show = t("Show Hand-Overs");
  void ui.tell({ text, buttons: [show] }).then((chosen) => {
    if (chosen === show) void showHandOvers();
  });
}

/** Of 1,000 keys each: as much of a bucket as is worth counting to name a price. */
const maxPages = 10;

async function countImages(client: OssClient, bucket: string, signal: AbortSignal): Promise<Count> {
  let images = 0;
  let continuationToken: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const listed = await client.listObjects(bucket, { continuationToken, maxKeys: 1000, signal });
    images += listed.objects.filter(({ key }) => isDetectableName(key)).length;
    continuationToken = listed.nextContinuationToken;
    if (continuationToken === undefined) return { images, isAtLeast: false };
  }
  return { images, isAtLeast: true };
}
