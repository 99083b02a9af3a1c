/** Notes of the copies that are uploaded for a call, so that none stays in a bucket when a window goes in the middle. */

import { hostname } from "node:os";
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";
import * as z from "zod/mini";
import { formatObjectUri } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { AccountMemory } from "../accountMemory.ts";
import type { Log } from "../log.ts";
import { readSetting } from "../settings.ts";
import type { Ui } from "../ui.ts";

export interface UploadedCopiesServices {
  readonly memory: vscode.Memento;
  readonly client: (account: string) => Promise<OssClient>;
  readonly ui: Ui;
  readonly log: Pick<Log, "info" | "warn">;
}

const noteSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  /** Who uploaded it: the name of the machine and the number of the process there. */
  machine: z.string(),
  process: z.number(),
  /** Milliseconds since 1970. */
  since: z.number(),
});

type Note = z.infer<typeof noteSchema>;

/** Longer than an upload, its detection and its end can take, in milliseconds. */
const maxCallTime = 15 * 60_000;

export class UploadedCopies {
  readonly #services: UploadedCopiesServices;
  readonly #notes: AccountMemory<Note[]>;
  /** Of this window, with a call under way. */
  readonly #inUse = new Set<string>();

  constructor(services: UploadedCopiesServices) {
    this.#services = services;
    this.#notes = new AccountMemory(services.memory, "uploadedCopies", z.array(noteSchema));
  }

  /** To be called before a copy is uploaded. */
  async note({ account, bucket, key }: ObjectRef): Promise<void> {
    this.#inUse.add(key);
    const by = { machine: hostname(), process: process.pid, since: Date.now() };
    await this.#notes.set(account, [...this.#of(account), { bucket, key, ...by }]);
  }

  /** To be called when a copy is gone. */
  async gone({ account, bucket, key }: ObjectRef): Promise<void> {
    this.#inUse.delete(key);
    const others = this.#of(account).filter((note) => note.bucket !== bucket || note.key !== key);
    if (others.length > 0) await this.#notes.set(account, others);
    else await this.#notes.forgetAccount(account);
  }

  /** To be called when a copy could not be deleted; tells the person. The next start tries again. */
  leftBehind(copy: ObjectRef): void {
    this.#inUse.delete(copy.key);
    this.#tell(copy);
  }

  /**
   * Deletes what windows that are gone left behind. Says nothing, unless the service refuses; where it cannot be
   * reached, the next start tries again. Never rejects.
   */
  async deleteLeftBehind(accounts: readonly string[]): Promise<void> {
    if (mayNotDelete()) return;
    for (const account of accounts) {
      for (const note of this.#of(account)) {
        if (this.#inUse.has(note.key) || !isAbandoned(note)) continue;
        await this.#delete({ account, bucket: note.bucket, key: note.key });
      }
    }
  }

  renameAccount(from: string, to: string): Promise<void> {
    return this.#notes.renameAccount(from, to);
  }

  #of(account: string): readonly Note[] {
    return this.#notes.of(account) ?? [];
  }

  async #delete(copy: ObjectRef): Promise<void> {
    const { client, log } = this.#services;
    try {
      await (await client(copy.account)).deleteObject(copy);
      log.info(`Deleted ${formatObjectUri(copy)}, which an earlier window had left behind.`);
    } catch (error) {
      log.warn(`${formatObjectUri(copy)} was left behind and could not be deleted: ${error}`);
      if (!(error instanceof OssError) || error.status === undefined) return;
      this.#tell(copy);
    }
    await this.gone(copy);
  }

  #tell(copy: ObjectRef): void {
    void this.#services.ui.tell({
      severity: "warning",
      text: t(
        "The uploaded copy {0} could not be deleted. Delete it in the OSS console, and grant the key oss:DeleteObject so that later copies can be deleted.",
        formatObjectUri(copy),
      ),
    });
  }
}

/** A setting that is written wrongly forbids it, too; whatever is asked for next says so. */
function mayNotDelete(): boolean {
  try {
    return readSetting("readOnly");
  } catch {
    return true;
  }
}

/** Another window may be at work on its copy right now; of other machines only time can tell. */
function isAbandoned({ machine, process: id, since }: Note): boolean {
  if (Date.now() - since > maxCallTime) return true;
  return machine === hostname() && id !== process.pid && !isRunning(id);
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // A process of another user is one.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
