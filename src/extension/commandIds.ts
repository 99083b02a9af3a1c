/** The names that the manifest gives the extension and its commands. */

/** `publisher.name`. */
export const extensionId = "oss-image-labels.oss-image-labels";

/** Every command of the manifest, without its `ossImageLabels.` prefix. A test compares the two. */
export const commandIds = [
  "detect",
  "detectReference",
  "detectAtThreshold",
  "detectAgain",
  "showResults",
  "detectMany",
  "showRuns",
  "pauseRun",
  "resumeRun",
  "cancelRun",
  "retryFailedRun",
  "deleteRun",
  "openRunImage",
  "openPanel",
  "preview",
  "openChosen",
  "openSampleBucket",
  "addAccount",
  "editAccount",
  "renameAccount",
  "removeAccount",
  "moveAccountUp",
  "moveAccountDown",
  "checkSetup",
  "openBucket",
  "refresh",
  "filterByPrefix",
  "clearFilter",
  "goToObject",
  "addFavourite",
  "openSearch",
  "searchBelow",
  "loadMore",
  "showAllFiles",
  "showImagesOnly",
  "compareWithObject",
  "compareLabels",
  "selectForCompare",
  "compareWithSelected",
  "copyUri",
  "copyKey",
  "copyPublicUrl",
  "copyDomainUrl",
  "copyPresignedUrl",
  "openImage",
  "download",
  "revealLocalFile",
  "showVersions",
  "copyAsCode",
  "insertAsCode",
  "forgetKnownLabels",
  "inspectIndex",
  "chooseLabelLanguage",
  "translateLabels",
  "openSettings",
  "writeAltText",
  "writeAltTextEverywhere",
  "writeTags",
  "undoWriteTags",
  "handOver",
  "showHandOvers",
  "stopHandOver",
  "searchElsewhere",
  "hideLabel",
  "addLabel",
  "search",
  "export",
  "import",
  "saveAlbum",
  "openAlbum",
  "renameAlbum",
  "editAlbum",
  "moveAlbumUp",
  "moveAlbumDown",
  "removeAlbum",
  "loadMoreOfAlbum",
  "showSimilar",
  "showSameBytes",
  "showDuplicates",
  "showStatistics",
  "showCosts",
  "showLog",
] as const;

export type CommandId = (typeof commandIds)[number];

/** VS Code hands over whatever the caller gave; each handler reads it. */
export type Handler = (...args: unknown[]) => unknown;

/** The full id, as key bindings and other extensions use it. */
export function commandName(id: CommandId): `ossImageLabels.${CommandId}` {
  return `ossImageLabels.${id}`;
}

/** The step of the walkthrough that explains accounts, endpoints, proxies and certificates. */
export const walkthroughStep = { category: `${extensionId}#start`, step: "addAccount" } as const;
