/** The command that checks the setup of an account; what it needs is loaded when it first runs. */
import { readNode } from "../commandArgument.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { SetupCommand, SetupServices } from "./setupCommand.ts";

export function setupCommands(services: SetupServices) {
  let loaded: Promise<SetupCommand> | undefined;
  return {
    /**
     * Of the account of a node or a name, else of one that is asked for; `second` is a bucket, or the selection of a
     * menu. Resolves when the person has left the checklist.
     */
    checkSetup: async (argument?: unknown, second?: unknown): Promise<void> => {
      loaded ??= import("./setupCommand.ts").then(({ SetupCommand }) => new SetupCommand(services));
      const named = typeof argument === "string" ? argument : undefined;
      const node = readNode(argument);
      const bucket = typeof second === "string" ? second : undefined;
      return (await loaded).run(named ?? node?.account, node?.bucket ?? bucket);
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}
