/** The command that checks the setup of an account; what it needs is loaded when it first runs. */
import type { CommandId, Handler } from "../commandIds.ts";
import type { FolderNode, TreeNode } from "../tree/nodes.ts";
import type { SetupCommand, SetupServices } from "./setupCommand.ts";

/** What menus, buttons and programs name an account by: a node of the tree, or its name. */
type SetupArgument = string | TreeNode | undefined;

export function setupCommands(services: SetupServices) {
  let loaded: Promise<SetupCommand> | undefined;
  return {
    /** Resolves when the person has left the checklist. `second` is a bucket, or the selection of a menu. */
    checkSetup: async (argument?: SetupArgument, second?: unknown): Promise<void> => {
      loaded ??= import("./setupCommand.ts").then(({ SetupCommand }) => new SetupCommand(services));
      const { account, bucket } = named(argument);
      const other = typeof second === "string" ? second : undefined;
      return (await loaded).run(account, bucket ?? other);
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}

function named(argument: SetupArgument): { account?: string; bucket?: string } {
  if (typeof argument === "string") return { account: argument };
  switch (argument?.kind) {
    case "account":
      return { account: argument.setting.name };
    case "bucket":
    case "prefix":
    case "object":
      return { account: argument.account, bucket: argument.bucket };
    case "more":
      return named(argument.parent satisfies FolderNode);
    case "note":
      return named(argument.parent);
    default:
      return {};
  }
}
