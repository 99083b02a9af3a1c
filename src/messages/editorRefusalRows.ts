/** Where a text goes. */
import type { RefusalRows } from "./refusalRow.ts";

export const editorRefusalRows = {
  "image-moved": {
    short: "Image moved",
    what: "The file has changed, and another image is now where this one was.",
    next: "Put the cursor on the image and try again; its labels are known now.",
  },
  "not-inserted": {
    "alt-text": {
      short: "Not inserted",
      what: "The text could not be inserted; the file may be read-only.",
      next: "Make it writable, then try again.",
    },
    code: {
      short: "Not inserted",
      what: "The code could not be inserted; the file may be read-only or closed.",
      next: "Use Copy as Code instead.",
    },
  },
  "no-editor": {
    short: "No editor",
    what: "There is no editor to insert into.",
    next: "Open a file and put the cursor where the code should go.",
  },
} satisfies Partial<RefusalRows>;
