/** Completes keys from the service with as few requests as will do. Knows no VS Code. */
import type { ListedObject, ObjectPage } from "../../oss/calls/listObjects.ts";

/** Where a key is, and how it begins. */
export interface KeyBeginning {
  readonly account: string;
  readonly bucket: string;
  readonly prefix: string;
}

/** What is in one folder and begins as asked; `isWhole` when there is no more of it. */
export interface KeyCompletions {
  /** Each ends in `/`. */
  readonly folders: readonly string[];
  readonly objects: readonly ListedObject[];
  readonly isWhole: boolean;
}

/** Names that one request is asked for. */
export const maxCompletions = 200;

/** Lists one page of one folder. */
export type ListKeys = (
  beginning: KeyBeginning,
  options: { readonly delimiter: string; readonly maxKeys: number; readonly signal: AbortSignal },
) => Promise<ObjectPage>;

interface Answer {
  readonly beginning: KeyBeginning;
  readonly completions: KeyCompletions;
}

export class KeyCompletion {
  readonly #list: ListKeys;
  /** Of one question to the person: what changes in OSS meanwhile is seen with the next. */
  readonly #answers: Answer[] = [];

  constructor(list: ListKeys) {
    this.#list = list;
  }

  /** What earlier answers tell; `undefined` where only the service knows. */
  known(beginning: KeyBeginning): KeyCompletions | undefined {
    const answer = this.#answers.find((one) => answers(one, beginning));
    return answer && narrowed(answer.completions, beginning.prefix);
  }

  /** One request, of the PUT class, unless an earlier answer will do. Rejects with a `Failure`. */
  async of(beginning: KeyBeginning, signal: AbortSignal): Promise<KeyCompletions> {
    const known = this.known(beginning);
    if (known) return known;
    const options = { delimiter: "/", maxKeys: maxCompletions, signal };
    const { prefixes, objects, nextContinuationToken } = await this.#list(beginning, options);
    const completions = {
      folders: prefixes,
      // A key that ends in a slash stands for the folder itself.
      objects: objects.filter(({ key }) => !key.endsWith("/")),
      isWhole: nextContinuationToken === undefined,
    };
    this.#answers.push({ beginning, completions });
    return completions;
  }
}

/** True for the same beginning, and for a longer one in the same folder where the answer left nothing out. */
function answers({ beginning, completions }: Answer, asked: KeyBeginning): boolean {
  const { account, bucket, prefix } = beginning;
  if (account !== asked.account || bucket !== asked.bucket) return false;
  if (prefix === asked.prefix) return true;
  const isSameFolder = folderOfKey(prefix) === folderOfKey(asked.prefix);
  return completions.isWhole && isSameFolder && asked.prefix.startsWith(prefix);
}

function narrowed({ folders, objects, isWhole }: KeyCompletions, prefix: string): KeyCompletions {
  return {
    folders: folders.filter((folder) => folder.startsWith(prefix)),
    objects: objects.filter(({ key }) => key.startsWith(prefix)),
    isWhole,
  };
}

/** `a/b/c.jpg` → `a/b/` */
export function folderOfKey(key: string): string {
  return key.slice(0, key.lastIndexOf("/") + 1);
}
