/** The sample account: an OSS-compatible server of our own on 127.0.0.1, started on first use. */

import { join } from "node:path";
import { t } from "@vscode/l10n";
import type { Account } from "../../oss/account.ts";
import type { SampleServer } from "../../sample/server.ts";
import type { Log } from "../log.ts";

/** Said wherever the sample account's labels appear. */
export function sampleNote(): string {
  return t("Sample account: these labels were written by hand; nothing was recognised or billed.");
}

export const sampleBucket = "sample";

export class SampleAccount {
  readonly #mediaFolder: string;
  readonly #log: Log;
  #server: Promise<SampleServer> | undefined;

  constructor(extensionPath: string, log: Log) {
    this.#mediaFolder = join(extensionPath, "media", "sample");
    this.#log = log;
  }

  /** The account under a name of the person's choice. Its keys live as long as the server. */
  async open(name: string): Promise<Account> {
    this.#server ??= this.#start();
    const server = await this.#server;
    const { accessKeyId, accessKeySecret } = server;
    return {
      name,
      region: server.region,
      endpoint: server.endpoint,
      addressing: "path",
      isFree: true,
      credentials: async () => ({ accessKeyId, accessKeySecret }),
    };
  }

  /** Calls that would have been billed, since the server was started. */
  async billableCalls(): Promise<number> {
    return (await this.#server)?.billableCalls ?? 0;
  }

  async close(): Promise<void> {
    const server = await this.#server?.catch(() => undefined);
    await server?.close();
  }

  async #start(): Promise<SampleServer> {
    const { startSampleServer } = await import("../../sample/server.ts");
    const server = await startSampleServer({ mediaFolder: this.#mediaFolder });
    this.#log.info(`The sample server listens on ${server.endpoint}.`);
    return server;
  }
}
