/** The command that shows what the label index keeps; what it needs is loaded when it first runs. */
import type { CommandId, Handler } from "../commandIds.ts";
import type { InspectServices } from "./inspection.ts";

export function indexCommands(services: InspectServices) {
  return {
    inspectIndex: async (): Promise<void> =>
      (await import("./inspection.ts")).inspectIndex(services),
  } satisfies Partial<Record<CommandId, Handler>>;
}
