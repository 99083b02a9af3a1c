/** The parts of package.json that the tests compare with the code. */
import { readRepositoryFile } from "./sources.ts";

export interface Manifest {
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
    readonly configuration: {
      readonly properties: Readonly<Record<string, ContributedSetting>>;
    };
  };
}

export interface ContributedSetting {
  readonly default?: unknown;
  readonly scope?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

export function readManifest(): Manifest {
  return JSON.parse(readRepositoryFile("package.json"));
}
