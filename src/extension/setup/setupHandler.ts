/** The command `ossImageLabels.checkSetup` as the command table takes it; loaded when it first runs. */
import type { Detection } from "../../labels/detection.ts";
import type { ObjectAddress } from "../../oss/address.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { BucketOwners } from "../accounts/bucketOwners.ts";
import type { OpenClientServices } from "../accounts/openClient.ts";
import type { FolderNode, TreeNode } from "../tree/nodes.ts";
import type { SetupCommand } from "./setupCommand.ts";

export interface SetupServices extends OpenClientServices {
  readonly accounts: Accounts;
  readonly owners: BucketOwners;
  /** Buckets that a person named, per account. */
  readonly namedBuckets: (account: string) => readonly string[];
  /** One billable call, whatever is known already; its answer is kept. Throws `OssError`. */
  readonly detect: (
    account: string,
    image: ObjectAddress,
    signal: AbortSignal,
  ) => Promise<Detection>;
  /** Of the extension. */
  readonly version: string;
}

/** What menus, buttons and programs name an account by: a node of the tree, or its name. */
export type SetupArgument = string | TreeNode | undefined;

/** Resolves when the person has left the checklist. `second` is a bucket, or the selection of a menu. */
export type SetupHandler = (argument?: SetupArgument, second?: unknown) => Promise<void>;

export function setupHandler(services: SetupServices): SetupHandler {
  let loaded: Promise<SetupCommand> | undefined;
  return async (argument, second) => {
    loaded ??= import("./setupCommand.ts").then(({ SetupCommand }) => new SetupCommand(services));
    const { account, bucket } = named(argument);
    const other = typeof second === "string" ? second : undefined;
    return (await loaded).run(account, bucket ?? other);
  };
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
