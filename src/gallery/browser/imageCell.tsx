/** One image of the grid. Two elements at most, since a page has hundreds: the picture is a background. */
import { t } from "@vscode/l10n";
import { formatScore, plainLine } from "../../labels/format.ts";
import { cellTooltip, markTitle, missingLines, spokenCell } from "../model/words.ts";
import type { Cell } from "../protocol.ts";
import type { ShownPicture } from "./pictureStore.ts";

interface ImageCellProps {
  /** `undefined` until its page has come. */
  readonly cell: Cell | undefined;
  readonly column: number;
  /** `undefined` until it has come. */
  readonly picture: ShownPicture | undefined;
  readonly hasCaption: boolean;
  readonly isActive: boolean;
  readonly isSelected: boolean;
}

export function ImageCell(props: ImageCellProps) {
  const { cell, column, picture, hasCaption, isActive, isSelected } = props;
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is one of a grid
      role="gridcell"
      class={classOf(cell, picture)}
      aria-colindex={column + 1}
      aria-selected={isSelected}
      aria-label={cell ? spokenCell(cell) : t("Being loaded")}
      title={cell && cellTooltip(cell)}
      tabIndex={isActive ? 0 : -1}
      draggable={cell !== undefined}
      data-missing={
        cell && picture?.missing !== undefined
          ? missingLines(cell.name, picture.missing).join("\n")
          : undefined
      }
      data-mark={cell && markText(cell)}
      style={{
        backgroundImage: picture?.address === undefined ? "" : `url("${picture.address}")`,
      }}
    >
      {hasCaption && (
        <p class="caption" style={{ "--score": String(cell?.top?.confidence ?? 0) }}>
          {cell && captionOf(cell)}
        </p>
      )}
    </td>
  );
}

function classOf(cell: Cell | undefined, picture: ShownPicture | undefined): string {
  const look = picture?.missing !== undefined ? "missing" : picture ? "" : "loading";
  return `cell ${look} ${cell?.top?.confidence === undefined ? "unscored" : ""}`;
}

/** The style sheet sets the first line apart. */
function captionOf({ name, top }: Cell): string {
  const label =
    top && `${top.shown?.text ?? plainLine(top.name)} ${formatScore(top.confidence, "")}`.trim();
  return `${plainLine(name)}\n${label ?? ""}`;
}

function markText({ mark, isCorrected }: Cell): string | undefined {
  if (mark) return markTitle(mark);
  return isCorrected ? t("Corrected") : undefined;
}
