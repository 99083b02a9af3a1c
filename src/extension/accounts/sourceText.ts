/** Where an account's keys come from, in a few words. Knows no VS Code. */
import { t } from "@vscode/l10n";
import type { CredentialSource } from "../../credentials/source.ts";
import { uriOrigin } from "../../credentials/uri.ts";

export function sourceText(credentials: CredentialSource): string {
  switch (credentials.source) {
    case "stored":
      return t("typed, in VS Code's secret storage");
    case "environment":
      return t("environment variables");
    case "ossutil": {
      const { profile, file = "~/.ossutilconfig" } = credentials;
      return profile === undefined ? file : t("profile {profile} of {file}", { profile, file });
    }
    case "cli": {
      const { profile } = credentials;
      return profile === undefined
        ? t("current profile of the Alibaba Cloud CLI")
        : t("profile {0} of the Alibaba Cloud CLI", profile);
    }
    case "instance-role":
      return credentials.role === undefined
        ? t("instance role")
        : t("instance role {0}", credentials.role);
    case "uri":
      return t("credentials URI at {0}", uriOrigin(credentials.uri));
    case "sample":
      return t("the sample server");
  }
}
