/** Gives a page's texts the language that came with it. Imported first, so that it is set before anything speaks. */
import * as l10n from "@vscode/l10n";

const texts = document.getElementById("texts")?.textContent;
if (texts) l10n.config({ contents: texts });
