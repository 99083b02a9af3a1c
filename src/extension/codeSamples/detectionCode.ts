/** The detection of an object as code: which object, how its account reaches it, in which language. */

import { t } from "@vscode/l10n";
import {
  type CodeLanguage,
  type CodeSample,
  type CodeSampleOptions,
  codeSample,
  curlSample,
} from "../../codeSamples/codeSample.ts";
import { type CodeLanguageEntry, needsOf } from "../../codeSamples/languages.ts";
import { Refusal } from "../../errors/refusal.ts";
import type { ObjectAddress } from "../../oss/address.ts";
import type { BucketEndpoint } from "../../oss/bucketEndpoints.ts";
import type { OssClient } from "../../oss/client.ts";
import { labelsProcess } from "../../oss/imageProcess.ts";
import type { SampleAccount } from "../accounts/sampleAccount.ts";
import { type Images, objectOf } from "../images/images.ts";
import { type Target, targetText } from "../images/target.ts";
import { readSetting } from "../settings.ts";
import type { Ui } from "../ui.ts";

export interface CodeServices {
  readonly ui: Ui;
  readonly images: Images;
  readonly client: (account: string) => Promise<OssClient>;
  readonly sample: SampleAccount;
  /** The image that a command is about; `undefined` when the person changed their mind. */
  readonly choose: (argument: unknown, title: string) => Promise<Target | undefined>;
}

/** What a caller knows already; the person is asked for the language, and the settings for the threshold. */
export interface CodeRequest {
  readonly language?: CodeLanguage;
  /** 0–1 */
  readonly threshold?: number;
  readonly account?: string;
}

export interface DetectionCode {
  /** True when running it costs nothing: the account is the sample. */
  readonly isFree: boolean;
  readonly sample: CodeSample;
  readonly entry: CodeLanguageEntry;
  /** When the code stops working, if it does. */
  readonly expires: Date | undefined;
}

/** How long a presigned URL works, in seconds. */
const lifetime = 15 * 60;

/**
 * Asks nothing billable. `undefined` when the person chose no language. Throws a `Refusal`, also for a
 * file that is no object of a bucket.
 */
export async function detectionCode(
  target: Target,
  request: CodeRequest,
  languages: readonly CodeLanguageEntry[],
  form: CodeSampleOptions,
  services: CodeServices,
): Promise<DetectionCode | undefined> {
  const address = objectOf(target) ?? notInOss(target);
  const { account = target.kind === "object" ? target.account : undefined } = request;
  const { account: name, isFree } = await services.images.open({
    kind: "object",
    address,
    ...(account !== undefined && { account }),
  });
  const threshold = request.threshold ?? readSetting("threshold");
  const process = labelsProcess(threshold);
  const client = await services.client(name);
  const found = findEndpoint(client, address);
  const entry = await chooseLanguage(services.ui, languages, request.language, targetText(target));
  if (!entry) return undefined;
  const endpoint = await found;
  const { language } = entry;
  if (language !== "curl") {
    const { requesterPays } = client;
    const parameters = { ...address, ...endpoint, threshold, requesterPays };
    const sample = codeSample(language, parameters, form);
    return { isFree, entry, sample, expires: undefined };
  }
  const expires = new Date(Date.now() + lifetime * 1000);
  const url = await client.presignGet(address, { expires: lifetime, process });
  return { isFree, entry, sample: curlSample(url), expires };
}

function notInOss(target: Target): never {
  throw new Refusal("not-in-oss", { reason: "for-code", name: targetText(target) });
}

/**
 * Where the object's bucket is. If it may be in another region than its account's, a HEAD of the object finds
 * out; offline, the account's own region is taken.
 */
async function findEndpoint(client: OssClient, address: ObjectAddress): Promise<BucketEndpoint> {
  if (client.endpointOf(address.bucket).addressing === "virtual-hosted") {
    const signal = AbortSignal.timeout(5000);
    await client.headObject(address, { signal }).catch(() => undefined);
  }
  return client.endpointOf(address.bucket);
}

async function chooseLanguage(
  ui: Ui,
  languages: readonly CodeLanguageEntry[],
  known: CodeLanguage | undefined,
  image: string,
): Promise<CodeLanguageEntry | undefined> {
  const [only, ...others] = languages.filter(
    ({ language }) => known === undefined || language === known,
  );
  if (only && others.length === 0) return only;
  const chosen = await ui.pick(
    languages.map((entry) => ({ label: entry.title, detail: needsOf(entry.language), entry })),
    { title: t("Labels of {0} as Code", image), placeholder: t("Choose a language") },
  );
  return chosen?.entry;
}
