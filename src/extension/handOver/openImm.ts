/** IMM as one account asks it, in the region of one bucket. */
import { Refusal } from "../../errors/refusal.ts";
import { defaultTimeouts, Transport } from "../../http/transport.ts";
import { Imm } from "../../imm/datasets.ts";
import { immOrigin, isInternal, mayAskImm } from "../../imm/immEndpoint.ts";
import type { OssClient } from "../../oss/client.ts";
import { formatRequestLine } from "../../oss/requestLog.ts";
import { type OpenClientServices, openAccount } from "../accounts/openClient.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";

export interface OpenImmServices extends OpenClientServices {
  readonly client: (account: string) => Promise<OssClient>;
}

/**
 * Runs `work` with IMM, whose connections end with it. The key is shown to Alibaba Cloud alone: an account of another
 * endpoint is refused. The sample account has its own IMM, at its own address.
 */
export async function withImm<T>(
  setting: AccountSetting,
  bucket: string,
  services: OpenImmServices,
  work: (imm: Imm) => Promise<T>,
): Promise<T> {
  const { account, dispatcher } = await openAccount(setting, services);
  const { region } = (await services.client(setting.name)).endpointOf(bucket);
  const origin = isSample(setting)
    ? account.endpoint
    : mayAskImm(account) && immOrigin(region, isInternal(account));
  if (!origin) {
    throw new Refusal("no-imm-there", { account: setting.name, endpoint: account.endpoint });
  }
  const transport = new Transport(defaultTimeouts, dispatcher);
  try {
    return await work(
      new Imm({
        account: setting.name,
        region,
        origin,
        credentials: (signal) => account.credentials(signal),
        isReadOnly: account.isReadOnly,
        transport,
        log: (line) => services.log.info(formatRequestLine(line)),
      }),
    );
  } finally {
    await transport.close();
  }
}
