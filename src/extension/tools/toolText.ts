/** A tool's result as JSON text. */
import * as vscode from "vscode";

export function toolText(value: unknown): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([
    new vscode.LanguageModelTextPart(JSON.stringify(value)),
  ]);
}
