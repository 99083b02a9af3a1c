import assert from "node:assert/strict";
import {
  isArchived,
  storageNote,
  storageText,
} from "../../../../src/extension/tree/storageText.ts";

const ongoing = 'ongoing-request="true"';
const done = 'ongoing-request="false", expiry-date="Sun, 16 Apr 2027 08:12:33 GMT"';

describe("how an object is stored, in words", () => {
  for (const [storageClass, restore, type, text, note] of [
    ["Standard", undefined, "Normal", undefined, undefined],
    ["STANDARD", undefined, undefined, undefined, undefined],
    ["IA", undefined, "Multipart", "IA", undefined],
    ["Standard", undefined, "Symlink", "symbolic link", undefined],
    ["Archive", undefined, "Symlink", "symbolic link, archived", /unless its bucket allows/],
    ["Archive", ongoing, "Normal", "being restored", /from Archive\. Detect .* when it is there/],
    ["Archive", done, "Normal", "restored", undefined],
    ["ColdArchive", undefined, "Normal", "archived", /\(Cold Archive\)\. Restore it before/],
    ["DEEPCOLDARCHIVE", undefined, undefined, "archived", /\(Deep Cold Archive\)/],
    ["deep_cold_archive", done, undefined, "restored", undefined],
    ["Glacier", undefined, undefined, "Glacier", undefined],
  ] as const) {
    it(`${storageClass}${restore ? ` (${restore})` : ""}${type ? ` ${type}` : ""}: ${text}`, () => {
      const object = { storageClass, ...(restore && { restore }), ...(type && { type }) };
      assert.equal(storageText(object), text);
      assert.match(storageNote(object) ?? "", note ?? /^$/);
      assert.equal(isArchived(object), /archived/.test(text ?? ""));
    });
  }
});
