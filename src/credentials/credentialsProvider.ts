/** From what the settings say to credentials that are kept and renewed. */
import { Refusal } from "../errors/refusal.ts";
import { cliProvider } from "./cli.ts";
import { environmentCredentials } from "./environment.ts";
import { instanceRoleCredentials } from "./instanceRole.ts";
import { ossutilProvider } from "./ossutil.ts";
import type { CredentialsContext, CredentialsProvider } from "./provider.ts";
import { type RenewingCredentials, renewing } from "./renewing.ts";
import type { CredentialSource } from "./source.ts";
import { storedCredentials } from "./stored.ts";
import { uriCredentials } from "./uri.ts";

/** Milliseconds that keys without an end are kept before their source is read again. */
const keepFor = 60_000;
/** A profile of the CLI may run a command that asks the person for a fingerprint. */
const keepForCli = 15 * 60_000;

/**
 * The credentials of an account, kept and renewed; fits `Account.credentials`, one for each account.
 * Nothing is read until the first call. `invalidate()` when a person may have changed what the source holds.
 */
export function credentialsProvider(
  source: CredentialSource,
  context: CredentialsContext,
): RenewingCredentials {
  return renewing(ofAccount(context.accountName, providerOf(source, context)), {
    now: () => context.now(),
    keepFor: source.source === "cli" ? keepForCli : keepFor,
  });
}

/** What is refused is told with the account that it is about. */
function ofAccount(account: string, source: CredentialsProvider): CredentialsProvider {
  return async (signal) => {
    try {
      return await source(signal);
    } catch (error) {
      throw error instanceof Refusal ? error.with({ account }) : error;
    }
  };
}

function providerOf(source: CredentialSource, context: CredentialsContext): CredentialsProvider {
  switch (source.source) {
    case "stored":
      return () => storedCredentials(context);
    case "environment":
      return async () => environmentCredentials(context.env);
    case "ossutil":
      return ossutilProvider(source, context);
    case "cli":
      return cliProvider(source, context);
    case "instance-role": {
      const { env, metadataOrigin } = context;
      const { role } = source;
      return (signal) => instanceRoleCredentials({ role, env, metadataOrigin, signal });
    }
    case "uri":
      return (signal) => uriCredentials(source.uri, context, signal);
    // The sample server hands out its own keys.
    case "sample":
      return async () => {
        throw new Refusal("credentials-missing", { reason: "sample" });
      };
  }
}
