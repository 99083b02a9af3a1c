/** What the service says about one picture: pure data, knows nothing of HTTP or VS Code. */

/**
 * One label of an image. Only `name` is certain; the service may leave out every other field.
 * Numbers outside their documented range arrive here as `undefined`.
 */
export interface Label {
  /** As the service wrote it; simplified Chinese in practice (`language` is then `zh-Hans`). */
  readonly name: string;
  /** 1 (category), 2 or 3 (most specific). */
  readonly level: number | undefined;
  /** Name of the label one level up; `undefined` when the service names none. */
  readonly parent: string | undefined;
  /** 0–1: how sure the service is that the label applies. */
  readonly confidence: number | undefined;
  /** 0–1: how sure the service is that the label is the main subject. Not a position. */
  readonly centricScore: number | undefined;
  /** BCP 47 tag of `name`. */
  readonly language: string | undefined;
  readonly alias: string | undefined;
}

/** A label of which the name is all that is known, such as one that a person added. */
export function labelNamed(name: string): Label {
  return {
    name,
    level: undefined,
    parent: undefined,
    confidence: undefined,
    centricScore: undefined,
    language: undefined,
    alias: undefined,
  };
}

/** A label in its hierarchy. An implied node is a parent that labels name but the answer lacks. */
export interface LabelNode {
  readonly name: string;
  /** `undefined` for an implied node. */
  readonly label: Label | undefined;
  readonly implied: boolean;
  readonly children: readonly LabelNode[];
}
