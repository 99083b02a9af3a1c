/** The tool that tells a model what is in an image. It asks the person before a call that is billed. */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import * as z from "zod/mini";
import { toDetection } from "../../detection/detector.ts";
import { Refusal } from "../../errors/refusal.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import type { Detection } from "../../labels/detection.ts";
import { sentences } from "../../labels/format.ts";
import { codeSpan } from "../../labels/report.ts";
import { wordsFor } from "../../messages/explain.ts";
import { scrub } from "../../oss/scrub.ts";
import type { DetectOptions } from "../detect/detectLabels.ts";
import type { Image } from "../images/image.ts";
import type { Images } from "../images/images.ts";
import type { LabelStore } from "../images/labelStore.ts";
import { readTarget, type Target, targetText, thresholdFor, wholePath } from "../images/target.ts";
import { isCancellation } from "../present.ts";
import { readSetting } from "../settings.ts";

const inputSchema = z.object({
  image: z.string().check(z.minLength(1), z.maxLength(4096)),
  threshold: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
});

type Input = z.infer<typeof inputSchema>;

export interface ToolServices {
  readonly images: Images;
  readonly labels: LabelStore;
  readonly detect: (
    target: Target,
    options: DetectOptions,
    signal: AbortSignal,
  ) => Promise<Detection>;
}

/** The image and the threshold, 0–1, as the question named them; files and settings may change before the answer. */
interface Confirmed {
  readonly target: Target;
  readonly threshold: number;
  /** Of a file: when it was written, and its size. */
  readonly version: string;
}

const maxAsked = 100;

export class DetectTool implements vscode.LanguageModelTool<Input> {
  readonly #services: ToolServices;
  /** What people were asked about, by the input; each agreement is for one call. */
  readonly #asked = new Map<string, Confirmed[]>();

  constructor(services: ToolServices) {
    this.#services = services;
  }

  async prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<Input>): Promise<vscode.PreparedToolInvocation> {
    return forModel(() => this.#prepare(input));
  }

  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<Input>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => controller.abort());
    try {
      return await forModel(async () => {
        const { signal } = controller;
        const confirmed = this.#asked.get(nameOf(input))?.pop();
        if (!confirmed) return toolText(await this.#known(input, signal));
        const { target, threshold, version } = confirmed;
        if ((await versionOf(target)) !== version) throw notConfirmed(target);
        const options = { threshold, show: false } as const;
        return toolText(await this.#services.detect(target, options, signal));
      });
    } finally {
      listener.dispose();
    }
  }

  /** Without a person's word for it, only what is stored is answered: what was known may have changed since. */
  async #known(input: unknown, signal: AbortSignal): Promise<Detection> {
    const { target, threshold } = await readInput(input);
    const image = await this.#services.images.open(target);
    const stored = await image.known({ spend: "requests", signal });
    if (!stored || stored.threshold > threshold) {
      throw notConfirmed(target);
    }
    const object = image.object ?? stored.object;
    return toDetection({ object, threshold, stored, fromCache: true, possiblyBilledCalls: 0 });
  }

  #remember(name: string, confirmed: Confirmed): void {
    const before = this.#asked.get(name) ?? [];
    this.#asked.delete(name);
    this.#asked.set(name, [...before, confirmed].slice(-maxAsked));
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > maxAsked && oldest !== undefined) this.#asked.delete(oldest);
  }

  async #prepare(input: Input): Promise<vscode.PreparedToolInvocation> {
    const { target, threshold } = await readInput(input);
    // VS Code reads both texts as Markdown, and a model or a stranger may have made up the name.
    const name = codeSpan(targetText(target));
    const invocationMessage = t("Detecting labels of {0}", name);
    const image = await this.#services.images.open(target);
    if (await isKnown(image, threshold)) {
      this.#asked.delete(nameOf(input));
      return { invocationMessage };
    }
    this.#remember(nameOf(input), { target, threshold, version: await versionOf(target) });
    const what =
      target.kind === "file"
        ? t(
            "Unless the file is mapped to an object, a copy of {0} is uploaded and then deleted.",
            name,
          )
        : t("Labels of {0} are not known yet.", name);
    const cost = image.isFree
      ? t("Sample account: nothing is billed.")
      : t("1 billable call, at {currency} {perThousandCalls} for 1,000 calls.", {
          currency: readSetting("currency"),
          perThousandCalls: readSetting("pricePerThousandCalls"),
        });
    const message = sentences(what, cost);
    return { invocationMessage, confirmationMessages: { title: t("Detect labels"), message } };
  }
}

function notConfirmed(target: Target): Refusal {
  return new Refusal("not-confirmed", { name: targetText(target) });
}

/** The bytes of an object are not asked about before a person has agreed, so its version is not known. */
async function versionOf(target: Target): Promise<string> {
  if (target.kind === "object") return "";
  const { mtime, size } = await vscode.workspace.fs.stat(target.uri);
  return `${mtime} ${size}`;
}

function nameOf(input: unknown): string {
  return JSON.stringify(input) ?? "";
}

/** A model can act on a sentence; it must not see what was not meant to be shown. */
export async function forModel<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isCancellation(error) ? new vscode.CancellationError() : new Error(wordsFor(error));
  }
}

/**
 * Whether a detection would cost nothing. A model may have made up the key of an object, and a HEAD would carry it
 * to the bucket's log: none is sent before a person agreed, unless the index knows the object.
 */
async function isKnown(image: Image, threshold: number): Promise<boolean> {
  const reaches = (stored: StoredDetection | undefined) =>
    stored !== undefined && stored.threshold <= threshold;
  if (image.object && !reaches(await image.known({ spend: "nothing" }))) return false;
  return reaches(await image.known({ spend: "requests" }));
}

async function readInput(input: unknown): Promise<{ target: Target; threshold: number }> {
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) {
    throw new Refusal("invalid-input", {});
  }
  const { image, threshold } = parsed.data;
  const isAddress = /^(?:oss|https?):/i.test(image);
  const target = isAddress ? readTarget(image) : await fileInWorkspace(image);
  return { target, threshold: threshold ?? thresholdFor(target) };
}

/** A model may name files of the workspace only, so that it cannot have others uploaded. */
async function fileInWorkspace(path: string): Promise<Target> {
  const named = filesNamed(path);
  for (const uri of named) {
    const isThere = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (isThere) return { kind: "file", uri };
  }
  // A file that does not exist is refused like any other.
  const [uri] = named;
  if (uri) return { kind: "file", uri };
  throw new Refusal("outside-workspace", { reason: "not-a-file", file: scrub(path) });
}

/** What a path means in each folder of the workspace; `..` is resolved first. */
function filesNamed(path: string): vscode.Uri[] {
  // An address of another kind is not a path, and may be a secret.
  if (path.includes("://") && !/^file:/i.test(path)) return [];
  const absolute = absolutePath(path);
  const relative = path.replaceAll("\\", "/");
  return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => {
    const from = absolute === undefined ? uri : uri.with({ path: absolute });
    const file = vscode.Uri.joinPath(from, absolute === undefined ? relative : ".");
    return file.path.startsWith(`${uri.path}/`) ? [file] : [];
  });
}

/** As in a URI; `undefined` for a relative path. */
function absolutePath(path: string): string | undefined {
  if (/^file:\/\//i.test(path)) return wholePath(vscode.Uri.parse(path));
  return /^(?:[\\/]|[a-z]:[\\/])/i.test(path) ? vscode.Uri.file(path).path : undefined;
}

/** A tool's result: what it found, as JSON. */
export function toolText(value: unknown): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([
    new vscode.LanguageModelTextPart(JSON.stringify(value)),
  ]);
}
