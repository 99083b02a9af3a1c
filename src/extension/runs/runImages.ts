/** How one image of a run is judged and detected in this window: objects with their account, files as they lie. */
import * as vscode from "vscode";
import { checkImageSize } from "../../detection/preflight.ts";
import { Refusal } from "../../errors/refusal.ts";
import type { OssClient } from "../../oss/client.ts";
import { detectObject, type ItemOutcome, type ItemRequest } from "../../runs/detectItem.ts";
import type { ItemRef, PlannedItem, RunOptions } from "../../runs/item.ts";
import { problemOf } from "../../runs/plan.ts";
import type { SourceItem } from "../../runs/sources.ts";
import { type Images, objectOf } from "../images/images.ts";
import type { LabelStore } from "../images/labelStore.ts";
import { type Target, thresholdFor } from "../images/target.ts";
import { isCancellation } from "../present.ts";
import { readSetting } from "../settings.ts";
import type { AccountSetting } from "../settingsSchema.ts";

export interface RunImagesServices {
  readonly images: Images;
  readonly labels: LabelStore;
  readonly client: (account: string) => Promise<OssClient>;
}

/** 0–1: the setting, which each folder of a workspace may have for its own files. Throws a `Refusal`. */
export function thresholdOf(ref: ItemRef): number {
  if (ref.kind === "object") return readSetting("threshold");
  return thresholdFor(targetOf(ref));
}

export function targetOf(ref: ItemRef): Target {
  if (ref.kind === "file") return { kind: "file", uri: vscode.Uri.parse(ref.uri) };
  const { account, bucket, key } = ref.object;
  return { kind: "object", account, address: { bucket, key } };
}

/** Rejects with a `Failure`. */
export async function detectImage(
  request: ItemRequest,
  { images, labels, client }: RunImagesServices,
): Promise<ItemOutcome> {
  const { item, threshold, refresh, since, signal } = request;
  if (item.ref.kind === "object") {
    return detectObject(item.ref.object, request, labels.detector, client);
  }
  const target = targetOf(item.ref);
  try {
    const image = await images.open(target);
    const known = refresh || !item.mayAsk ? await images.stored(target) : undefined;
    const isOfRun = known !== undefined && Date.parse(known.detectedAt) >= since;
    const reaches = known !== undefined && known.threshold <= threshold;
    if (reaches && (isOfRun || !refresh)) {
      return { state: item.wasInterrupted && isOfRun ? "detected" : "known", calls: 0 };
    }
    if (!item.mayAsk) throw new Refusal("calls-spent", { target: image.uri });
    const { fromCache, calls } = await image.detect({ threshold, refresh, signal });
    return { state: fromCache ? "known" : "detected", calls };
  } catch (error) {
    throw isCancellation(error) ? new Refusal("cancelled", {}, { cause: error }) : error;
  }
}

/** A file that a mapping leads to OSS for is its object; any other is judged by its bytes, and reads no account. */
export async function judgedFile(
  uri: string,
  { threshold, refresh }: RunOptions,
  accountFor: (bucket: string, key: string) => Promise<AccountSetting>,
  images: Images,
): Promise<SourceItem | PlannedItem> {
  const ref: ItemRef = { kind: "file", uri };
  const target = targetOf(ref);
  try {
    const object = objectOf(target);
    if (object) {
      const { name: account } = await accountFor(object.bucket, object.key);
      return { kind: "object", object: { account, ...object } };
    }
    const file = vscode.Uri.parse(uri);
    const { size } = await stat(file);
    const path = vscode.workspace.asRelativePath(file, false);
    try {
      checkImageSize(path, size);
    } catch (error) {
      return { ref, verdict: { kind: "refused", problem: problemOf(error) } };
    }
    const [version] = await images.versions(target);
    const known = !refresh && (await images.isKnown(target, threshold ?? thresholdFor(target)));
    return {
      ref,
      ...(version && { version: { size, ...(version.etag && { etag: version.etag }) } }),
      verdict: { kind: known ? "known" : "ask" },
    };
  } catch (error) {
    if (isCancellation(error)) throw error;
    return { ref, verdict: { kind: "failed", problem: problemOf(error) } };
  }
}

async function stat(file: vscode.Uri): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(file);
  } catch (cause) {
    const path = vscode.workspace.asRelativePath(file, false);
    throw new Refusal("file-unreadable", { file: path }, { cause });
  }
}
