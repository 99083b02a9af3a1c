/** A first window shows a picture of the sample bucket with its labels, later ones the view alone. */
const { commands } = require("vscode");

/** @param {import("vscode").ExtensionContext} context */
exports.activate = async ({ globalState }) => {
  if (globalState.get("hasOpened")) {
    await commands.executeCommand("ossImageLabels.buckets.focus");
    return;
  }
  await globalState.update("hasOpened", true);
  await commands.executeCommand("ossImageLabels.openSampleBucket");
};
