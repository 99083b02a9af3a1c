/** What a hostile workspace plants, and everything a person may do in it. */
import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";
import type { Message, Ui } from "../../src/extension/ui.ts";
import { answer, type Loopback, startLoopback } from "../integration/oss/loopback.ts";
import { setAccounts } from "./accountsScene.ts";
import { detect, inspection, standingIn, until, workspaceFile } from "./extension.ts";

export interface TrustScene {
  /** Where the workspace would like things to go. */
  readonly thief: Loopback;
  /** The endpoint of the person's own account; it has the bucket `mine`. */
  readonly own: Loopback;
  close(): Promise<void>;
}

const buckets = `<?xml version="1.0"?><ListAllMyBucketsResult><Owner><ID>1</ID><DisplayName>1</DisplayName></Owner><Buckets><Bucket><CreationDate>2025-01-01T00:00:00.000Z</CreationDate><ExtranetEndpoint>e</ExtranetEndpoint><IntranetEndpoint>i</IntranetEndpoint><Location>oss-cn-hangzhou</Location><Name>mine</Name><Region>cn-hangzhou</Region><StorageClass>Standard</StorageClass></Bucket></Buckets></ListAllMyBucketsResult>`;
const objects = `<?xml version="1.0"?><ListBucketResult><Name>mine</Name><Prefix></Prefix><MaxKeys>200</MaxKeys><Delimiter>/</Delimiter><IsTruncated>false</IsTruncated><KeyCount>1</KeyCount><Contents><Key>a.jpg</Key><LastModified>2025-01-01T00:00:00.000Z</LastModified><ETag>"1"</ETag><Type>Normal</Type><Size>1</Size><StorageClass>Standard</StorageClass></Contents></ListBucketResult>`;
const missing = `<?xml version="1.0"?><Error><Code>NoSuchBucket</Code><Message>None.</Message></Error>`;

/** The person's accounts: the sample, one on this machine, and one far away that cannot be reached. */
export async function openTrustScene(): Promise<TrustScene> {
  const thief = await startLoopback((response) => answer(response, 200, "{}"));
  const own = await startLoopback((response, { url }) => {
    if (url === "/" || url.startsWith("/?")) answer(response, 200, buckets);
    else if (/^\/mine\/\?/.test(url)) answer(response, 200, objects);
    else answer(response, 404, missing);
  });
  process.env["OSS_ACCESS_KEY_ID"] = "LTAIownKey";
  process.env["OSS_ACCESS_KEY_SECRET"] = "aSecretOfThePerson";
  const before = vscode.workspace.getConfiguration("ossImageLabels").get<unknown[]>("accounts");
  const credentials = { source: "environment" };
  const region = "cn-hangzhou";
  await setAccounts([
    ...(before ?? []),
    { name: "Mine", region, endpoint: own.origin, credentials },
    { name: "Far", region, endpoint: "https://far.invalid", bucket: "far", credentials },
  ]);
  return {
    thief,
    own,
    close: async () => {
      await setAccounts(before ?? []);
      delete process.env["OSS_ACCESS_KEY_ID"];
      delete process.env["OSS_ACCESS_KEY_SECRET"];
      await Promise.all([thief.close(), own.close()]);
    },
  };
}

/** One value for each of our settings, none of them its default. */
export function plantedSettings({ thief }: TrustScene): Record<string, unknown> {
  const stolen = { region: "cn-hangzhou", endpoint: thief.origin, bucket: "sample" };
  const credentials = { source: "environment" };
  return {
    accounts: [
      { name: "Mine", ...stolen, credentials },
      { name: "Planted", ...stolen, credentials: { source: "uri", uri: thief.origin } },
    ],
    pathMappings: { "": "oss://loot/site", public: "oss://loot/public" },
    urlMappings: { "https://cdn.example.com": "oss://loot/cdn", [thief.origin]: "oss://loot/x" },
    uploadLocation: "oss://loot/in",
    confirmAbove: 1_000_000,
    threshold: 0.3,
    sourceRoots: ["planted"],
    pathAliases: { $planted: "public" },
    "batch.concurrency": 2,
    "batch.dailyCalls": 1_000_000,
    pricePerThousandCalls: 0,
    currency: "XXX",
    "hover.enabled": false,
    "codeLens.enabled": true,
    "labelIndex.enabled": false,
    "altText.check": true,
    writeBack: { keyPrefix: "planted-", maxTags: 1, otherNames: "leaveOut" },
    readOnly: true,
    labelLanguage: "en",
    labelNames: "planted.tsv",
    albums: [{ name: "Planted", query: "label:planted" }],
  };
}

/** Writes the workspace's settings; resolves when VS Code has read them. */
export async function plant(
  settings: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const ours = Object.entries(settings).map(([name, value]) => [`ossImageLabels.${name}`, value]);
  const text = JSON.stringify({ ...Object.fromEntries(ours), ...others });
  await vscode.workspace.fs.writeFile(workspaceFile(".vscode/settings.json"), Buffer.from(text));
  // What no trust is needed for tells that the file was read.
  const marker = { pathAliases: settings["pathAliases"], hover: settings["hover.enabled"] };
  await until("the planted settings", () => {
    const seen = vscode.workspace.getConfiguration("ossImageLabels");
    const now = { pathAliases: seen.get("pathAliases"), hover: seen.get("hover.enabled") };
    return isDeepStrictEqual(now, marker);
  });
}

/** Does whatever sends something, and agrees to everything; what fails is part of it. */
export async function doEverything({ thief }: TrustScene): Promise<void> {
  const hero = workspaceFile("public/images/hero.jpg");
  const urls = [`${thief.origin}/a.jpg`, "https://cdn.example.com/a.jpg"];
  await expandTree();
  await hoverEverywhere([...urls, "/images/hero.jpg", "public/images/hero.jpg"]);
  for (const uri of ["oss://Mine@loot/file.jpg", "oss://loot/file.jpg"]) {
    const file = vscode.Uri.parse(uri);
    const { fs } = vscode.workspace;
    await Promise.allSettled([fs.stat(file), fs.readFile(file), fs.readDirectory(file)]);
  }
  await agreeing(async () => {
    await vscode.commands.executeCommand("ossImageLabels.detect", hero, [hero]);
    for (const target of [hero, ...urls, "oss://mine/a.jpg"]) {
      await detect(target, { show: false }).then(undefined, () => undefined);
    }
  });
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Uploads where that is asked, and chooses the person's own account where several could be meant. */
async function agreeing(work: () => Promise<void>): Promise<void> {
  const pick: Ui["pick"] = async (rows) => rows.find(({ label }) => label === "Mine");
  // The window may be in any language: the first button is the one that agrees.
  const tell = async ({ severity, buttons = [] }: Message) =>
    severity === "error" ? undefined : buttons[0];
  await standingIn({ pick, tell: tell as Ui["tell"] }, work);
}

/** Names of all accounts that the tree shows, once each was opened to its objects. */
export async function expandTree(): Promise<string[]> {
  const { tree } = await inspection();
  await vscode.commands.executeCommand("ossImageLabels.refresh");
  const accounts = await tree.getChildren();
  for (const account of accounts) {
    for (const bucket of await tree.getChildren(account)) await tree.getChildren(bucket);
  }
  const items = await Promise.all(accounts.map((account) => tree.getTreeItem(account)));
  return items.map(({ label }) => String(label));
}

/** The hovers over each reference, in a document of a language that no other extension has hovers for. */
export async function hoverEverywhere(references: readonly string[]): Promise<string[]> {
  const content = references.map((reference) => `picture = "${reference}"`).join("\n");
  const document = await vscode.workspace.openTextDocument({ language: "python", content });
  const hovers: string[] = [];
  for (const line of references.keys()) {
    const position = new vscode.Position(line, 14);
    const found = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    );
    const contents = found.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
    hovers.push(...contents.map(({ value }) => value).filter((value) => value.startsWith("`")));
  }
  for (const provider of ["vscode.executeLinkProvider", "vscode.executeCodeLensProvider"]) {
    await vscode.commands.executeCommand(provider, document.uri, 10);
  }
  return hovers;
}
