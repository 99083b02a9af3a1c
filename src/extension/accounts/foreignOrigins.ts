/** Which servers outside of OSS an account's signed requests go to. Knows no VS Code. */
import { readEndpoint } from "../../oss/endpoint.ts";
import type { AccountSetting } from "../settingsSchema.ts";

/**
 * The origins, sorted, of an account's endpoint and domains that are not OSS's own hosts. Between those no key needs
 * to be kept from one or the other. What cannot be read is left out: no request goes there.
 */
export function foreignOrigins({ endpoint, customDomains = {} }: AccountSetting): string[] {
  const written = [...(endpoint === undefined ? [] : [endpoint]), ...Object.values(customDomains)];
  return [...new Set(written.flatMap(foreignOrigin))].sort();
}

function foreignOrigin(written: string): string[] {
  try {
    const { kind, endpoint } = readEndpoint(written);
    return kind === "path" || kind === "custom-domain" ? [endpoint] : [];
  } catch {
    return [];
  }
}
