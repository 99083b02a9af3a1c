/** The places on this machine that could give keys, as rows to choose. Reads names and modes, never shows a key. */

import { t } from "@vscode/l10n";
import { listCliProfiles } from "../../../credentials/cli.ts";
import { cliFileShownAs } from "../../../credentials/cliFile.ts";
import { shownPath } from "../../../credentials/credentialsFile.ts";
import { environmentCredentials } from "../../../credentials/environment.ts";
import { listOssutilProfiles } from "../../../credentials/ossutil.ts";
import { ossutilPath } from "../../../credentials/ossutilFile.ts";
import { endpointHost, type ListedProfile, regionName } from "../../../credentials/profileList.ts";
import { Refusal } from "../../../errors/refusal.ts";
import { joined } from "../../../labels/format.ts";
import { problemOf, wordsFor } from "../../../messages/explain.ts";
import type { SourceChoice } from "./answers.ts";

export interface CredentialOffer {
  /** A codicon. */
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** True where it gives no keys as it is; `detail` says why. */
  readonly isBroken?: boolean;
  /** What choosing it answers; absent for a row that only says what is wrong with a file. */
  readonly answer?: CredentialAnswer;
  readonly group?: string;
}

export interface CredentialAnswer {
  readonly source: SourceChoice;
  readonly profile?: string;
  /** A region or endpoint that the profile names, to begin with. */
  readonly place?: string;
  /** Beside an endpoint that does not tell it. */
  readonly region?: string;
}

export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly homeFolder: string;
  readonly now: Date;
}

/** All rows. Never rejects: a file that cannot be read is a row that says why. */
export async function credentialOffers(machine: Machine): Promise<CredentialOffer[]> {
  const elsewhere = t("Elsewhere");
  const [ossutil, cli] = await Promise.all([ossutilOffers(machine), cliOffers(machine)]);
  return [
    {
      icon: "key",
      label: t("Type an AccessKey"),
      detail: t("Kept in VS Code's secret storage on this machine, never in the settings."),
      answer: { source: "stored" },
    },
    environmentOffer(machine.env),
    ...ossutil,
    ...cli,
    {
      icon: "server",
      label: t("Instance role"),
      detail: t("The RAM role of the ECS instance that this extension runs on."),
      answer: { source: "instance-role" },
      group: elsewhere,
    },
    {
      icon: "link",
      label: t("Credentials URI"),
      detail: t("A service on this machine, or an https address, that hands out temporary keys."),
      answer: { source: "uri" },
      group: elsewhere,
    },
    {
      icon: "file",
      label: t("Another ossutil config file…"),
      answer: { source: "ossutil-file" },
      group: elsewhere,
    },
  ];
}

/** The profiles of one file of ossutil, at an absolute path. Rejects with `credentials-file-…`. */
export async function profileOffers(
  file: string,
  homeFolder: string,
  source: "ossutil" | "ossutil-file",
): Promise<CredentialOffer[]> {
  const { profiles } = await listOssutilProfiles(file, homeFolder);
  const shownAs = shownPath(file, homeFolder);
  return profiles.map((profile) => profileOffer(source, profile, "ossutil", shownAs));
}

async function ossutilOffers({ env, homeFolder }: Machine): Promise<CredentialOffer[]> {
  const file = ossutilPath(homeFolder, env, undefined);
  const group = `ossutil: ${shownPath(file, homeFolder)}`;
  return orProblem(group, () => profileOffers(file, homeFolder, "ossutil"));
}

async function cliOffers(machine: Machine): Promise<CredentialOffer[]> {
  const tool = "Alibaba Cloud CLI";
  return orProblem(`${tool}: ${cliFileShownAs}`, async () => {
    const { profiles, current } = await listCliProfiles(machine);
    return profiles.map((profile) =>
      profileOffer("cli", profile, tool, cliFileShownAs, profile.name === current),
    );
  });
}

function profileOffer(
  source: "ossutil" | "ossutil-file" | "cli",
  { name, mode, region, endpoint, usable }: ListedProfile,
  tool: string,
  shownAs: string,
  isCurrent = false,
): CredentialOffer {
  const place = endpoint ?? region;
  const facts = [mode, endpoint ?? region, isCurrent && t("current")];
  return {
    icon: usable === true ? "account" : "warning",
    label: name,
    description: facts.filter(Boolean).join(" · "),
    ...(usable !== true && {
      detail: wordsFor(usable.with({ place: t("this profile") })),
      isBroken: true,
    }),
    answer: { source, profile: name, ...(place && { place }), ...(region && { region }) },
    group: `${tool}: ${shownAs}`,
  };
}

const keyVariable =
  /^(?:OSS|ALIBABA_CLOUD|ALIBABACLOUD|ALICLOUD)_(?:ACCESS_KEY_(?:ID|SECRET)|SESSION_TOKEN|SECURITY_TOKEN)$/;

function environmentOffer(env: NodeJS.ProcessEnv): CredentialOffer {
  const set = Object.keys(env).filter((name) => keyVariable.test(name) && env[name]?.trim());
  const place = endpointHost(env["OSS_ENDPOINT"]) ?? regionName(env["OSS_REGION"]);
  const region = regionName(env["OSS_REGION"]);
  const problem = set.length === 0 ? undefined : problemOf(() => environmentCredentials(env));
  return {
    icon: problem === undefined ? "terminal" : "warning",
    label: t("Environment variables"),
    description: set.length === 0 ? t("none is set now") : joined(set.sort()),
    detail: problem ?? t("OSS_ACCESS_KEY_… or ALIBABA_CLOUD_…, from where VS Code was started."),
    ...(problem !== undefined && { isBroken: true }),
    answer: { source: "environment", ...(place && { place }), ...(region && { region }) },
  };
}

/** A missing file is no news; any other trouble with it is. */
async function orProblem(
  group: string,
  list: () => Promise<CredentialOffer[]>,
): Promise<CredentialOffer[]> {
  try {
    return await list();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "credentials-file-missing") return [];
    return [{ icon: "warning", label: t("Cannot be used"), detail: wordsFor(error), group }];
  }
}
