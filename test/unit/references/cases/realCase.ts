/** The shape of the tables of references as people really write them, each with the workspace it stands in. */

interface Case {
  readonly languageId: string;
  /** The document's lines, with ‸ at the cursor. */
  readonly lines: readonly string[];
  /**
   * The row is known to come out wrong. Take this away when the row is mended: a row that is right and says otherwise
   * fails too.
   */
  readonly notYet?: true;
}

/** What a reference leads to. */
export interface ReferenceCase extends Case {
  /** The document's path in the workspace folder. */
  readonly file: string;
  /** The other files of the workspace folder: their paths, or their texts by path. */
  readonly files: readonly string[] | Readonly<Record<string, string>>;
  readonly settings?: {
    readonly urlMappings?: Readonly<Record<string, string>>;
    readonly pathAliases?: Readonly<Record<string, string>>;
    readonly sourceRoots?: readonly string[];
  };
  /** A path in the workspace folder, `oss://bucket/key`, or "nothing": no picture may be offered. */
  readonly right: string;
  /** As good as `right`. */
  readonly orElse?: string;
}

/** The state of an alternative text; "nothing" where no image is. */
export interface AltCase extends Case {
  readonly alt: "missing" | "empty" | "useless" | "present" | "nothing";
}

/** Rows by what they are about. */
export type RealCases = Readonly<Record<string, readonly (ReferenceCase | AltCase)[]>>;

/** A short document in a workspace. */
export function oneLine(
  languageId: string,
  file: string,
  text: string,
  files: ReferenceCase["files"],
  right: string,
  settings?: ReferenceCase["settings"],
): ReferenceCase {
  return { languageId, file, lines: text.split("\n"), files, right, ...(settings && { settings }) };
}
