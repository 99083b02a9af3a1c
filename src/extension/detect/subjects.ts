/** Finds who answers for a target: an object and its account, or a local picture and where it goes. */
import * as vscode from "vscode";
import { formatObjectUri, type ObjectAddress } from "../../oss/address.ts";
import { OssError } from "../../oss/error.ts";
import { objectForPath } from "../../references/mappings.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { BucketOwners } from "../accounts/bucketOwners.ts";
import { leavesWorkspace } from "../references/workspaceFiles.ts";
import { readSetting } from "../settings.ts";
import { LocalSubject, type LocalSubjectServices, type UploadLocation } from "./localSubject.ts";
import { ObjectSubject, type ObjectSubjectServices } from "./objectSubject.ts";
import type { Subject } from "./subject.ts";
import type { Target } from "./target.ts";

export interface SubjectServices extends ObjectSubjectServices, LocalSubjectServices {
  readonly accounts: Accounts;
  readonly owners: BucketOwners;
}

/** Throws `OssError`, or a `CancellationError` when the person does not choose. */
export async function subjectOf(target: Target, services: SubjectServices): Promise<Subject> {
  if (target.kind === "object") return objectSubject(target.address, target.account, services);
  const mapped = mappedObject(target.uri);
  if (mapped) {
    const setting = await services.owners.find(mapped.bucket, mapped.key);
    return new ObjectSubject(setting, mapped, services, target.uri);
  }
  return localSubject(target.uri, services);
}

async function objectSubject(
  address: ObjectAddress,
  account: string | undefined,
  services: SubjectServices,
): Promise<Subject> {
  const { accounts, owners } = services;
  const setting =
    account === undefined
      ? await owners.find(address.bucket, address.key)
      : accounts.setting(account);
  return new ObjectSubject(setting, address, services);
}

/** The object that `pathMappings` gives a file of the workspace. */
export function mappedObject(file: vscode.Uri): ObjectAddress | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(file);
  if (!folder || !file.path.startsWith(`${folder.uri.path}/`)) return undefined;
  const path = file.path.slice(folder.uri.path.length + 1);
  return objectForPath(path, readSetting("pathMappings", folder));
}

async function localSubject(file: vscode.Uri, services: SubjectServices): Promise<Subject> {
  if (await leavesWorkspace(file)) throw outsideWorkspace(file);
  const location = uploadLocation(file);
  const setting = await services.owners.find(location.bucket, location.prefix);
  return new LocalSubject(file, setting, location, services);
}

/** Throws an {@link OssError} that says which setting to fill when there is no place to upload to. */
function uploadLocation(file: vscode.Uri): UploadLocation {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  const written = readSetting("uploadLocation", file);
  const location = /^oss:\/\/([^/]+)\/?(.*)$/s.exec(written);
  if (location?.[1]) return { bucket: location[1], prefix: location[2] ?? "" };
  const reason =
    written === ""
      ? `${name} is not in OSS as far as this workspace says`
      : `The setting ossImageLabels.uploadLocation ("${written.slice(0, 100)}") is not of the form oss://bucket/prefix`;
  throw new OssError({
    code: "no-upload-location",
    message: `${reason}. Map its folder to a bucket with ossImageLabels.pathMappings, or set ossImageLabels.uploadLocation to a location where a copy may be uploaded for the call.`,
    action: "openSettings",
  });
}

function outsideWorkspace(file: vscode.Uri): OssError {
  const path = vscode.workspace.asRelativePath(file, false);
  return new OssError({
    code: "outside-workspace",
    message: `${path} links to a file outside the workspace, which is not uploaded. Copy the picture into the workspace, or open its folder.`,
  });
}

/** For sentences: the object's URI or the file's path in the workspace. */
export function targetText(target: Target): string {
  if (target.kind === "object") return formatObjectUri(target.address);
  return vscode.workspace.asRelativePath(target.uri, false);
}
