/** What the index tells beyond a search: what is alike, what is the same, what there is, and what it cost. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { FoundImage, LabelIndexPort } from "../../labelIndex/port.ts";
import { grouped, imagesText, joined, plainLine, sizeText } from "../../labels/format.ts";
import { topLabels } from "../../labels/report.ts";
import { formatObjectUri } from "../../oss/address.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import { parseQuery } from "../../query/parse.ts";
import type { AccountCalls } from "../../runs/callCounts.ts";
import type { Prices } from "../../runs/estimate.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import { chooseImage } from "../detect/chooseImages.ts";
import type { DetectServices } from "../detect/detectLabels.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import { queryOfArgument } from "./queryText.ts";
import type { ReadableTexts } from "./readableText.ts";
import { costsText, statisticsText } from "./statisticsText.ts";

export interface InsightServices extends DetectServices {
  readonly index: () => Pick<LabelIndexPort, "similar" | "sameBytes" | "duplicates" | "statistics">;
  readonly texts: ReadableTexts;
  /** Calls that were sent so far, by account. */
  readonly calls: () => Promise<readonly AccountCalls[]>;
  readonly prices: () => Prices;
  /** In which names of labels are shown. */
  readonly languages: Pick<LabelLanguages, "ready">;
}

export function insightCommands(services: InsightServices) {
  return {
    showSimilar: (argument?: unknown) => showSimilar(argument, services),
    showSameBytes: (argument?: unknown) => showSameBytes(argument, services),
    showDuplicates: (argument?: unknown) => showDuplicates(argument, services),
    showStatistics: (argument?: unknown) => showStatistics(argument, services),
    showCosts: () => showCosts(services),
  } satisfies Partial<Record<CommandId, Handler>>;
}

const maxSimilar = 50;
const maxGroups = 100;

async function showSimilar(argument: unknown, services: InsightServices): Promise<void> {
  const object = await chosenObject(argument, t("Show Similar Images"), services);
  if (!object) return;
  const name = lastSegment(object.key);
  const found = await services.index().similar(object, maxSimilar);
  if (found.length === 0) {
    const text = t(
      "No image with labels like those of {0} is known. Detect its labels, and those of others, first.",
      name,
    );
    await services.ui.tell({ text });
    return;
  }
  const rows = found.map(({ image, similarity }) =>
    imageRow(image, t("{0} % alike", Math.round(similarity * 100))),
  );
  await pickAndOpen(rows, t("Images like {0}", name), services);
}

async function showSameBytes(argument: unknown, services: InsightServices): Promise<void> {
  const object = await chosenObject(argument, t("Show Copies of an Image"), services);
  if (!object) return;
  const name = lastSegment(object.key);
  const found = await services.index().sameBytes(object);
  if (found.length < 2) {
    const text = t("No other image with the very bytes of {0} is known.", name);
    await services.ui.tell({ text });
    return;
  }
  await pickAndOpen(
    found.map((image) => imageRow(image)),
    t("{0} images with the bytes of {1}", grouped(found.length), name),
    services,
  );
}

async function showDuplicates(argument: unknown, services: InsightServices): Promise<void> {
  const about = queryOfArgument(argument) ?? { query: "", name: t("all images") };
  const groups = await services.index().duplicates(parseQuery(about.query), maxGroups);
  if (groups.length === 0) {
    await services.ui.tell({
      text: t("No two images of {0} are known to have the same bytes.", about.name),
    });
    return;
  }
  const rows = groups.flatMap((images) => [
    separator(images),
    ...images.map((image) => imageRow(image)),
  ]);
  await pickAndOpen(rows, t("Same bytes in several places: {0}", about.name), services);
}

async function showStatistics(argument: unknown, services: InsightServices): Promise<void> {
  const about = queryOfArgument(argument) ?? { query: "", name: t("all images") };
  const statistics = await services.index().statistics(parseQuery(about.query));
  const language = vscode.env.language;
  const namer = await services.languages.ready();
  const text = statisticsText({ about, statistics, prices: services.prices(), language, namer });
  await services.texts.show(t("Statistics of {0}", about.name), text);
}

async function showCosts({ calls, prices, texts }: InsightServices): Promise<void> {
  const text = costsText(await calls(), prices(), vscode.env.language);
  await texts.show(t("What detections cost"), text);
}

async function chosenObject(argument: unknown, title: string, services: InsightServices) {
  const target = await chooseImage(argument, services, title);
  if (!target) return undefined;
  const { object } = await services.images.open(target);
  if (!object) {
    await services.ui.tell({ text: t("Only images that are in OSS are in the index.") });
  }
  return object;
}

type ImageRow = vscode.QuickPickItem & { readonly image?: FoundImage };

function imageRow(image: FoundImage, first?: string): ImageRow {
  const { object, labels } = image;
  const names = topLabels(labels, 3).map(({ name }) => plainLine(name));
  return {
    label: lastSegment(object.key),
    description: [first, joined(names)].filter(Boolean).join(" · "),
    detail: formatObjectUri(object),
    image,
  };
}

function separator(images: readonly FoundImage[]): ImageRow {
  const size = images[0]?.object.size;
  const count = grouped(images.length);
  const label =
    size === undefined
      ? imagesText(images.length)
      : t("{0} images, {1} each", count, sizeText(size));
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

async function pickAndOpen(
  rows: readonly ImageRow[],
  title: string,
  { ui, images, panels }: InsightServices,
): Promise<void> {
  const placeholder = t("Choose an image to open its labels");
  const options = { title, placeholder, matchOnDescription: true, matchOnDetail: true };
  const chosen = (await ui.pick(rows, options))?.image;
  if (!chosen) return;
  const { account, bucket, key } = chosen.object;
  const image = await images.open({ kind: "object", account, address: { bucket, key } });
  await panels.open(image).showKnown();
}
