/** VS Code's own icons, inlined: the few shapes we need weigh less than the font. */

import add from "@vscode/codicons/src/icons/add.svg" with { type: "text" };
import arrowDown from "@vscode/codicons/src/icons/arrow-down.svg" with { type: "text" };
import arrowUp from "@vscode/codicons/src/icons/arrow-up.svg" with { type: "text" };
import check from "@vscode/codicons/src/icons/check.svg" with { type: "text" };
import chevronDown from "@vscode/codicons/src/icons/chevron-down.svg" with { type: "text" };
import chevronLeft from "@vscode/codicons/src/icons/chevron-left.svg" with { type: "text" };
import chevronRight from "@vscode/codicons/src/icons/chevron-right.svg" with { type: "text" };
import close from "@vscode/codicons/src/icons/close.svg" with { type: "text" };
import copy from "@vscode/codicons/src/icons/copy.svg" with { type: "text" };
import error from "@vscode/codicons/src/icons/error.svg" with { type: "text" };
import eye from "@vscode/codicons/src/icons/eye.svg" with { type: "text" };
import eyeClosed from "@vscode/codicons/src/icons/eye-closed.svg" with { type: "text" };
import fileMedia from "@vscode/codicons/src/icons/file-media.svg" with { type: "text" };
import info from "@vscode/codicons/src/icons/info.svg" with { type: "text" };
import search from "@vscode/codicons/src/icons/search.svg" with { type: "text" };
import tag from "@vscode/codicons/src/icons/tag.svg" with { type: "text" };

const shapes = {
  add,
  eye,
  eyeClosed,
  arrowDown,
  arrowUp,
  check,
  chevronDown,
  chevronLeft,
  chevronRight,
  close,
  copy,
  error,
  fileMedia,
  info,
  search,
  tag,
};

export type IconName = keyof typeof shapes;

/** Decoration: the text or the name beside it says what it means. */
export function Icon({ name }: { readonly name: IconName }) {
  const paths = [...shapes[name].matchAll(/ d="([^"]+)"/g)];
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      {paths.map(([, path]) => (
        <path key={path} d={path ?? ""} />
      ))}
    </svg>
  );
}
