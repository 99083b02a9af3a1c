/** Makes the client of an account: endpoint, credentials and network put together, loaded when needed. */

import { homedir } from "node:os";
import type { RenewingCredentials } from "../../credentials/renewing.ts";
import { Refusal } from "../../errors/refusal.ts";
import type { Account } from "../../oss/account.ts";
import type { OssClientOptions } from "../../oss/client.ts";
import type { Endpoint } from "../../oss/endpoint.ts";
import type { RequestLogLine } from "../../oss/requestLog.ts";
import type { Log } from "../log.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { OpenClient } from "./accounts.ts";
import { foreignOrigins } from "./foreignOrigins.ts";
import type { OssutilBuckets } from "./ossutilBuckets.ts";
import type { PlainHttp } from "./plainHttp.ts";
import type { SampleAccount } from "./sampleAccount.ts";
import type { Secrets } from "./secrets.ts";
import type { SharedDispatcher } from "./sharedDispatcher.ts";

export interface OpenClientServices {
  readonly sample: SampleAccount;
  readonly secrets: Pick<Secrets, "read">;
  readonly network: SharedDispatcher;
  readonly plainHttp: Pick<PlainHttp, "allows">;
  /** Asked before each call that writes. */
  readonly isReadOnly: () => boolean;
  readonly log: Log;
}

/** An account ready to be asked, with the way out to the network; the sample account needs none. */
export interface OpenAccount {
  readonly account: Account;
  /** Reads the keys anew for the next call. */
  forgetKeys(): void;
  readonly dispatcher?: Awaited<ReturnType<SharedDispatcher["get"]>>;
}

/** @param retries in place of the client's own policy */
export function clientOpener(
  services: OpenClientServices,
  retries: OssClientOptions["retries"] = {},
): OpenClient {
  const { log } = services;
  return async (setting) => {
    const [{ OssClient }, { formatRequestLine }] = await Promise.all([
      import("../../oss/client.ts"),
      import("../../oss/requestLog.ts"),
    ]);
    const logRequest = (line: RequestLogLine) => log.info(formatRequestLine(line));
    const { account, forgetKeys, ...way } = await openAccount(setting, services);
    return { client: new OssClient(account, { ...way, retries, log: logRequest }), forgetKeys };
  };
}

/** The account of a setting, whose keys are read when first asked for. Throws a `Refusal` when it lacks something. */
export async function openAccount(
  setting: AccountSetting,
  services: OpenClientServices,
): Promise<OpenAccount> {
  const { sample, network, isReadOnly } = services;
  const { name } = setting;
  if (isSample(setting)) {
    return { account: { ...(await sample.open(name)), isReadOnly }, forgetKeys: () => undefined };
  }
  try {
    const { credentials, ...account } = await realAccount(setting, services);
    const forgetKeys = () => credentials.invalidate();
    const dispatcher = await network.get();
    return { account: { ...account, credentials, isReadOnly }, forgetKeys, dispatcher };
  } catch (error) {
    // What reads an endpoint does not know whose it is.
    throw error instanceof Refusal ? error.with({ account: name }) : error;
  }
}

/** Throws a `Refusal` when the setting lacks what a request needs. */
async function realAccount(
  setting: AccountSetting,
  services: OpenClientServices,
): Promise<Account & { readonly credentials: RenewingCredentials }> {
  const { readEndpoint, plainRegion } = await import("../../oss/endpoint.ts");
  const { name, bucket, prefix } = setting;
  const written = setting.region === undefined ? undefined : plainRegion(setting.region);
  const place = setting.endpoint ?? written;
  if (place === undefined) throw incomplete(name, "region");
  const endpoint = readEndpoint(place);
  const region = written ?? endpoint.region;
  if (region === undefined) throw incomplete(name, "region");
  if (endpoint.region !== undefined && endpoint.region !== region) {
    throw new Refusal("region-of-other-endpoint", {
      account: name,
      region,
      endpoint: endpoint.endpoint,
      endpointRegion: endpoint.region,
    });
  }
  if (endpoint.addressing === "custom-domain" && bucket === undefined) {
    throw incomplete(name, "bucket");
  }
  const domains = Object.entries(setting.customDomains ?? {}).map(
    ([owner, domain]) => [owner, readEndpoint(domain)] as const,
  );
  for (const used of [endpoint, ...domains.map(([, domain]) => domain)]) {
    refuseUnasked(name, used, services.plainHttp);
  }
  const ofFile = await bucketsOfFile(setting, services.plainHttp);
  return {
    name,
    region,
    endpoint: endpoint.endpoint,
    addressing: endpoint.addressing,
    credentials: await credentialsOf(setting, services),
    ...(bucket !== undefined && { bucket }),
    ...(prefix !== undefined && { prefix }),
    ...(setting.requesterPays && { requesterPays: true }),
    bucketEndpoints: ofFile.endpoints,
    customDomains: new Map([
      ...ofFile.domains,
      ...domains.map(([owner, domain]) => [owner, domain.endpoint] as const),
    ]),
  };
}

/** What ossutil's file says of single buckets, for an account whose keys are there. */
async function bucketsOfFile(
  { credentials: source }: AccountSetting,
  plainHttp: Pick<PlainHttp, "allows">,
): Promise<OssutilBuckets> {
  if (source.source !== "ossutil") return { endpoints: new Map(), domains: new Map() };
  const { ossutilBuckets } = await import("./ossutilBuckets.ts");
  return ossutilBuckets(source.file, (endpoint) => plainHttp.allows(endpoint));
}

/** Secrets that it gives are kept out of the log from then on. */
async function credentialsOf(
  setting: AccountSetting,
  { secrets, network, log }: OpenClientServices,
): Promise<RenewingCredentials> {
  const { credentialsProvider } = await import("../../credentials/credentialsProvider.ts");
  const provider = credentialsProvider(setting.credentials, {
    accountName: setting.name,
    readStoredSecret: (account) => secrets.read(account, foreignOrigins(setting)),
    env: process.env,
    homeFolder: homedir(),
    now: () => new Date(),
    dispatcherFor: () => network.get(),
  });
  const ask: Account["credentials"] = async (signal, refused) => {
    const credentials = await provider(signal, refused);
    log.hide(credentials.accessKeySecret);
    if (credentials.securityToken) log.hide(credentials.securityToken);
    return credentials;
  };
  return Object.assign(ask, { invalidate: provider.invalidate });
}

/** Settings can be written by hand, so nobody may have been asked. */
function refuseUnasked(
  name: string,
  endpoint: Endpoint,
  plainHttp: Pick<PlainHttp, "allows">,
): void {
  if (plainHttp.allows(endpoint)) return;
  throw new Refusal("plain-http", { account: name, endpoint: endpoint.endpoint });
}

function incomplete(account: string, reason: "region" | "bucket"): Refusal {
  return new Refusal("incomplete-account", { reason, account });
}
