/** "Copy Presigned URL…": URLs that read objects without keys, for as long as the person says. Never logged or kept. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped } from "../../labels/format.ts";
import type { OssClient } from "../../oss/client.ts";
import { lastSegment, type ObjectRef } from "../../oss/objectRef.ts";
import { readLifetime } from "../../ossFiles/lifetime.ts";
import type { Ui } from "../ui.ts";
import { learnRegions } from "./objectAddresses.ts";

interface PresigningServices {
  readonly client: (account: string) => Promise<OssClient>;
  readonly ui: Ui;
}

/** Each as it is called, and as {@link readLifetime} reads it. */
function choices(): readonly (readonly [label: string, lifetime: string])[] {
  return [
    [t("15 minutes"), "15 min"],
    [t("1 hour"), "1 h"],
    [t("1 day"), "1 d"],
    [t("7 days, the longest"), "7 d"],
  ];
}

/** Makes one HEAD for each bucket, since a URL is signed for the region that the bucket is in. */
export async function copyPresignedUrls(
  objects: readonly ObjectRef[],
  { client, ui }: PresigningServices,
): Promise<void> {
  const expires = await askForLifetime(objects, ui);
  if (expires === undefined) return;
  await learnRegions(objects, client);
  const end = new Date(Date.now() + expires * 1000);
  const urls: string[] = [];
  for (const object of objects) {
    urls.push(await (await client(object.account)).presignGet(object, { expires }));
  }
  await vscode.env.clipboard.writeText(urls.join("\n"));
  const isTemporary = urls.some((url) => url.includes("x-oss-security-token="));
  void ui.tell({ text: copiedText(objects, end, isTemporary) });
}

/** Seconds; `undefined` when the person changed their mind. */
async function askForLifetime(objects: readonly ObjectRef[], ui: Ui): Promise<number | undefined> {
  const other = { label: t("Another time…"), lifetime: undefined };
  const rows = [...choices().map(([label, lifetime]) => ({ label, lifetime })), other];
  const [first] = objects;
  const title =
    objects.length === 1 && first
      ? t("How long may {0} be read by presigned URL?", lastSegment(first.key))
      : t("How long may {0} objects be read by presigned URL?", grouped(objects.length));
  const chosen = await ui.pick(rows, {
    title,
    placeholder: t(
      "Anyone with the URL can read the object; only disabling the key stops that earlier.",
    ),
  });
  if (!chosen) return undefined;
  if (chosen.lifetime !== undefined) return readLifetime(chosen.lifetime);
  const typed = await ui.ask({
    title: t("Lifetime of the Presigned URL"),
    prompt: t("From 1 second to 7 days, such as 90 s, 30 min, 12 h or 2 d."),
    placeholder: "30 min",
    problem: (text) =>
      readLifetime(text) === undefined
        ? t("Write a time from 1 second to 7 days, such as 30 min.")
        : undefined,
  });
  return typed === undefined ? undefined : readLifetime(typed);
}

function copiedText(objects: readonly ObjectRef[], end: Date, isTemporary: boolean): string {
  const until = end.toLocaleString();
  const [first] = objects;
  if (objects.length === 1 && first) {
    const facts = { name: lastSegment(first.key), until };
    return isTemporary
      ? t(
          "Copied a URL by which anyone can read {name} until {until}. The account's keys are temporary, and when they end the URL ends, too.",
          facts,
        )
      : t("Copied a URL by which anyone can read {name} until {until}.", facts);
  }
  const facts = { count: grouped(objects.length), until };
  return isTemporary
    ? t(
        "Copied {count} URLs by which anyone can read the objects until {until}. The account's keys are temporary, and when they end the URLs end, too.",
        facts,
      )
    : t("Copied {count} URLs by which anyone can read the objects until {until}.", facts);
}
