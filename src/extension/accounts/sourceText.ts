/** Where an account's keys come from, in a few words. Knows no VS Code. */
import type { AccountSetting } from "../settingsSchema.ts";

export function sourceText(credentials: AccountSetting["credentials"]): string {
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
      // Its path and query may hold a secret.
      return `credentials URI at ${URL.canParse(credentials.uri) ? new URL(credentials.uri).origin : "no address"}`;
    case "sample":
      return "the sample server";
  }
}
