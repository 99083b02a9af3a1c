/** Text for notifications. VS Code makes links of `[text](command:…)` in them, and a click would run the command. */
import { plainLine } from "../labels/format.ts";

/** The text as one line in which nothing is a link, whatever names from outside stand in it. */
export function notificationText(text: string): string {
  return plainLine(text).replaceAll("](", "] (");
}
