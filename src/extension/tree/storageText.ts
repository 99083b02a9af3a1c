/** How an object is stored, as far as a listing tells, in words. Knows no VS Code. */
import { t } from "@vscode/l10n";
import { isRestored } from "../../detection/preflight.ts";
import { joined } from "../../labels/format.ts";
import type { ListedObject } from "../../oss/calls/listObjects.ts";

type Stored = Pick<ListedObject, "storageClass" | "restore" | "type">;

/** A few words for a row; `undefined` for an ordinary object of the class Standard. */
export function storageText(object: Stored): string | undefined {
  const words = [isLink(object) ? t("symbolic link") : "", stateText(object) ?? ""].filter(Boolean);
  return words.length === 0 ? undefined : joined(words);
}

/** What stands in the way of its labels, and what to do; `undefined` where nothing does. */
export function storageNote(object: Stored): string | undefined {
  const name = className(object.storageClass);
  switch (archiveState(object)) {
    case "archived":
      return isPlainArchive(object)
        ? t(
            "Archived. Restore it first, unless its bucket allows real-time access to archived objects.",
          )
        : t("Archived ({0}). Restore it before its labels are detected.", name);
    case "being restored":
      return t("It is being restored from {0}. Detect its labels when it is there.", name);
    default:
      return undefined;
  }
}

/** True for what may have to be restored before it can be read. */
export function isArchived(object: Stored): boolean {
  return archiveState(object) === "archived";
}

export function isLink({ type = "" }: Stored): boolean {
  return type.toLowerCase() === "symlink";
}

function stateText(object: Stored): string | undefined {
  const name = className(object.storageClass);
  switch (archiveState(object)) {
    case "archived":
      return t("archived");
    case "being restored":
      return t("being restored");
    case "restored":
      return t("restored");
    default:
      return bare(object.storageClass) === "standard" ? undefined : name;
  }
}

/** `undefined` for what is not of an archive class. */
function archiveState({
  storageClass,
  restore = "",
}: Stored): "archived" | "being restored" | "restored" | undefined {
  if (!/archive$/i.test(storageClass)) return undefined;
  if (isRestored(restore)) return "restored";
  return restore === "" ? "archived" : "being restored";
}

/** OSS is not of one mind about case; a class that is new is called as the service calls it. */
function className(storageClass: string): string {
  switch (bare(storageClass)) {
    case "ia":
      return "IA";
    case "archive":
      return t({ message: "Archive", comment: ["a storage class of OSS"] });
    case "coldarchive":
      return t({ message: "Cold Archive", comment: ["a storage class of OSS"] });
    case "deepcoldarchive":
      return t({ message: "Deep Cold Archive", comment: ["a storage class of OSS"] });
    default:
      return storageClass;
  }
}

/** The class whose objects some buckets let be read without a restore. */
function isPlainArchive({ storageClass }: Stored): boolean {
  return bare(storageClass) === "archive";
}

function bare(storageClass: string): string {
  return storageClass.replace(/[ _]/g, "").toLowerCase();
}
