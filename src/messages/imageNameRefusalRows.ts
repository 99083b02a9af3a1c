/** What names an image, and does not. */
import { openSettings } from "./openSettings.ts";
import type { RefusalRows } from "./refusalRow.ts";

export const imageNameRefusalRows = {
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
} satisfies Partial<RefusalRows>;
