/** The parts of package.json that the tests compare with the code, with its texts in English. */
import { withTexts } from "../../../tools/l10n/manifestTexts.ts";
import { readRepositoryFile } from "./sources.ts";

export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly main: string;
  readonly engines: { readonly vscode: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { command: string; title?: string; category?: string }[];
    readonly menus: Readonly<Record<string, readonly { command?: string; submenu?: string }[]>>;
    readonly keybindings?: readonly { command: string }[];
    readonly viewsWelcome: readonly { contents: string }[];
    readonly walkthroughs: readonly Walkthrough[];
    readonly configuration: readonly {
      readonly title: string;
      readonly order: number;
      readonly properties: Readonly<Record<string, ContributedSetting>>;
    }[];
  };
}

export interface Walkthrough {
  readonly id: string;
  readonly steps: readonly {
    readonly id: string;
    readonly description: string;
    readonly media: { readonly svg: string; readonly altText: string };
    readonly completionEvents: readonly string[];
  }[];
}

/** Of a text: what it must match, and what the settings say where it does not. */
export interface Pattern {
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
}

export interface ContributedSetting extends Pattern {
  readonly type?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly defaultSnippets?: readonly { readonly body: unknown }[];
  readonly items?: ContributedSetting;
  readonly scope?: string;
  readonly order?: number;
  readonly propertyNames?: Pattern;
  readonly additionalProperties?: Pattern;
  readonly description?: string;
  readonly markdownDescription?: string;
}

/** All settings, of whatever group. */
export function settingsOf({
  contributes,
}: Manifest): Readonly<Record<string, ContributedSetting>> {
  const entries = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  return Object.fromEntries(entries);
}

export function readManifest(): Manifest {
  const texts = JSON.parse(readRepositoryFile("package.nls.json"));
  return withTexts(JSON.parse(readRepositoryFile("package.json")), texts);
}
