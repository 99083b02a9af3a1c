/**
 * What labels are called in the language that the person reads: from their own file, else from the glossary, else as a
 * language model translated it when they asked for that. Names that none of them has stay as they came.
 */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import * as z from "zod/mini";
import { Refusal } from "../../errors/refusal.ts";
import type { Glossary } from "../../glossary/glossary.ts";
import { readSuppliedNames, suppliedFormat } from "../../glossary/suppliedNames.ts";
import { grouped, plainLine, sentences } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { nameLanguage } from "../../labels/language.ts";
import { foldText } from "../../labels/search.ts";
import {
  asTheyCame,
  type LabelLanguage,
  labelLanguageTags,
  type Namer,
  type ShownName,
} from "../../labels/shownNames.ts";
import { wordsFor } from "../../messages/explain.ts";
import type { Log } from "../log.ts";
import { readSetting, settingsSection } from "../settings.ts";
import type { Ui } from "../ui.ts";

export interface LabelLanguagesServices {
  /** `undefined` where it cannot be read. */
  readonly glossary: () => Promise<Glossary | undefined>;
  readonly memory: vscode.Memento;
  readonly ui: Ui;
  readonly log: Log;
}

type OtherLanguage = Exclude<LabelLanguage, "original">;

/** Larger files are no lists of names. In bytes. */
const maxFile = 5_000_000;

const translatedKey = "translatedLabelNames";
const translatedSchema = z.record(z.string(), z.record(z.string(), z.string()));

export class LabelLanguages implements vscode.Disposable {
  readonly #services: LabelLanguagesServices;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  #watcher: vscode.Disposable | undefined;
  #language: LabelLanguage = "original";
  #namer: Namer = asTheyCame;
  #glossary: Glossary | undefined;
  /** Folded names of labels by the folded names that are shown for them, as files and models have it. */
  #originals: ReadonlyMap<string, readonly string[]> = new Map();
  #loading: Promise<void>;
  /** Counts the loads: what comes late of an older one is dropped. */
  #loads = 0;
  /** Another language, other names. */
  readonly onDidChange = this.#changed.event;

  constructor(services: LabelLanguagesServices) {
    this.#services = services;
    this.#listener = vscode.workspace.onDidChangeConfiguration((change) => {
      const isOurs =
        change.affectsConfiguration(`${settingsSection}.labelLanguage`) ||
        change.affectsConfiguration(`${settingsSection}.labelNames`);
      if (isOurs) void this.#reload();
    });
    this.#loading = this.#load();
  }

  get language(): LabelLanguage {
    return this.#language;
  }

  /** As far as names have been read by now; `onDidChange` tells of more. */
  get namer(): Namer {
    return this.#namer;
  }

  /** When all names have been read. */
  async ready(): Promise<Namer> {
    await this.#loading;
    return this.#namer;
  }

  /** Other folded names of the same thing, of which nothing is known until names have been read. */
  meanings(name: string): readonly string[] {
    const folded = foldText(name);
    const ours = this.#glossary?.sameThing(folded) ?? [];
    return [...new Set([...ours, ...(this.#originals.get(folded) ?? [])])];
  }

  /** Writes the setting where it is set, else for the person. */
  async choose(language: LabelLanguage): Promise<void> {
    const settings = vscode.workspace.getConfiguration(settingsSection);
    const isOfWorkspace = settings.inspect("labelLanguage")?.workspaceValue !== undefined;
    const { Global, Workspace } = vscode.ConfigurationTarget;
    await settings.update("labelLanguage", language, isOfWorkspace ? Workspace : Global);
  }

  /** Keeps what a language model made of names, so that it is not asked again. */
  async keepTranslations(
    language: OtherLanguage,
    names: ReadonlyMap<string, string>,
  ): Promise<void> {
    const all = this.#translations();
    const kept = Object.fromEntries([...Object.entries(all[language] ?? {}), ...names]);
    await this.#services.memory.update(translatedKey, { ...all, [language]: kept });
    await this.#reload();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#watcher?.dispose();
    this.#changed.dispose();
  }

  #reload(): Promise<void> {
    this.#loading = this.#load();
    return this.#loading;
  }

  async #load(): Promise<void> {
    const load = ++this.#loads;
    const before = this.#language;
    const language = this.#setting("labelLanguage", "original");
    const namer = language === "original" ? asTheyCame : await this.#namerFor(language);
    if (load !== this.#loads) return;
    this.#language = language;
    this.#namer = namer;
    if (language !== "original" || before !== "original") this.#changed.fire();
  }

  async #namerFor(language: OtherLanguage): Promise<Namer> {
    const [supplied, glossary] = await Promise.all([this.#supplied(), this.#services.glossary()]);
    const translated = new Map(Object.entries(this.#translations()[language] ?? {}));
    this.#glossary = glossary;
    this.#originals = originalsOf([...translated, ...supplied]);
    const found = new Map<string, ShownName | undefined>();
    const shownFor = (name: string): ShownName | undefined => {
      const folded = foldText(name);
      const own = supplied.get(folded);
      const ours = own ?? glossary?.otherName(name, language);
      const text = plainLine(ours ?? translated.get(folded) ?? "");
      if (text === "" || foldText(text) === folded) return undefined;
      const source = own !== undefined ? "file" : ours !== undefined ? "glossary" : "model";
      return { text, language: labelLanguageTags[language], source };
    };
    return (name) => {
      if (!found.has(name)) found.set(name, shownFor(name));
      return found.get(name);
    };
  }

  /** Names of the person's own file. What is wrong with it is told, and costs no more than its line. */
  async #supplied(): Promise<ReadonlyMap<string, string>> {
    this.#watcher?.dispose();
    this.#watcher = undefined;
    const written = this.#setting("labelNames", "").trim();
    if (written === "") return new Map();
    const file = fileUri(written);
    const format = suppliedFormat(written);
    if (!file || !format) {
      this.#tell([new Refusal("label-names-not-read", { file: written, reason: "kind" })]);
      return new Map();
    }
    this.#watch(file);
    try {
      const { size } = await vscode.workspace.fs.stat(file);
      if (size > maxFile) {
        this.#tell([new Refusal("label-names-not-read", { file: written, reason: "too-large" })]);
        return new Map();
      }
      const bytes = await vscode.workspace.fs.readFile(file);
      const { names, problems } = readSuppliedNames(new TextDecoder().decode(bytes), format);
      this.#tell(
        problems.map(
          ({ line, reason }) =>
            new Refusal("label-names-line", { file: written, line: String(line), reason }),
        ),
      );
      return names;
    } catch {
      // Whatever the reason is: it is not there for us.
      this.#tell([new Refusal("label-names-not-read", { file: written, reason: "missing" })]);
      return new Map();
    }
  }

  #watch(file: vscode.Uri): void {
    const folder = vscode.Uri.joinPath(file, "..");
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, name.replace(/[*?{}[\]]/g, "[$&]")),
    );
    const reload = () => void this.#reload();
    watcher.onDidChange(reload);
    watcher.onDidCreate(reload);
    watcher.onDidDelete(reload);
    this.#watcher = watcher;
  }

  /** The first as a message, all in the log. */
  #tell(problems: readonly Refusal[]): void {
    const words = problems.map(wordsFor);
    for (const sentence of words) this.#services.log.warn(sentence);
    const [first] = words;
    if (first === undefined) return;
    const others = words.length - 1;
    const text = sentences(first, others > 0 && t("The log tells of {0} more.", grouped(others)));
    void this.#services.ui.tell({ severity: "warning", text });
  }

  #translations(): Record<string, Record<string, string>> {
    const parsed = translatedSchema.safeParse(this.#services.memory.get(translatedKey) ?? {});
    return parsed.success ? parsed.data : {};
  }

  /** A wrong setting is told in the log: names stay as they came, which is never wrong. */
  #setting<Name extends "labelLanguage" | "labelNames">(
    name: Name,
    fallback: ReturnType<typeof readSetting<Name>>,
  ): ReturnType<typeof readSetting<Name>> {
    try {
      return readSetting(name);
    } catch (error) {
      this.#services.log.warn(wordsFor(error));
      return fallback;
    }
  }
}

function originalsOf(
  names: readonly (readonly [name: string, shown: string])[],
): ReadonlyMap<string, readonly string[]> {
  const originals = new Map<string, string[]>();
  for (const [name, shown] of names) {
    const folded = foldText(shown);
    originals.set(folded, [...(originals.get(folded) ?? []), name]);
  }
  return originals;
}

/** Absolute, or below the first folder of the workspace; `undefined` where there is none. */
function fileUri(written: string): vscode.Uri | undefined {
  if (/^(?:\/|[a-z]:[\\/]|\\\\)/i.test(written)) return vscode.Uri.file(written);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && vscode.Uri.joinPath(folder.uri, written.replaceAll("\\", "/"));
}

/** The names of labels and of their parents that are shown otherwise than they came. */
export function shownNamesOf(
  labels: readonly Label[],
  namer: Namer,
): (readonly [name: string, shown: ShownName])[] {
  const names = new Set(labels.flatMap(({ name, parent }) => [name, ...(parent ? [parent] : [])]));
  return [...names].flatMap((name) => {
    const shown = namer(name);
    return shown ? [[name, shown] as const] : [];
  });
}

/** Names of labels that no list has in the reader's language and that are not in it already. */
export function namesLacking(
  labels: readonly Label[],
  { language, namer }: { readonly language: LabelLanguage; readonly namer: Namer },
): string[] {
  if (language === "original") return [];
  const lacking = labels.filter((label) => {
    const own = nameLanguage(label)?.tag;
    const isOfLanguage =
      own !== undefined && own.slice(0, 2) === labelLanguageTags[language].slice(0, 2);
    return !isOfLanguage && isForeign(label.name, language) && namer(label.name) === undefined;
  });
  return [...new Set(lacking.map(({ name }) => name))];
}

/** A name of Latin letters may be of any language that has them, so it counts as read. */
function isForeign(name: string, language: OtherLanguage): boolean {
  const isHan = /\p{Script=Han}/u.test(name);
  return language === "zh-cn" ? !isHan : isHan;
}
