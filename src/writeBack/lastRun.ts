/** What the last writing of tags replaced, in a file, so that it can be taken back after a restart, too. */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as z from "zod/mini";
import { parseJson } from "../oss/lenient.ts";
import type { TagChange } from "./tagChange.ts";

export interface LastRun {
  /** ISO 8601, UTC. */
  readonly writtenAt: string;
  readonly keyPrefix: string;
  readonly changes: readonly Pick<TagChange, "object" | "before" | "after">[];
}

const tags = z.array(z.object({ key: z.string(), value: z.string() }));
const headSchema = z.object({ writtenAt: z.string(), keyPrefix: z.string() });
const changeSchema = z.object({
  object: z.object({ account: z.string(), bucket: z.string(), key: z.string() }),
  before: tags,
  after: tags,
});

export class LastRunFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Keeps a run in place of the one before; to be awaited before its first tag is written. */
  async keep({ writtenAt, keyPrefix, changes }: LastRun): Promise<void> {
    const lines = [
      { writtenAt, keyPrefix },
      ...changes.map(({ object: { account, bucket, key }, before, after }) => ({
        object: { account, bucket, key },
        before,
        after,
      })),
    ];
    await mkdir(dirname(this.#file), { recursive: true });
    const unfinished = `${this.#file}.new`;
    await writeFile(unfinished, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), {
      mode: 0o600,
    });
    await rename(unfinished, this.#file);
  }

  /** `undefined` when there is none, or what is there is not what was kept. Rejects when it cannot be read. */
  async read(): Promise<LastRun | undefined> {
    const text = await readFile(this.#file, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    const [first, ...others] = text?.trimEnd().split("\n").map(parseJson) ?? [];
    const head = headSchema.safeParse(first);
    const changes = z.array(changeSchema).safeParse(others);
    if (!head.success || !changes.success) return undefined;
    return { ...head.data, changes: changes.data };
  }

  async renameAccount(from: string, to: string): Promise<void> {
    const run = await this.read();
    if (!run?.changes.some(({ object }) => object.account === from)) return;
    const changes = run.changes.map((change) =>
      change.object.account === from
        ? { ...change, object: { ...change.object, account: to } }
        : change,
    );
    await this.keep({ ...run, changes });
  }

  async forget(): Promise<void> {
    await rm(this.#file, { force: true });
  }
}
