/** What the product itself refuses, and why: a row for each code, or for each reason of a code. */
import { accountRefusalRows } from "./accountRefusalRows.ts";
import { credentialRefusalRows } from "./credentialRefusalRows.ts";
import { detectionRefusalRows } from "./detectionRefusalRows.ts";
import { editorRefusalRows } from "./editorRefusalRows.ts";
import { handOverRefusalRows } from "./handOverRefusalRows.ts";
import { imageNameRefusalRows } from "./imageNameRefusalRows.ts";
import { objectRefusalRows } from "./objectRefusalRows.ts";
import { queryRows } from "./queryRows.ts";
import type { RefusalRows } from "./refusalRow.ts";

export const refusalRows: RefusalRows = {
  ...imageNameRefusalRows,
  ...detectionRefusalRows,
  ...objectRefusalRows,
  "query-syntax": queryRows,
  ...handOverRefusalRows,
  ...editorRefusalRows,
  ...accountRefusalRows,
  ...credentialRefusalRows,
};
