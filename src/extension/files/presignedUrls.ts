/** "Copy Presigned URL…": URLs that read objects without keys, for as long as the person says. Never logged or kept. */
import * as vscode from "vscode";
import type { OssClient } from "../../oss/client.ts";
import { lastSegment, type ObjectRef } from "../../oss/objectRef.ts";
import { readLifetime } from "../../ossFiles/lifetime.ts";
import type { Ui } from "../ui.ts";
import { learnRegions } from "./objectAddresses.ts";

interface PresigningServices {
  readonly client: (account: string) => Promise<OssClient>;
  readonly ui: Ui;
}

const choices: readonly (readonly [label: string, lifetime: string])[] = [
  ["15 minutes", "15 min"],
  ["1 hour", "1 h"],
  ["1 day", "1 d"],
  ["7 days, the longest", "7 d"],
];

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
  const other = { label: "Another time…", lifetime: undefined };
  const rows = [...choices.map(([label, lifetime]) => ({ label, lifetime })), other];
  const [first] = objects;
  const what = objects.length === 1 && first ? lastSegment(first.key) : `${objects.length} objects`;
  const chosen = await ui.pick(rows, {
    title: `How long may ${what} be read by presigned URL?`,
    placeholder:
      "Anyone who has the URL can read the object until then. It shows the AccessKey ID, and cannot be taken back unless the key is disabled.",
  });
  if (!chosen) return undefined;
  if (chosen.lifetime !== undefined) return readLifetime(chosen.lifetime);
  const typed = await ui.ask({
    title: "Lifetime of the Presigned URL",
    prompt: "From 1 second to 7 days, such as 90 s, 30 min, 12 h or 2 d.",
    placeholder: "30 min",
    problem: (text) =>
      readLifetime(text) === undefined
        ? "Write a time from 1 second to 7 days, such as 30 min."
        : undefined,
  });
  return typed === undefined ? undefined : readLifetime(typed);
}

function copiedText(objects: readonly ObjectRef[], end: Date, isTemporary: boolean): string {
  const until = end.toLocaleString();
  const [first] = objects;
  const said =
    objects.length === 1 && first
      ? `Copied a URL by which anyone can read ${lastSegment(first.key)} until ${until}.`
      : `Copied ${objects.length} URLs by which anyone can read the objects until ${until}.`;
  const earlier = "The account's keys are temporary, and when they end the URL ends, too.";
  return isTemporary ? `${said} ${earlier}` : said;
}
