/** Where an account's keys come from, in a few words. Knows no VS Code. */
import type { CredentialSource } from "../../credentials/source.ts";
import { uriOrigin } from "../../credentials/uri.ts";

export function sourceText(credentials: CredentialSource): string {
  switch (credentials.source) {
    case "stored":
      return "typed, in VS Code's secret storage";
    case "environment":
      return "environment variables";
    case "ossutil": {
      const { profile, file = "~/.ossutilconfig" } = credentials;
      return profile === undefined ? file : `profile ${profile} of ${file}`;
    }
    case "cli": {
      const { profile } = credentials;
      return `${profile === undefined ? "current profile" : `profile ${profile}`} of the Alibaba Cloud CLI`;
    }
    case "instance-role":
      return credentials.role === undefined ? "instance role" : `instance role ${credentials.role}`;
    case "uri":
      return `credentials URI at ${uriOrigin(credentials.uri)}`;
    case "sample":
      return "the sample server";
  }
}
