/** Which URI an object has as a file, and which object a URI names: with the account where another could be meant. */
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { fileScheme, fileUriParts, readFileUri } from "../../ossFiles/fileUri.ts";
import type { FileRef } from "../../ossFiles/objectFiles.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { sampleBucket } from "../accounts/sampleAccount.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";

export class FileUris {
  readonly #accounts: Pick<Accounts, "list" | "setting">;
  readonly #bucketAccounts: Pick<BucketAccounts, "known">;

  constructor(
    accounts: Pick<Accounts, "list" | "setting">,
    bucketAccounts: Pick<BucketAccounts, "known">,
  ) {
    this.#accounts = accounts;
    this.#bucketAccounts = bucketAccounts;
  }

  /** The key of a folder is empty or ends in `/`. */
  uriOf({ account, bucket, key }: ObjectRef): vscode.Uri {
    const isClear = this.#isTheOnlyOne(account, bucket, key);
    const parts = fileUriParts({ bucket, key, ...(!isClear && { account }) });
    return vscode.Uri.from({ scheme: fileScheme, ...parts });
  }

  /** The same object always with its account: for rows of a tree, of which there are many. */
  rowUriOf({ account, bucket, key }: ObjectRef): vscode.Uri {
    return vscode.Uri.from({ scheme: fileScheme, ...fileUriParts({ account, bucket, key }) });
  }

  /** An older version of an object, always with its account. */
  versionUriOf({ account, bucket, key }: ObjectRef, versionId: string): vscode.Uri {
    const parts = fileUriParts({ account, bucket, key, versionId });
    return vscode.Uri.from({ scheme: fileScheme, ...parts });
  }

  /**
   * Asks nobody. Throws a
   * `Refusal` where the URI names no bucket, no account of the settings, or could mean several.
   */
  refOf(uri: vscode.Uri): FileRef {
    const { account, bucket, key, versionId } = readFileUri(uri);
    const setting =
      account === undefined
        ? this.#bucketAccounts.known(bucket, key)
        : this.#accounts.setting(account);
    if (!setting) throw new Refusal("account-not-told", { bucket });
    return { account: setting.name, bucket, key, ...(versionId !== undefined && { versionId }) };
  }

  #isTheOnlyOne(account: string, bucket: string, key: string): boolean {
    const { accounts } = this.#accounts.list();
    const hasSample = bucket === sampleBucket && accounts.some(isSample);
    const mayRead = (setting: AccountSetting) => {
      if (setting.bucket !== undefined) {
        return setting.bucket === bucket && key.startsWith(setting.prefix ?? "");
      }
      return isSample(setting) === hasSample;
    };
    const possible = accounts.filter(mayRead);
    const isOne = possible.length === 1 && possible[0]?.name === account;
    return isOne && this.#bucketAccounts.known(bucket, key)?.name === account;
  }
}
