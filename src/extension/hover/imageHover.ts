/** Hovers over image paths in code. They ask nothing that costs, and nothing at all of foreign hosts. */
import * as vscode from "vscode";
import { formatObjectUri, type ObjectAddress } from "../../oss/address.ts";
import type { Comparison, LocalCopies } from "../detect/localCopy.ts";
import { argumentOf, type Target } from "../detect/target.ts";
import {
  type FoundReference,
  type ImageReferences,
  targetOf,
} from "../references/imageReferences.ts";
import { fileFacts } from "./fileFacts.ts";
import { type HoverLink, labelMarkdown } from "./labelMarkdown.ts";
import { type KnownFacts, type ObjectFactsServices, objectFacts } from "./objectFacts.ts";

export interface HoverServices extends ObjectFactsServices {
  readonly references: ImageReferences;
  readonly copies: LocalCopies;
}

export function imageHover(services: HoverServices): vscode.HoverProvider {
  return {
    async provideHover(document, position, token) {
      const found = await services.references.at(document, position);
      const resolution = found?.resolution;
      if (!found || !resolution || token.isCancellationRequested) return undefined;
      const target = targetOf(resolution, document);
      const object = resolution.kind === "object" ? resolution.address : resolution.object;
      const ofObject: KnownFacts = object ? await objectFacts(object, services) : {};
      const facts: KnownFacts =
        target.kind === "file"
          ? { ...ofObject, ...(await fileFacts(target.uri, services, ofObject.answer)) }
          : ofObject;
      const copy = target.kind === "file" && object && (await copyOf(target.uri, object, services));
      if (token.isCancellationRequested) return undefined;
      const markdown = labelMarkdown({
        ...facts,
        compact: true,
        name: nameOf(target),
        ...(copy && { remark: copyRemark(copy) }),
        ...noteOf(found, facts),
        links: found.reference.detectable ? linksFor(target, facts, copy) : [],
      });
      return new vscode.Hover(markdown, found.range);
    },
  };
}

/** Relative to the workspace, with `/` on every system. */
function nameOf(target: Target): string {
  if (target.kind === "object") return formatObjectUri(target.address);
  return vscode.workspace.asRelativePath(target.uri, false).replaceAll("\\", "/");
}

function noteOf({ reference }: FoundReference, facts: KnownFacts): { note?: string } {
  const note = reference.undetectableReason ?? facts.note;
  return note === undefined ? {} : { note };
}

/** A file's object, and whether they are known to be the same picture. */
interface Copy {
  readonly object: ObjectAddress;
  readonly comparison: Comparison | undefined;
}

async function copyOf(
  file: vscode.Uri,
  object: ObjectAddress,
  { copies }: HoverServices,
): Promise<Copy> {
  return { object, comparison: await copies.recall(file, object) };
}

function copyRemark({ object, comparison }: Copy): string {
  const same = comparison === "same" ? " (the same picture)" : "";
  const other = comparison === "different" ? " (another picture)" : "";
  return `In OSS: ${formatObjectUri(object)}${same}${other}`;
}

function linksFor(target: Target, facts: KnownFacts, copy: Copy | false | undefined): HoverLink[] {
  const argument = argumentOf(target);
  const cost = facts.isFree ? "sample account, nothing is billed" : "1 billable call";
  const main: HoverLink = facts.answer
    ? { title: "Open labels", command: "openPanel", arguments: [argument] }
    : { title: `Detect labels (${cost})`, command: "detectReference", arguments: [argument] };
  if (!copy || copy.comparison) return [main];
  return [main, { title: "Compare", command: "compareWithObject", arguments: [argument] }];
}
