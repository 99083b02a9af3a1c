/** The commands about accounts as the command table takes them; what they need is loaded when one of them runs. */
import type {
  AccountArgument,
  AccountCommandServices,
  AccountCommands,
} from "./accountCommands.ts";

export interface AccountHandlers {
  addAccount(): Promise<void>;
  /** Of the account of a node or a name, else of one that is asked for; `part` is what to change, if that is clear. */
  editAccount(account?: AccountArgument, part?: unknown, bucket?: unknown): Promise<void>;
  renameAccount(account?: AccountArgument): Promise<void>;
  removeAccount(account?: AccountArgument): Promise<void>;
  moveAccountUp(account?: AccountArgument): Promise<void>;
  moveAccountDown(account?: AccountArgument): Promise<void>;
}

export function accountHandlers(services: AccountCommandServices): AccountHandlers {
  let loaded: Promise<AccountCommands> | undefined;
  const commands = () => {
    loaded ??= import("./accountCommands.ts").then(
      ({ AccountCommands }) => new AccountCommands(services),
    );
    return loaded;
  };
  return {
    addAccount: async () => (await commands()).add(),
    editAccount: async (account, part, bucket) => (await commands()).edit(account, part, bucket),
    renameAccount: async (account) => (await commands()).rename(account),
    removeAccount: async (account) => (await commands()).remove(account),
    moveAccountUp: async (account) => (await commands()).move(account, -1),
    moveAccountDown: async (account) => (await commands()).move(account, 1),
  };
}
