/** Hovers over image paths in code. They ask nothing that costs, and nothing at all of foreign hosts. */
import * as vscode from "vscode";
import { formatObjectUri } from "../../oss/address.ts";
import type { Target } from "../detect/target.ts";
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
}

export function imageHover(services: HoverServices): vscode.HoverProvider {
  return {
    async provideHover(document, position, token) {
      const found = await services.references.at(document, position);
      const [resolution] = found?.resolutions ?? [];
      if (!found || !resolution || token.isCancellationRequested) return undefined;
      const target = targetOf(resolution, document);
      const object = resolution.kind === "object" ? resolution.address : resolution.object;
      const ofObject: KnownFacts = object ? await objectFacts(object, services) : {};
      const facts: KnownFacts =
        target.kind === "file"
          ? { ...ofObject, ...(await fileFacts(target.uri, services, ofObject.answer)) }
          : ofObject;
      if (token.isCancellationRequested) return undefined;
      const markdown = labelMarkdown({
        ...facts,
        compact: true,
        name: nameOf(target),
        ...(target.kind === "file" && object && { remark: `In OSS: ${formatObjectUri(object)}` }),
        ...noteOf(found, facts),
        links: found.reference.detectable ? linksFor(target, facts) : [],
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

function linksFor(target: Target, facts: KnownFacts): HoverLink[] {
  const argument =
    target.kind === "object" ? formatObjectUri(target.address) : target.uri.toString();
  if (facts.answer) return [{ title: "Open labels", command: "openPanel", arguments: [argument] }];
  const cost = facts.isFree ? "sample account, nothing is billed" : "1 billable call";
  return [{ title: `Detect labels (${cost})`, command: "detectReference", arguments: [argument] }];
}
