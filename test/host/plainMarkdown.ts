/** Checks Markdown that holds names from outside: nothing but our own constructs may be left of it. */
import assert from "node:assert/strict";
import type * as vscode from "vscode";

/**
 * Takes away, as CommonMark reads them, what is text whatever it holds (code spans, escaped characters) and what is
 * ours (pictures in data: or of this side, links to our commands); then no markup, no HTML and no address may be left.
 */
export function assertPlain({ value, isTrusted, supportHtml }: vscode.MarkdownString): void {
  const left = value
    .replace(/(?<!`)(`+)(?!`)[^`](?:.*?[^`])??\1(?!`)/gs, "CODE")
    .replace(/\\[!-/:-@[-`{-~]/g, "ESCAPED")
    .replace(/!\[(?:picture)?\]\((?:data:image|file:|vscode-)[^\s()<>[\]]*\)/g, "PICTURE")
    .replace(/\[[^\]\n]*\]\(command:ossImageLabels\.\w+\?[^\s()<>[\]]*\)/g, "LINK");
  assert.doesNotMatch(left, /[<[\]&]|!\[|\w+:\/\/|command:|javascript:|www\./i, value);
  assert.doesNotMatch(left, /^ {0,3}(?:#|>|[-+*] |\d+[.)] |```|~~~)|^ {4}|\$\(/m, value);
  assert.notEqual(supportHtml, true);
  const enabled = typeof isTrusted === "object" ? isTrusted.enabledCommands : [];
  assert.notEqual(isTrusted, true, "not every command may be run");
  for (const command of enabled) assert.match(command, /^ossImageLabels\./);
}
