/** Where a served VS Code keeps its settings, state and extensions. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openerExtension, readManifest, repository } from "../repository.ts";
import { type Settings, writeServedSettings } from "./settings.ts";

export interface Profile {
  readonly folder: string;
  readonly userData: string;
  readonly extensions: string;
}

/** A profile that is kept; its settings are written once, and the person may change them. */
export async function keptProfile(folder: string, settings: Settings): Promise<Profile> {
  const profile = await profileIn(folder);
  if (!existsSync(path.join(profile.userData, "User", "settings.json"))) {
    await writeServedSettings(profile.userData, settings);
  }
  return profile;
}

/** A profile of its own for one run; delete it with `discard`. */
export async function freshProfile(settings: Settings): Promise<Profile> {
  const profile = await profileIn(await mkdtemp(path.join(tmpdir(), "oss-image-labels-")));
  await writeServedSettings(profile.userData, settings);
  return profile;
}

export async function discard(profile: Profile): Promise<void> {
  await rm(profile.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Installs this repository as an extension, by a link: what is built is what runs. */
export async function linkExtension(profile: Profile): Promise<void> {
  const { publisher, name, version } = readManifest();
  const linkOfAnyVersion = `${publisher}.${name}-`;
  const present = await readdir(profile.extensions);
  // VS Code looks into the folder only when this list of its contents is missing.
  const outdated = present.filter(
    (entry) => entry === "extensions.json" || entry.startsWith(linkOfAnyVersion),
  );
  for (const entry of outdated) await rm(path.join(profile.extensions, entry), { recursive: true });
  const link = path.join(profile.extensions, `${linkOfAnyVersion}${version}`);
  await symlink(repository, link, "junction");
}

/** Lets our view be what the window opens with. Before `linkExtension`, after which VS Code looks. */
export async function linkOpener({ extensions }: Profile): Promise<void> {
  const link = path.join(extensions, "oss-image-labels-tools.opener-0.0.1");
  await rm(link, { recursive: true, force: true });
  await symlink(openerExtension, link, "junction");
}

async function profileIn(folder: string): Promise<Profile> {
  const profile = {
    folder,
    userData: path.join(folder, "user-data"),
    extensions: path.join(folder, "extensions"),
  };
  await mkdir(profile.userData, { recursive: true });
  await mkdir(profile.extensions, { recursive: true });
  return profile;
}
