/** Makes the client of an account: endpoint, credentials and network put together, loaded when needed. */
import { homedir } from "node:os";
import type { CredentialSource } from "../../credentials/source.ts";
import type { Account } from "../../oss/account.ts";
import { OssError } from "../../oss/error.ts";
import type { RequestLogLine } from "../../oss/requestLog.ts";
import type { Log } from "../log.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import type { OpenClient } from "./accounts.ts";
import { networkSettings } from "./networkSettings.ts";
import type { SampleAccount } from "./sampleAccount.ts";
import type { Secrets } from "./secrets.ts";

export interface OpenClientServices {
  readonly sample: SampleAccount;
  readonly secrets: Secrets;
  readonly log: Log;
}

export function clientOpener({ sample, secrets, log }: OpenClientServices): OpenClient {
  return async (setting) => {
    const [{ OssClient }, { createDispatcher }, { formatRequestLine }] = await Promise.all([
      import("../../oss/client.ts"),
      import("../../oss/network.ts"),
      import("../../oss/requestLog.ts"),
    ]);
    const logRequest = (line: RequestLogLine) => log.info(formatRequestLine(line));
    if (setting.credentials.source === "sample") {
      return new OssClient(await sample.open(setting.name), { log: logRequest });
    }
    const account = await realAccount(setting, secrets);
    const dispatcher = await createDispatcher(networkSettings());
    return new OssClient(account, { dispatcher, log: logRequest });
  };
}

/** Throws an {@link OssError} when the setting lacks what a request needs. */
async function realAccount(setting: AccountSetting, secrets: Secrets): Promise<Account> {
  const [{ readEndpoint, regionEndpoint, plainRegion }, { credentialsProvider }] =
    await Promise.all([
      import("../../oss/endpoint.ts"),
      import("../../credentials/credentialsProvider.ts"),
    ]);
  const { name, bucket, prefix } = setting;
  const written = setting.region === undefined ? undefined : plainRegion(setting.region);
  const endpoint = readEndpoint(setting.endpoint ?? (written ? regionEndpoint(written) : ""));
  const region = written ?? endpoint.region;
  if (region === undefined) throw incomplete(name, "its region, such as cn-hangzhou");
  if (endpoint.addressing === "custom-domain" && bucket === undefined) {
    throw incomplete(name, "the bucket that its custom domain leads to");
  }
  const credentials = credentialsProvider(setting.credentials as CredentialSource, {
    accountName: name,
    readStoredSecret: (account) => secrets.read(account),
    env: process.env,
    homeFolder: homedir(),
    now: () => new Date(),
  });
  return {
    name,
    region,
    endpoint: endpoint.endpoint,
    addressing: endpoint.addressing,
    credentials,
    ...(bucket !== undefined && { bucket }),
    ...(prefix !== undefined && { prefix }),
  };
}

function incomplete(name: string, what: string): OssError {
  return new OssError({
    code: "incomplete-account",
    message: `The account "${name}" does not say ${what}. Edit the account and add it.`,
    action: "editAccount",
  });
}
