/** What the product itself refuses, and why: a row for each code, or for each reason of a code. */
import type { RefusalCode, RefusalFacts } from "../errors/refusal.ts";
import { queryRows } from "./queryRows.ts";
import type { Row, RowRemedy, SettingId } from "./row.ts";

/** A code whose facts name a reason has a row for each. */
type RowsOf<Facts> = Facts extends { reason: infer Reason extends string }
  ? (rows: Readonly<Record<Reason, Row>>) => void
  : (row: Row) => void;

/** All members of a union at once. */
type Together<Of> = (Of extends unknown ? RowsOf<Of> : never) extends (rows: infer Rows) => void
  ? Rows
  : never;

type RefusalRows = { readonly [Code in RefusalCode]: Together<RefusalFacts[Code]> };

const editKeys: RowRemedy = { kind: "editAccount", part: "keys" };
const editSource: RowRemedy = { kind: "editAccount", part: "credentials" };
const editEndpoint: RowRemedy = { kind: "editAccount", part: "place" };
const editBucket: RowRemedy = { kind: "editAccount", part: "bucket" };
const retry: RowRemedy = { kind: "retry" };

function openSettings(setting?: SettingId): RowRemedy {
  return { kind: "openSettings", ...(setting && { setting }) };
}

export const refusalRows: RefusalRows = {
  // What names an image
  "invalid-uri": {
    "not-oss": {
      short: "Not an OSS URI",
      what: '"{text}" is not an OSS URI.',
      next: "Write oss://bucket/key.",
    },
    "no-object": {
      short: "No object named",
      what: '"{text}" names no object.',
      next: "Write oss://bucket/key.",
    },
    "not-an-image": {
      short: "Not an image",
      what: '"{text}" does not name an image.',
      next: "Write oss://bucket/key or the URL of an object.",
    },
  },
  "invalid-bucket-name": {
    short: "Invalid bucket name",
    what: '"{bucket}" cannot be a bucket: a bucket name has 3 to 63 lowercase letters, digits and hyphens (old ones also underscores), and neither starts nor ends with a hyphen.',
    next: "Correct the name.",
    concerns: "bucket",
  },
  "invalid-key": {
    empty: {
      short: "Empty key",
      what: "The object's key is empty.",
      next: "Write oss://bucket/key.",
    },
    "leading-slash": {
      short: "Invalid key",
      what: '"{key}" cannot be the key of a new object: it begins with a slash.',
      next: "Correct the key.",
    },
    "half-character": {
      short: "Invalid key",
      what: '"{key}" cannot be a key: it contains half a character.',
      next: "Correct the key.",
    },
    "too-long": {
      short: "Invalid key",
      what: '"{key}" cannot be a key: it has {bytes} bytes, and OSS allows 1,023.',
      next: "Choose a shorter key.",
    },
  },
  "foreign-url": {
    short: "Not an OSS address",
    what: "{url} is not the address of an OSS object.",
    next: "If it is the custom domain of a bucket, add it to the setting ossImageLabels.urlMappings.",
    remedy: openSettings("ossImageLabels.urlMappings"),
  },
  "invalid-input": {
    short: "Invalid input",
    what: "The tool's input names no image, or its threshold is wrong.",
    next: "Give the image as oss://bucket/key, a URL or a path in the workspace, and a threshold from 0 to 1.",
  },
  "image-not-found": {
    path: {
      short: "Image not found",
      what: '"{name}" is neither a file of the workspace nor an object of OSS.',
      next: "Correct the path, or say where it leads in ossImageLabels.sourceRoots, pathAliases or urlMappings.",
      remedy: openSettings("ossImageLabels.sourceRoots"),
    },
    "not-written": {
      short: "Image not found",
      what: "The image under the cursor does not say which picture it shows.",
      next: "Write the path of the picture, its URL or oss://bucket/key as text.",
    },
  },
  "no-image-here": {
    short: "No image here",
    what: "There is no image under the cursor.",
    next: "Put the cursor on an image in HTML, Markdown, JSX, Vue, Svelte or Astro.",
  },
  "not-mapped": {
    short: "Not mapped to OSS",
    what: "{name} is in no folder that is mapped to OSS, so there is nothing to compare it with.",
    next: "Map its folder in ossImageLabels.pathMappings.",
    remedy: openSettings("ossImageLabels.pathMappings"),
  },
  "not-in-oss": {
    "for-code": {
      short: "Not in OSS",
      what: "As far as this workspace says, {name} is not in OSS, so no code can ask for its labels there.",
      next: "Map its folder to a bucket with ossImageLabels.pathMappings.",
      remedy: openSettings("ossImageLabels.pathMappings"),
    },
  },

  // What is detected, and how
  cancelled: {
    short: "Cancelled",
    what: "The detection was cancelled.",
    next: "Start it again when you want the labels.",
  },
  "wrong-threshold": {
    short: "Invalid threshold",
    what: "The threshold is {threshold}, but must be a number from 0 to 1, such as 0.7.",
    next: "Correct it.",
    remedy: openSettings("ossImageLabels.threshold"),
  },
  "wrong-options": {
    "no-object": {
      short: "Invalid options",
      what: "The options of the command are not an object.",
      next: 'Write them as in { "threshold": 0.5, "refresh": false }.',
    },
    "no-boolean": {
      short: "Invalid options",
      what: 'The option "{option}" is neither true nor false.',
      next: "Write true or false, without quotes.",
    },
    "no-query": {
      short: "Invalid query",
      what: "The query of the command is not a text.",
      next: 'Write it in quotes, as in "label:cat"; an empty one finds everything.',
    },
    "no-page": {
      short: "Invalid options",
      what: 'The option "after" is not what a page before this one gave.',
      next: "Leave it out to begin with the first page.",
    },
    "no-text": {
      short: "Invalid options",
      what: 'The option "{option}" is not a text.',
      next: "Write it in quotes.",
    },
    "no-integer": {
      short: "Invalid options",
      what: 'The option "{option}" is not a whole number from {from} to {to}.',
      next: "Write one, without quotes.",
    },
    "no-choice": {
      short: "Invalid options",
      what: 'The option "{option}" is not one of the values it can have.',
      next: "Write one of these: {choices}.",
    },
  },
  "not-confirmed": {
    short: "Labels changed",
    what: "The labels of {name} are not known as they were when the tool was prepared, and nobody has agreed to a call.",
    next: "Call the tool again, so that the person is asked.",
  },
  "label-index": {
    damaged: {
      short: "Label index damaged",
      what: "The label index was damaged and has been moved to {movedTo}. A new one was started.",
      next: "Labels detected before have to be detected again.",
    },
    "damaged-and-saved": {
      short: "Label index damaged",
      what: "The label index was damaged and has been moved to {movedTo}. A new one was started; detections that could still be read and are in it: {saved}.",
      next: "Others have to be made again.",
    },
    newer: {
      short: "Newer label index",
      what: "The label index {file} was made by a newer version of the extension. Labels are kept until this window closes.",
      next: "Update the extension to use the index again.",
    },
    full: {
      short: "Label index not writable",
      what: "The label index {file} cannot be written: the disk is full. Labels detected from now on are kept until this window closes.",
      next: "Free some space.",
    },
    "full-but-read": {
      short: "Label index not writable",
      what: "The label index {file} cannot be written: the disk is full. Labels that are in it are found. Labels detected from now on are kept until this window closes.",
      next: "Free some space.",
    },
    "read-only": {
      short: "Label index not writable",
      what: "The label index {file} cannot be written: it is read-only. Labels detected from now on are kept until this window closes.",
      next: "Check who may write to it.",
    },
    "read-only-but-read": {
      short: "Label index not writable",
      what: "The label index {file} cannot be written: it is read-only. Labels that are in it are found. Labels detected from now on are kept until this window closes.",
      next: "Check who may write to it.",
    },
    busy: {
      short: "Label index not writable",
      what: "The label index {file} cannot be written: another window is writing to it for too long. Labels detected from now on are kept until this window closes.",
      next: "Close the other window or try again.",
    },
    "busy-but-read": {
      short: "Label index not writable",
      what: "The label index {file} cannot be written: another window is writing to it for too long. Labels that are in it are found. Labels detected from now on are kept until this window closes.",
      next: "Close the other window or try again.",
    },
    other: {
      short: "Label index not writable",
      what: "The label index {file} cannot be written: its file or folder does not allow it. Labels detected from now on are kept until this window closes.",
      next: "Check that its folder exists and may be written to.",
    },
    "other-but-read": {
      short: "Label index not writable",
      what: "The label index {file} cannot be written: its file or folder does not allow it. Labels that are in it are found. Labels detected from now on are kept until this window closes.",
      next: "Check that its folder exists and may be written to.",
    },
    stopped: {
      short: "Label index stopped",
      what: "The label index does not work in this window. Labels detected from now on are kept until it closes.",
      next: "Reload the window to try again.",
    },
  },
  "labels-not-changed": {
    forgotten: {
      short: "Label index not writable",
      what: "The label index cannot be written, so nothing was forgotten.",
      next: "Close other windows, or see the log, and try again.",
      remedy: { kind: "retry" },
    },
    renamed: {
      short: "Label index not writable",
      what: "The label index cannot be written, so its labels stay under the account's old name.",
      next: "Close other windows, or see the log, and rename the account again.",
      remedy: { kind: "showLog" },
    },
    corrected: {
      short: "Label index not writable",
      what: "The label index cannot be written, so the labels were not corrected.",
      next: "Close other windows, or see the log, and try again.",
      remedy: { kind: "retry" },
    },
  },
  "empty-object": {
    short: "Empty",
    what: "{target} is empty (0 bytes), so there is nothing to detect.",
    next: "Choose another object.",
  },
  "image-too-large": {
    short: "Too large",
    what: "{target} is {size}; labels are detected in images of up to 20 MB. Nothing was billed.",
    next: "Make a smaller copy and detect that.",
  },
  "other-format": {
    short: "Other format",
    what: "{target} is of the format {format}; labels are detected in JPEG and PNG images only.",
    next: "Make a copy as JPEG or PNG and detect that.",
  },
  "not-restored": {
    short: "Archived",
    what: "{target} is archived (storage class {storageClass}) and cannot be read before it is restored. Nothing was billed.",
    next: "Restore it, for example with ossutil restore, and detect it then.",
  },
  "too-many-calls": {
    short: "Too many calls",
    what: "This takes {calls} billable calls, and at most {maxCalls} may be made. None was made.",
    next: "Choose fewer images, or allow more calls with the option maxCalls.",
  },
  "calls-spent": {
    short: "No calls left",
    what: "{target} was not asked about: all the calls that were agreed to have been made.",
    next: "Retry the failed images to allow more calls.",
  },
  "daily-calls-spent": {
    short: "No calls left today",
    what: "All {dailyCalls} calls that are allowed on one day have been made. The day ends at midnight UTC.",
    next: "Wait for the next day, or raise the setting batch.dailyCalls.",
    remedy: openSettings("ossImageLabels.batch.dailyCalls"),
  },
  "wrong-scope": {
    none: {
      short: "No scope",
      what: "Nothing says which images are meant.",
      next: 'Give a list of images, or one of { "prefix": "oss://bucket/folder/" }, { "query": "label:cat" } and { "list": Uri }.',
    },
    unclear: {
      short: "Invalid scope",
      what: "{scope} does not say which images are meant.",
      next: 'Give a list of images, or one of { "prefix": "oss://bucket/folder/" }, { "query": "label:cat" } and { "list": Uri }.',
    },
  },
  "run-not-kept": {
    short: "Run not written",
    what: "The run stopped, since its progress cannot be written to the label index. What was answered by then is kept.",
    next: "Make sure that the disk has room and can be written to, then resume the run in the view Runs.",
    remedy: { kind: "showLog" },
  },
  "upload-not-agreed": {
    short: "Not agreed",
    what: "This picture is not in OSS, and nobody has agreed that pictures are uploaded to {target}.",
    next: "Detect one of them by hand first; you are asked then.",
  },
  "no-such-list": {
    short: "No such list",
    what: "{file} cannot be read.",
    next: "Check that the file exists, that it is a text or a gzip of one, and that you may read it.",
  },
  "file-unreadable": {
    short: "Unreadable",
    what: "{file} cannot be read.",
    next: "Check that the file exists and that you may read it.",
  },
  "not-an-image": {
    short: "Not an image",
    what: "{file} is not a JPEG or PNG picture, despite its name. Nothing was uploaded.",
    next: "Choose another file.",
  },
  "outside-workspace": {
    link: {
      short: "Outside the workspace",
      what: "{file} links to a file outside the workspace, which is not uploaded.",
      next: "Copy the picture into the workspace, or open its folder.",
    },
    "not-a-file": {
      short: "Outside the workspace",
      what: '"{file}" is not a file of the workspace.',
      next: "Give a path in the workspace, oss://bucket/key or a URL.",
    },
  },
  "no-upload-location": {
    "not-set": {
      short: "Not in OSS",
      what: "As far as this workspace says, {file} is not in OSS.",
      next: "Map its folder to a bucket with ossImageLabels.pathMappings, or set ossImageLabels.uploadLocation to a location where a copy may be uploaded for the call.",
      remedy: openSettings("ossImageLabels.uploadLocation"),
    },
    malformed: {
      short: "Invalid upload location",
      what: 'The setting ossImageLabels.uploadLocation ("{text}") is not of the form oss://bucket/prefix.',
      next: "Set it to a location where a copy may be uploaded for the call, or map the picture's folder to a bucket with ossImageLabels.pathMappings.",
      remedy: openSettings("ossImageLabels.uploadLocation"),
    },
  },
  "no-labels": {
    short: "No labels",
    what: "No labels reach this threshold.",
    next: "Detect at a lower threshold, or write the text by hand.",
  },
  "wrong-expiry": {
    short: "Invalid lifetime",
    what: "A presigned URL is valid for 1 to 604,800 seconds (seven days).",
    next: "Choose a time within that.",
  },

  // What a command is about
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

  "query-syntax": queryRows,

  // What is given to another engine
  "no-imm-there": {
    short: "IMM not asked",
    what: "{endpoint}, the endpoint of {account}, is not one of Alibaba Cloud, so the key is not shown to IMM.",
    next: "Use an account whose endpoint is a region of OSS, or a custom domain.",
    remedy: editEndpoint,
  },
  "not-handed-over": {
    none: {
      short: "Nothing handed over",
      what: "No bucket was given to IMM or to its own index from here.",
      next: "Do that first, in the menu of a bucket in the tree.",
    },
    bucket: {
      short: "Not handed over",
      what: "The bucket {bucket} was not given to IMM or to its own index from here.",
      next: "Do that first, in its menu in the tree; what is there already is found.",
    },
  },
  "dataset-without-labels": {
    short: "Dataset without labels",
    what: "IMM has a dataset {dataset} already, and its template ({template}) is not known to find labels.",
    next: "Delete that dataset in the IMM console, then give the bucket again.",
  },
  "index-being-prepared": {
    short: "Index being prepared",
    what: "The metadata index of {bucket} is still being prepared.",
    next: "Wait until it runs, then search again; 100 million objects take about 4 hours.",
  },

  // Where a text goes
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

  // Settings and accounts
  "wrong-setting": {
    value: {
      short: "Wrong setting",
      what: "The setting {setting} is {value}, but must be {expected}.",
      next: "Correct it in the settings.",
      remedy: openSettings(),
    },
    "not-set": {
      short: "Wrong setting",
      what: "The setting {setting} is not set, but must be {expected}.",
      next: "Correct it in the settings.",
      remedy: openSettings(),
    },
    hidden: {
      short: "Wrong setting",
      what: "The setting {setting} is not right, but must be {expected}.",
      next: "Correct it in the settings.",
      remedy: openSettings(),
    },
  },
  "wrong-setting-entry": {
    short: "Wrong entry of a setting",
    what: 'The entry "{entry}" of the setting {setting} is {value}, and is left out.',
    next: "Correct it in the settings.",
    remedy: openSettings(),
  },
  "label-names-not-read": {
    kind: {
      short: "Not a list of names",
      what: "{file}, the setting ossImageLabels.labelNames, is no .tsv, .csv or .json file that can be found.",
      next: "Give its absolute path, or its path in the workspace.",
      remedy: openSettings("ossImageLabels.labelNames"),
    },
    missing: {
      short: "Names not read",
      what: "{file}, the setting ossImageLabels.labelNames, cannot be read.",
      next: "Check its path, or clear the setting.",
      remedy: openSettings("ossImageLabels.labelNames"),
    },
    "too-large": {
      short: "Too large for a list of names",
      what: "{file}, the setting ossImageLabels.labelNames, is larger than 5 MB, so it was not read.",
      next: "Give a shorter file.",
      remedy: openSettings("ossImageLabels.labelNames"),
    },
  },
  "label-names-line": {
    "not-two-columns": {
      short: "Line left out",
      what: "Line {line} of {file} is left out, since it has no two columns.",
      next: "Write the label's name and the name to show.",
    },
    "no-name": {
      short: "Line left out",
      what: "Line {line} of {file} is left out, since it names no label.",
      next: "Write the label's name before the name to show.",
    },
    "no-shown-name": {
      short: "Line left out",
      what: "Line {line} of {file} is left out, since it has no name to show.",
      next: "Write one behind the label's name.",
    },
    "not-text": {
      short: "Entry left out",
      what: "Entry {line} of {file} is left out, since it is not a pair of texts.",
      next: "Write both names in quotes.",
    },
    "not-json": {
      short: "Not JSON",
      what: "{file} is not JSON, or holds no names.",
      next: "Write an object whose keys are the labels' names.",
    },
  },
  "not-compared": {
    "too-many": {
      short: "Too many to compare",
      what: "More than six images cannot be compared at once.",
      next: "Select two to six.",
    },
    one: {
      short: "Nothing to compare with",
      what: "Only one detection of this image is known, or none.",
      next: "Select two to six images, or detect this one again at another threshold.",
    },
    "none-selected": {
      short: "Nothing to compare with",
      what: "No image has been selected for Compare.",
      next: "Choose one with Select for Compare first.",
    },
  },
  "no-translation": {
    "no-model": {
      short: "No language model",
      what: "This editor has no language model that can be asked.",
      next: "Install one, such as GitHub Copilot, or write the names into a file for ossImageLabels.labelNames.",
    },
    refused: {
      short: "Not translated",
      what: "The language model did not answer.",
      next: "Check that it may be used by this extension, then try again.",
      remedy: { kind: "retry" },
    },
    unreadable: {
      short: "Not translated",
      what: "The language model's answer is no list of names, so nothing was kept of it.",
      next: "Try again, or choose another model.",
      remedy: { kind: "retry" },
    },
  },
  "settings-not-written": {
    short: "Settings not written",
    what: "VS Code could not write its settings, so nothing was changed.",
    next: "Correct settings.json, then try again.",
    remedy: openSettings("ossImageLabels.accounts"),
  },
  "no-such-account": {
    short: "No such account",
    what: 'There is no account named "{account}".',
    next: "Add it, or choose another one.",
    remedy: { kind: "addAccount" },
  },
  "no-account": {
    none: {
      short: "No accounts yet",
      what: "There are no accounts yet.",
      next: "Add one.",
      remedy: { kind: "addAccount" },
    },
    "for-bucket": {
      short: "No account for this bucket",
      what: 'No account can read the bucket "{bucket}".',
      next: 'Add an account with the command "OSS Image Labels: Add an Account", or open the sample bucket.',
      remedy: { kind: "addAccount" },
    },
  },
  "account-name-taken": {
    short: "Name taken",
    what: 'There is already an account named "{account}".',
    next: "Choose another name.",
  },
  "incomplete-account": {
    region: {
      short: "Region missing",
      what: 'The account "{account}" does not say its region, such as cn-hangzhou.',
      next: "Edit the account and add it.",
      remedy: editEndpoint,
    },
    bucket: {
      short: "Bucket missing",
      what: 'The account "{account}" does not say which bucket its custom domain leads to.',
      next: "Edit the account and add it.",
      remedy: editBucket,
    },
  },
  "region-of-other-endpoint": {
    short: "Region and endpoint differ",
    what: 'The account "{account}" says the region {region}, but its endpoint {endpoint} is in {endpointRegion}.',
    next: "Edit the account and correct the one that is wrong.",
    remedy: editEndpoint,
  },
  "plain-http": {
    short: "Unencrypted address",
    what: 'The account "{account}" would send to {endpoint} unencrypted.',
    next: "Edit the account: write https://, or agree to that address.",
    remedy: editEndpoint,
  },
  "keys-not-kept": {
    short: "Key not stored",
    what: "VS Code's secret storage did not accept the key, so nothing was changed.",
    next: "Unlock the system's keyring, then try again.",
    remedy: retry,
  },
  "key-of-other-address": {
    short: "Key entered for another address",
    what: 'The key of the account "{account}" was not entered for {origin}, so nothing was sent there.',
    next: "Edit the account and say whether its key may be used there.",
    remedy: editKeys,
  },
  "no-bucket-list": {
    short: "No list through a custom domain",
    what: "A custom domain leads to one bucket, so buckets cannot be listed through it.",
    next: "Edit the account and name its bucket.",
    remedy: editBucket,
  },
  "bucket-behind-other-domain": {
    short: "Domain of another bucket",
    what: "The domain of this account leads to the bucket {domainBucket}, not to {bucket}.",
    next: "Use another account, or edit this one.",
    remedy: { kind: "editAccount" },
    concerns: "bucket",
  },
  "proxy-invalid": {
    malformed: {
      short: "Invalid proxy address",
      what: "What {source} says is not the address of a proxy.",
      next: "Write it as http://host:port, https://host:port or socks5://host:port, with name:password@ before the host where the proxy asks for them.",
      remedy: openSettings("http.proxy"),
    },
    scheme: {
      short: "Unsupported kind of proxy",
      what: "{source} names a proxy of the kind {scheme}, which cannot be used here.",
      next: "Write http, https or socks5 before the ://.",
      remedy: openSettings("http.proxy"),
    },
  },
  "invalid-endpoint": {
    empty: {
      short: "Invalid endpoint",
      what: "The endpoint is empty.",
      next: "Write a region such as cn-hangzhou.",
      remedy: editEndpoint,
    },
    scheme: {
      short: "Invalid endpoint",
      what: '"{scheme}" is not a scheme of an endpoint.',
      next: "Write https://, a host or a region.",
      remedy: editEndpoint,
    },
    "user-name": {
      short: "Invalid endpoint",
      what: "An endpoint has no user name or password.",
      next: "Write the host alone.",
      remedy: editEndpoint,
    },
    port: {
      short: "Invalid endpoint",
      what: "{port} is not a port.",
      next: "Write one from 1 to 65535, or none.",
      remedy: editEndpoint,
    },
    malformed: {
      short: "Invalid endpoint",
      what: "This is not an endpoint.",
      next: "Write a region such as cn-hangzhou, or a host without path and query.",
      remedy: editEndpoint,
    },
    "not-a-region": {
      short: "Invalid endpoint",
      what: '"{text}" is neither a region nor a host.',
      next: "Write a region such as cn-hangzhou.",
      remedy: editEndpoint,
    },
    "has-bucket": {
      short: "Bucket in the endpoint",
      what: '"{host}" begins with the bucket {bucket}.',
      next: "Write {endpoint}, and the bucket where you are asked for it.",
      remedy: editEndpoint,
    },
    "s3-style": {
      short: "S3-style endpoint",
      what: '"{host}" is an S3-style host, which has no image processing.',
      next: "Write {endpoint}.",
      remedy: editEndpoint,
    },
    amazon: {
      short: "Not Alibaba Cloud",
      what: '"{host}" is Amazon S3, not Alibaba Cloud OSS.',
      next: "Write an OSS region or host.",
      remedy: editEndpoint,
    },
    "no-region": {
      short: "Endpoint without region",
      what: '"{host}" names no region.',
      next: "Write oss-cn-hangzhou.aliyuncs.com or another region.",
      remedy: editEndpoint,
    },
    "not-an-endpoint": {
      short: "Not an OSS endpoint",
      what: '"{host}" is not an endpoint of OSS.',
      next: "Write oss-cn-hangzhou.aliyuncs.com or another region.",
      remedy: editEndpoint,
    },
    "looks-like-oss": {
      short: "Not an OSS endpoint",
      what: '"{host}" looks like a host of OSS and is none: those end in .aliyuncs.com.',
      next: "Write oss-cn-hangzhou.aliyuncs.com or another region.",
      remedy: editEndpoint,
    },
    "bare-host": {
      short: "Host without a domain",
      what: '"{host}" is a host without a domain.',
      next: "Write a region, or a domain with its dots.",
      remedy: editEndpoint,
    },
  },

  // Where keys come from
  "no-credentials": {
    short: "No credentials",
    what: "No credentials could be obtained for this account.",
    next: "Edit the account and check where they come from.",
    remedy: editKeys,
  },
  "credentials-missing": {
    environment: {
      short: "No AccessKey in the environment",
      what: "There is no access key in the environment.",
      next: "Set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET and start VS Code from there, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    sample: {
      short: "Sample server not running",
      what: "The sample server is not running.",
      next: "Open the sample bucket to start it.",
    },
    place: {
      short: "No AccessKey there",
      what: "There is no access key in {place}.",
      next: "Add one there, or choose another source of credentials for the account.",
      remedy: editKeys,
    },
    stored: {
      short: "No AccessKey on this machine",
      what: "No access key is kept on this machine for the account {account}.",
      next: "Edit the account and enter one.",
      remedy: editKeys,
    },
    "storage-locked": {
      short: "Secret storage locked",
      what: "VS Code's secret storage could not be read for the account {account}.",
      next: "Unlock the system's keyring, or edit the account and enter the key again.",
      remedy: editKeys,
    },
  },
  "credentials-incomplete": {
    keys: {
      short: "Incomplete credentials",
      what: "In {place}, {field} is missing.",
      next: "Set it there, or choose another source of credentials for the account.",
      remedy: editKeys,
    },
    cli: {
      short: "Incomplete profile",
      what: "The mode of {place} needs {field}, which is missing.",
      next: "Set it with `aliyun configure`, or choose another profile.",
      remedy: editSource,
    },
    ossutil: {
      short: "Incomplete profile",
      what: "The mode of {place} needs {field}, which is missing.",
      next: "Set it there, or choose another profile.",
      remedy: editSource,
    },
  },
  "credentials-malformed": {
    short: "Malformed credentials",
    what: "In {place}, {field} contains characters that no key has, such as quotes, spaces or asterisks.",
    next: "Copy it again in full.",
    remedy: editKeys,
  },
  "credentials-file-missing": {
    short: "Credentials file missing",
    what: "There is no file {file}.",
    next: "Create it with the tool that it belongs to, or choose another source of credentials for the account.",
    remedy: editSource,
  },
  "credentials-file-unreadable": {
    folder: {
      short: "Credentials file unreadable",
      what: "{file} is a folder, not a file.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    "not-ordinary": {
      short: "Credentials file unreadable",
      what: "{file} is not an ordinary file.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    "too-large": {
      short: "Credentials file too large",
      what: "{file} is larger than 1 MB.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    denied: {
      short: "Credentials file unreadable",
      what: "This user may not read {file}.",
      next: "Allow it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    loop: {
      short: "Credentials file unreadable",
      what: "{file} is a link that leads back to itself.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    other: {
      short: "Credentials file unreadable",
      what: "{file} could not be read.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
  },
  "credentials-file-malformed": {
    ossutil: {
      short: "Malformed credentials file",
      what: "{file} is not in the format of ossutil.",
      next: "Repair it, or create it again with `ossutil config`.",
      remedy: editSource,
    },
    cli: {
      short: "Malformed credentials file",
      what: "{file} is not in the format of the Alibaba Cloud CLI.",
      next: "Repair it, or create it again with `aliyun configure`.",
      remedy: editSource,
    },
  },
  "profile-not-found": {
    ossutil: {
      short: "Profile not found",
      what: "There is no profile {profile} in {file}.",
      next: "Add it with `ossutil config`, or choose another in the account's settings.",
      remedy: editSource,
    },
    "ossutil-unnamed": {
      short: "Profile not found",
      what: "The account's profile is not in {file}.",
      next: "Add it with `ossutil config`, or choose another in the account's settings.",
      remedy: editSource,
    },
    cli: {
      short: "Profile not found",
      what: "There is no profile {profile} in {file}.",
      next: "Add it with `aliyun configure`, or choose another in the account's settings.",
      remedy: editSource,
    },
    "cli-unnamed": {
      short: "Profile not found",
      what: "The account's profile is not in {file}.",
      next: "Add it with `aliyun configure`, or choose another in the account's settings.",
      remedy: editSource,
    },
  },
  "profile-loop": {
    short: "Profile refers to itself",
    what: "In {place}, {field} leads back to the profile itself.",
    next: "Correct its {field}.",
    remedy: editSource,
  },
  "profile-unsupported": {
    mode: {
      short: "Unsupported profile",
      what: "This extension cannot use the mode {mode} of {place}.",
      next: "Choose another profile, or another source of credentials, for the account.",
      remedy: editSource,
    },
    "unknown-mode": {
      short: "Unsupported profile",
      what: "This extension does not know the mode of {place}.",
      next: "Choose another profile, or another source of credentials, for the account.",
      remedy: editSource,
    },
    "unprotected-sign-in": {
      short: "Sign-in address not https",
      what: "The sign-in address of {place} is not https.",
      next: "Correct cloud_sso_sign_in_url with `aliyun configure`, or choose another profile.",
      remedy: editSource,
    },
    process: {
      short: "Unsupported profile",
      what: "A command gives the keys of {place}, and commands are run only for profiles of the Alibaba Cloud CLI.",
      next: "Choose another profile, or another source of credentials, for the account.",
      remedy: editSource,
    },
    anonymous: {
      short: "Profile without a key",
      what: "Without any key (mode Anonymous), {place} can list no account.",
      next: "Choose another profile, or another source of credentials, for the account.",
      remedy: editSource,
    },
  },
  "profile-disabled": {
    short: "CLI profiles disabled",
    what: "ALIBABA_CLOUD_CLI_PROFILE_DISABLED forbids using profiles of the Alibaba Cloud CLI.",
    next: "Unset it, or choose another source of credentials for the account.",
    remedy: editSource,
  },
  "external-process-disabled": {
    short: "External command disabled",
    what: "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids running what {place} needs.",
    next: "Unset it, or choose another profile.",
    remedy: editSource,
  },
  "external-process-failed": {
    short: "Command gave no keys",
    what: "The command of {place} gave no keys.",
    next: "Run it in a terminal to see why.",
    remedy: retry,
  },
  "sign-in-ended": {
    ended: {
      short: "Sign-in ended",
      what: "The {mode} sign-in of {place} has ended.",
      next: "Sign in again with `aliyun configure --mode {mode} --profile {profile}`.",
      remedy: retry,
    },
    unreachable: {
      short: "Sign-in unreachable",
      what: "The {mode} sign-in of {place} could not be reached.",
      next: "Check the network, or sign in again with `aliyun configure --mode {mode} --profile {profile}`.",
      remedy: retry,
    },
    "no-keys": {
      short: "Sign-in gave no keys",
      what: "The {mode} sign-in of {place} gave no keys.",
      next: "Check the network, or sign in again with `aliyun configure --mode {mode} --profile {profile}`.",
      remedy: retry,
    },
  },
  "role-refused": {
    "not-allowed": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the key may not assume the role.",
      next: "Let it call sts:AssumeRole, and let the role trust it.",
      remedy: editSource,
    },
    "no-role": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the role does not exist.",
      next: "Correct its ARN.",
      remedy: editSource,
    },
    "unknown-key": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the AccessKey ID does not exist.",
      next: "Correct it.",
      remedy: editSource,
    },
    "disabled-key": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the access key is disabled.",
      next: "Enable it, or use another.",
      remedy: editSource,
    },
    "wrong-secret": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the AccessKey secret is wrong.",
      next: "Copy it again.",
      remedy: editSource,
    },
    "expired-keys": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the keys behind the role have expired.",
      next: "Renew them.",
      remedy: editSource,
    },
    "expired-token": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the OIDC token has expired.",
      next: "Renew it.",
      remedy: editSource,
    },
    "invalid-token": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the OIDC token is not valid.",
      next: "Renew it.",
      remedy: editSource,
    },
    throttled: {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: it is getting too many requests.",
      next: "Wait a moment, then try again.",
      remedy: retry,
    },
    "no-keys": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}.",
      next: "Check the role with the tool that the profile belongs to.",
      remedy: editSource,
    },
  },
  "sts-unreachable": {
    short: "STS unreachable",
    what: "STS, which gives the keys for the role of {place}, could not be reached.",
    next: "Check the network, the proxy and the STS endpoint.",
    remedy: retry,
  },
  "instance-role-disabled": {
    short: "Instance role disabled",
    what: "ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids asking for the instance role.",
    next: "Unset it, or choose another source of credentials for the account.",
    remedy: editSource,
  },
  "instance-role-missing": {
    "malformed-name": {
      short: "Invalid role name",
      what: "The name of the instance role contains characters that no RAM role has.",
      next: "Correct it in the account's settings.",
      remedy: editSource,
    },
    "none-attached": {
      short: "No role on this instance",
      what: "No RAM role is attached to this instance.",
      next: "Attach one to the instance, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    "not-attached": {
      short: "Role not attached",
      what: "The RAM role {role} is not attached to this instance.",
      next: "Attach it to the instance, or choose another source of credentials for the account.",
      remedy: editSource,
    },
  },
  "instance-role-unreachable": {
    "timed-out": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it did not answer within {seconds} s.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "connection-refused": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: the connection was refused.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "host-not-found": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: its name could not be resolved.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "connection-reset": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: the connection broke.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "certificate-unknown": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: its certificate is not trusted.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "answer-too-large": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it sent far more than credentials.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "network-failed": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it could not be reached.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "hardened-only": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: the hardened mode did not answer, and ALIBABA_CLOUD_IMDSV1_DISABLED forbids the plain one.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "no-keys": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it answered without keys.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    status: {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it answered with HTTP {status}.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
  },
  "credentials-uri-refused": {
    "not-a-url": {
      short: "Invalid credentials URI",
      what: "The credentials URI of the account is not a URL.",
      next: "Enter one such as http://127.0.0.1:6666 in the account's settings.",
      remedy: editSource,
    },
    "user-name": {
      short: "Invalid credentials URI",
      what: "The credentials URI of the account contains a user name or a password, which settings must not.",
      next: "Remove them in the account's settings.",
      remedy: editSource,
    },
    scheme: {
      short: "Invalid credentials URI",
      what: "The credentials URI of the account is neither https nor http.",
      next: "Enter an https address in the account's settings.",
      remedy: editSource,
    },
    "plain-http": {
      short: "Invalid credentials URI",
      what: "The credentials URI of the account would send keys over plain http from another machine.",
      next: "Use https, or a service on this machine.",
      remedy: editSource,
    },
  },
  "credentials-uri-unreachable": {
    "timed-out": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: it did not answer within {seconds} s.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "connection-refused": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: the connection was refused.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "host-not-found": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: its name could not be resolved.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "connection-reset": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: the connection broke.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "certificate-unknown": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: its certificate is not trusted.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "answer-too-large": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: it sent far more than credentials.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "network-failed": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: it could not be reached.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
  },
  "credentials-uri-unexpected": {
    redirected: {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} redirects to another address, which is not followed.",
      next: "Check the address in the account's settings and its service.",
      remedy: retry,
    },
    status: {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} answered with HTTP {status}.",
      next: "Check the address in the account's settings and its service.",
      remedy: retry,
    },
    "no-keys": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} answered without keys in the documented JSON.",
      next: "Check the address in the account's settings and its service.",
      remedy: retry,
    },
  },
};
