/** Which servers are an OSS as far as the settings say: any server may stand at an IP address or `localhost`. */
import { readEndpoint } from "../../oss/endpoint.ts";
import { readAccountSettings } from "../settings.ts";

/** The origins of the accounts' own endpoints; those that are written wrongly are left out. */
export function accountOrigins(): string[] {
  return readAccountSettings().accounts.flatMap(({ endpoint }) => {
    if (endpoint === undefined) return [];
    try {
      return [readEndpoint(endpoint).endpoint];
    } catch {
      return [];
    }
  });
}
