/** The detection of an object as code: which object, how its account reaches it, in which language. */
import * as vscode from "vscode";
import {
  type CodeLanguage,
  type CodeSample,
  type CodeSampleOptions,
  codeSample,
  curlSample,
} from "../../codeSamples/codeSample.ts";
import type { CodeLanguageEntry } from "../../codeSamples/languages.ts";
import type { ObjectAddress } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import { labelsProcess } from "../../oss/imageProcess.ts";
import type { Place } from "../../oss/places.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { BucketOwners } from "../accounts/bucketOwners.ts";
import type { SampleAccount } from "../accounts/sampleAccount.ts";
import { mappedObject, targetText } from "../detect/subjects.ts";
import type { Target } from "../detect/target.ts";
import { readSetting } from "../settings.ts";
import type { AccountSetting } from "../settingsSchema.ts";

export interface CodeServices {
  readonly accounts: Accounts;
  readonly owners: BucketOwners;
  readonly client: (account: string) => Promise<OssClient>;
  readonly sample: SampleAccount;
}

/** What a caller knows already; the person is asked for the language, and the settings for the threshold. */
export interface CodeRequest {
  readonly language?: CodeLanguage;
  /** 0–1 */
  readonly threshold?: number;
  readonly account?: string;
}

export interface DetectionCode {
  readonly setting: AccountSetting;
  readonly sample: CodeSample;
  readonly entry: CodeLanguageEntry;
  /** When the code ceases to work, where it does. */
  readonly expires: Date | undefined;
}

/** How long a presigned URL works, in seconds. */
const lifetime = 15 * 60;

/**
 * Asks nothing billable. `undefined` when the person chose no language. Throws an {@link OssError}, also for a
 * file that is no object of a bucket.
 */
export async function detectionCode(
  target: Target,
  request: CodeRequest,
  languages: readonly CodeLanguageEntry[],
  form: CodeSampleOptions,
  services: CodeServices,
): Promise<DetectionCode | undefined> {
  const address = objectOf(target);
  const setting = await accountOf(target, address, request, services);
  const threshold = request.threshold ?? readSetting("threshold");
  const process = labelsProcess(threshold);
  const client = await services.client(setting.name);
  const found = findPlace(client, address);
  const entry = await chooseLanguage(languages, request.language, targetText(target));
  if (!entry) return undefined;
  const place = await found;
  const { language } = entry;
  if (language !== "curl") {
    const sample = codeSample(language, { ...address, ...place, threshold }, form);
    return { setting, entry, sample, expires: undefined };
  }
  const expires = new Date(Date.now() + lifetime * 1000);
  const url = await client.presignGet(address, { expires: lifetime, process });
  return { setting, entry, sample: curlSample(url), expires };
}

function objectOf(target: Target): ObjectAddress {
  if (target.kind === "object") return target.address;
  const mapped = mappedObject(target.uri);
  if (mapped) return mapped;
  throw new OssError({
    code: "not-in-oss",
    message: `${targetText(target)} is not in OSS as far as this workspace says, so no code can ask for its labels there. Map its folder to a bucket with ossImageLabels.pathMappings.`,
    action: "openSettings",
  });
}

async function accountOf(
  target: Target,
  { bucket, key }: ObjectAddress,
  request: CodeRequest,
  { accounts, owners }: CodeServices,
): Promise<AccountSetting> {
  const named = request.account ?? (target.kind === "object" ? target.account : undefined);
  return named === undefined ? owners.find(bucket, key) : accounts.setting(named);
}

/**
 * Where the object's bucket is. One that may be in another region than its account's is asked for the object's
 * head, which finds out; offline, the account's own region is taken.
 */
async function findPlace(client: OssClient, address: ObjectAddress): Promise<Place> {
  if (client.placeOf(address.bucket).addressing === "virtual-hosted") {
    const signal = AbortSignal.timeout(5000);
    await client.headObject(address, { signal }).catch(() => undefined);
  }
  return client.placeOf(address.bucket);
}

async function chooseLanguage(
  languages: readonly CodeLanguageEntry[],
  known: CodeLanguage | undefined,
  image: string,
): Promise<CodeLanguageEntry | undefined> {
  const [only, ...others] = languages.filter(
    ({ language }) => known === undefined || language === known,
  );
  if (only && others.length === 0) return only;
  const chosen = await vscode.window.showQuickPick(
    languages.map((entry) => ({ label: entry.title, detail: entry.detail, entry })),
    { title: `Labels of ${image} as Code`, placeHolder: "Choose a language" },
  );
  return chosen?.entry;
}
