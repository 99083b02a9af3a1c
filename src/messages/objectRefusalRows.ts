/** What is done with objects: they are listed, opened, tagged, exported and imported. */
import { openSettings } from "./openSettings.ts";
import type { RefusalRows } from "./refusalRow.ts";
import type { RowRemedy } from "./row.ts";

const retry: RowRemedy = { kind: "retry" };

export const objectRefusalRows = {
  "nothing-chosen": {
    folder: {
      short: "Nothing chosen",
      what: "No bucket or folder is chosen.",
      next: 'Choose one in the tree "OSS Images", then run the command again.',
    },
    account: {
      short: "Nothing chosen",
      what: "No account is chosen.",
      next: 'Choose one in the tree "OSS Images", then run the command again.',
    },
  },

  "listing-repeats": {
    short: "List begins anew",
    what: "The service began the list of {target} anew, so the rest of it cannot be shown.",
    next: 'Refresh it, or open an object by its name with "Go to Object".',
    remedy: retry,
  },

  // What is written
  "object-changed": {
    short: "Changed meanwhile",
    what: "{target} was replaced while it was read, so nothing of it was kept.",
    next: "Try again to get what is there now.",
    remedy: retry,
  },
  "too-large-to-open": {
    short: "Too large to open",
    what: "{target} is {size}, and VS Code opens objects of up to {most} here.",
    next: "Download it instead.",
  },
  "no-such-folder": {
    short: "No such folder",
    what: "{target} is not there: no object's key begins so.",
    next: "Check the name, or refresh the tree.",
  },
  "no-object-but-folder": {
    short: "A folder",
    what: "{target} is a folder, not an object.",
    next: "Open one of the objects in it.",
  },
  "not-a-file-uri": {
    short: "Not an object",
    what: "{text} names no object, since it has no bucket.",
    next: "Write a URI such as oss://bucket/key.",
  },
  "workspace-not-trusted": {
    short: "Workspace not trusted",
    what: "{target} was not asked for, since this workspace is not trusted and may name any bucket.",
    next: "Trust the workspace to read oss: files in it, or open the object from the view OSS Images.",
  },
  "account-not-told": {
    short: "Which account?",
    what: "More than one account, or none, may be meant for the bucket {bucket}.",
    next: "Name it, as in oss://account@bucket/key, or open the object from the view OSS Images.",
  },
  "objects-not-writable": {
    short: "Read-only",
    what: "Objects are opened to be read, and are never changed from an editor.",
    next: "Save a copy elsewhere.",
  },
  "no-custom-domain": {
    short: "No custom domain",
    what: "The bucket {bucket} has no custom domain, neither in its account nor in ossImageLabels.urlMappings.",
    next: "Enter the domain that is bound to it.",
    remedy: { kind: "setCustomDomain" },
  },
  "no-local-file": {
    one: {
      short: "No local file",
      what: "No file of this workspace stands for {target}.",
      next: "Map the folder that holds it in ossImageLabels.pathMappings.",
      remedy: openSettings("ossImageLabels.pathMappings"),
    },
    several: {
      short: "No local files",
      what: "No files of this workspace stand for the {count} objects.",
      next: "Map the folders that hold them in ossImageLabels.pathMappings.",
      remedy: openSettings("ossImageLabels.pathMappings"),
    },
  },
  "read-only": {
    short: "Read-only",
    what: "Nothing is written to OSS or deleted there, since the setting ossImageLabels.readOnly is on.",
    next: "Turn it off to allow that.",
    remedy: openSettings("ossImageLabels.readOnly"),
  },
  "tags-changed": {
    short: "Tags changed meanwhile",
    what: "The tags of {target} are no longer those that were shown, so they were left as they are.",
    next: "Run the command again to see what would become of them now.",
  },
  "no-tags": {
    "no-labels": {
      short: "No labels known",
      what: "No labels are known of these images, so there is nothing to write.",
      next: "Detect them first.",
    },
    "too-many": {
      short: "Too many images",
      what: "That is more images than tags can be written to at once.",
      next: "Choose at most 10,000, for instance with a narrower query.",
    },
    "nothing-to-undo": {
      short: "Nothing to undo",
      what: "No tags have been written that could be taken back.",
      next: "Tags are written with Write Labels to Object Tags.",
    },
  },

  // What is exported and imported
  "wrong-file": {
    short: "Not a file",
    what: '"{text}" is not a file or folder of this machine.',
    next: "Give its Uri or its absolute path.",
  },
  "file-not-written": {
    "no-space": {
      short: "Disk full",
      what: "{file} was not written: there is no space left.",
      next: "Free some space or choose another folder.",
      remedy: retry,
    },
    "not-allowed": {
      short: "Not writable",
      what: "{file} was not written: it, or its folder, may not be written to.",
      next: "Change that or choose another folder.",
      remedy: retry,
    },
    "in-the-way": {
      short: "Name taken",
      what: "{file} was not written: there is a folder where the file would be, or a file where a folder would be.",
      next: "Choose another name.",
    },
    other: {
      short: "Not written",
      what: "{file} could not be written.",
      next: "Check its folder, or see the log, and try again.",
      remedy: retry,
    },
  },
  "wrong-line": {
    "not-utf8": {
      short: "Not UTF-8",
      what: "The line is not text in UTF-8.",
      next: "Save the file as UTF-8 and import it again.",
    },
    "not-json": {
      short: "Not JSON",
      what: "The line is not JSON.",
      next: "Write one image a line, as an export in the format ndjson has it.",
    },
    "no-object": {
      short: "Not a JSON object",
      what: "The line is JSON, but not an object.",
      next: "Write one image a line, as an export in the format ndjson has it.",
    },
    "too-long": {
      short: "Line too long",
      what: "The line is longer than {bytes} bytes, so it was not read.",
      next: "Check that each image is on a line of its own.",
    },
    many: {
      short: "Many wrong lines",
      what: "This line and others before it cannot be read either: {count} more than are listed.",
      next: "Check that the file was exported in the format ndjson.",
    },
    "no-schema": {
      short: "Unknown format",
      what: 'The line does not say that it is of the schema "{schema}".',
      next: "Choose a file that was exported in the format ndjson.",
    },
    "newer-schema": {
      short: "Unknown format version",
      what: 'The line is of the schema "{schema}", which this version of the extension cannot read.',
      next: "Update the extension, then import the file again.",
    },
    "wrong-field": {
      short: "Invalid field",
      what: '"{field}" is missing or is not {expected}.',
      next: "Correct the line and import the file again.",
    },
  },

  // What is kept of many images
  "albums-not-changed": {
    "no-list": {
      short: "Albums not readable",
      what: "The albums in the settings are not a list, so none can be added to them.",
      next: 'Correct them in the settings: [{ "name": "Cats", "query": "label:Cat" }].',
      remedy: openSettings("ossImageLabels.albums"),
    },
    changed: {
      short: "Albums changed meanwhile",
      what: "The albums in the settings have been changed in the meantime, so they were left as they are.",
      next: "Do it again on what is there now.",
    },
  },
} satisfies Partial<RefusalRows>;
