/**
 * Gives all texts below this floor the language of VS Code. Imported first, so that it is set before any other module
 * speaks; English texts are their own keys.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
