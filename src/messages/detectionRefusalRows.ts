/** What is detected, and how; where answers are kept. */
import { openSettings } from "./openSettings.ts";
import type { RefusalRows } from "./refusalRow.ts";
import type { RowRemedy } from "./row.ts";

const retry: RowRemedy = { kind: "retry" };

export const detectionRefusalRows = {
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
      remedy: retry,
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
      remedy: retry,
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
} satisfies Partial<RefusalRows>;
