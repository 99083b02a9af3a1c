/** "Compare with Its Object": says whether a mapped file and its object are the same picture. One HEAD, no detection. */
import * as vscode from "vscode";
import { OssError } from "../../oss/error.ts";
import { comparisonSentence } from "./localCopy.ts";
import { mappedObject, type SubjectServices, targetText } from "./subjects.ts";
import type { Target } from "./target.ts";

/** Throws an {@link OssError} when the target is no file in a mapped folder. */
export async function compareWithObject(
  target: Target,
  { owners, client, copies }: SubjectServices,
): Promise<void> {
  const object = target.kind === "file" ? mappedObject(target.uri) : undefined;
  if (target.kind !== "file" || !object) throw notMapped(targetText(target));
  const { name } = await owners.find(object.bucket);
  const head = await (await client(name)).headObject(object);
  const result = await copies.compare(target.uri, object, head);
  void vscode.window.showInformationMessage(comparisonSentence(result, targetText(target)));
}

function notMapped(name: string): OssError {
  return new OssError({
    code: "not-mapped",
    message: `${name} is in no folder that is mapped to OSS, so there is nothing to compare it with. Map its folder in ossImageLabels.pathMappings.`,
    action: "openSettings",
  });
}
