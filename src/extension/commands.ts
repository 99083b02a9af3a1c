/** Every command, put together from those of the features. One place shows what goes wrong in them. */
import * as vscode from "vscode";
import { type CommandId, extensionId, type Handler } from "./commandIds.ts";
import { detectForProgram, isCalledByProgram } from "./detect/detectForProgram.ts";
import type { DetectServices } from "./detect/detectLabels.ts";
import type { Log } from "./log.ts";
import { present } from "./present.ts";
import { settingsSection } from "./settings.ts";

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

/** Commands as people call them: an error is shown. Only `detect` throws it, where a program calls. */
export function commandTable(
  handlers: Readonly<Record<CommandId, Handler>>,
  services: DetectServices,
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
  return {
    ...table,
    detect: (...given) =>
      isCalledByProgram(given) ? detectForProgram(given, services) : table.detect(...given),
  };
}
