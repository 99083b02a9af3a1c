/** What people corrected of images' labels, for everything that shows labels. */
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import type { LabelIndexPort } from "../../labelIndex/port.ts";
import {
  type CorrectionKind,
  corrected,
  type LabelCorrections,
  noCorrections,
} from "../../labels/corrections.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";

export class Corrections implements vscode.Disposable {
  readonly #index: () => Pick<LabelIndexPort, "image" | "correct">;
  readonly #changed = new vscode.EventEmitter<ObjectRef>();
  /** An image whose labels were corrected in this window. */
  readonly onDidChange = this.#changed.event;

  constructor(index: () => Pick<LabelIndexPort, "image" | "correct">) {
    this.#index = index;
  }

  async of({ account, bucket, key }: ObjectRef): Promise<LabelCorrections> {
    const image = await this.#index().image({ account, bucket, key });
    return image?.corrections ?? noCorrections;
  }

  /** One correction more. Gives those before it, for `restore`. Throws a `Refusal` when the index cannot be written. */
  async change(object: ObjectRef, kind: CorrectionKind, name: string): Promise<LabelCorrections> {
    const before = await this.of(object);
    const after = corrected(before, kind, name);
    if (after !== before) await this.restore(object, after);
    return before;
  }

  /** Puts corrections in place of those that are there. Throws as above. */
  async restore({ account, bucket, key }: ObjectRef, corrections: LabelCorrections): Promise<void> {
    const object = { account, bucket, key };
    if (!(await this.#index().correct(object, corrections))) {
      throw new Refusal("labels-not-changed", { reason: "corrected" });
    }
    this.#changed.fire(object);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
