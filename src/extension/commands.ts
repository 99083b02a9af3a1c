/** Every command, put together from those of the features. One place shows what goes wrong in them. */
import * as vscode from "vscode";
import { type CommandId, commandIds, extensionId, type Handler } from "./commandIds.ts";
import type { Log } from "./log.ts";
import { present } from "./present.ts";
import type { ProgramCommand } from "./programs.ts";
import { settingsSection } from "./settings.ts";
import type { Ui } from "./ui.ts";

/** Commands that no feature owns. */
export function windowCommands(log: Log) {
  return {
    openSettings: (name?: unknown) =>
      vscode.commands.executeCommand(
        "workbench.action.openSettings",
        typeof name === "string" && name !== ""
          ? `@id:${settingsSection}.${name}`
          : `@ext:${extensionId}`,
      ),
    showLog: () => log.show(),
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** Commands as people call them: an error is shown. Those of `programs` throw it, where a program calls. */
export function commandTable(
  handlers: Readonly<Record<CommandId, Handler>>,
  programs: Readonly<Partial<Record<CommandId, ProgramCommand>>>,
  services: { readonly ui: Ui; readonly log: Log },
): Readonly<Record<CommandId, Handler>> {
  const shown = (handler: Handler): Handler =>
    async function run(...args): Promise<unknown> {
      try {
        return await handler(...args);
      } catch (error) {
        present(error, services, () => run(...args));
        return undefined;
      }
    };
  const table = Object.fromEntries(
    Object.entries(handlers).map(([id, handler]) => [id, shown(handler)]),
  ) as Record<CommandId, Handler>;
  for (const id of commandIds) {
    const forPeople = table[id];
    const program = programs[id];
    if (!program) continue;
    table[id] = (...given) =>
      program.isCalledByProgram(given) ? program.run(given) : forPeople(...given);
  }
  return table;
}
