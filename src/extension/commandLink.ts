/** Addresses of commands for links in Markdown and in documents. */
import { type CommandId, commandName } from "./commandIds.ts";

/**
 * `command:ossImageLabels.id?arguments`. VS Code decodes the arguments once or twice, depending on what
 * comes of it, so a key's own `%41` must not look like an escape; nor may a parenthesis end the link.
 */
export function commandLink(id: CommandId, args: readonly unknown[]): string {
  const json = JSON.stringify(args).replace(/[%()]/g, inJson);
  return `command:${commandName(id)}?${encodeURIComponent(json)}`;
}

/** As JSON may write any character of a text: `\u0025`. */
function inJson(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
