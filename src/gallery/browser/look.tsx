/** One image as large as the page, with the one before and after it at hand. */
import { t } from "@vscode/l10n";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { grouped, plainLine } from "../../labels/format.ts";
import { Icon } from "../../webview/browser/icon.tsx";
import { missingLines, spokenCell } from "../model/words.ts";
import type { PictureSide } from "../protocol.ts";
import { focusImages } from "./focus.ts";
import type { PictureStore } from "./pictureStore.ts";
import type { ResultPages } from "./resultPages.ts";
import type { Wanted, Wants } from "./useWants.ts";

interface LookProps {
  readonly result: number;
  readonly position: number;
  readonly total: number;
  readonly pages: ResultPages;
  readonly pictures: PictureStore;
  readonly wants: Wants;
  readonly onMove: (position: number) => void;
  readonly onOpen: (position: number) => void;
  readonly onClose: () => void;
}

export function Look(props: LookProps) {
  const { result, position, total, pages, pictures, wants, onMove, onOpen, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const cell = pages.cell(result, position);
  const side = pageSide();
  const large = cell && pictures.get(cell.pictureKey, side);
  // A smaller one stands in until the large one has come.
  const picture =
    large ?? (cell && (pictures.get(cell.pictureKey, 800) ?? pictures.get(cell.pictureKey, 320)));

  useEffect(() => {
    dialog.current?.showModal();
    return () => wants.look([]);
  }, []);
  useLayoutEffect(() => {
    const near = [position, position + 1, position - 1].filter((at) => at >= 0 && at < total);
    wants.look(near.map((at): Wanted => ({ position: at, side })));
  });

  const go = (step: number) => onMove(Math.max(0, Math.min(total - 1, position + step)));
  const close = () => {
    dialog.current?.close();
    onClose();
    focusImages();
  };
  /** Tab would leave the view for the workbench, where Escape does not close this. */
  const goOn = (by: number) => {
    const all = [...(dialog.current?.querySelectorAll<HTMLElement>(".icon-button") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(Math.max(at, by < 0 ? 0 : -1) + by + all.length) % all.length]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ...{ ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 },
      ...{ Home: -total, End: total },
    };
    const step = steps[event.key];
    // Those that are seen have their own keys; the picture itself has those of the whole.
    const isButton = (event.target as Element).matches(".icon-button");
    if (step !== undefined) go(step);
    else if (event.key === "Escape" || (event.key === " " && !isButton)) close();
    else if (event.key === "Enter" && !isButton) onOpen(position);
    else if (event.key === "Tab") goOn(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <dialog ref={dialog} class="look" aria-label={cell?.name ?? t("Image")} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="look-picture"
        aria-label={t("Close")}
        tabIndex={-1}
        onClick={close}
      >
        {picture?.address === undefined ? (
          <p>
            {picture?.missing === undefined
              ? ""
              : missingLines(cell?.name ?? "", picture.missing).join(" · ")}
          </p>
        ) : (
          <img
            class={large ? "" : "coarse"}
            src={picture.address}
            alt={cell ? spokenCell(cell) : ""}
          />
        )}
      </button>
      <div class="look-caption">
        <button
          type="button"
          class="icon-button"
          aria-label={t("Previous")}
          title={t("Previous")}
          aria-disabled={position === 0}
          onClick={() => go(-1)}
        >
          <Icon name="chevronLeft" />
        </button>
        <p aria-live="polite">
          <bdi>{cell && plainLine(cell.name)}</bdi>{" "}
          <span class="quiet">
            {t("{position} of {total}", { position: grouped(position + 1), total: grouped(total) })}
          </span>
          <span class="look-labels">{cell && plainLine(cell.labels.slice(0, 8).join(" · "))}</span>
        </p>
        <button
          type="button"
          class="icon-button"
          aria-label={t("Next")}
          title={t("Next")}
          aria-disabled={position === total - 1}
          onClick={() => go(1)}
        >
          <Icon name="chevronRight" />
        </button>
      </div>
      <button
        type="button"
        class="icon-button look-close"
        aria-label={t("Close")}
        title={t("Close")}
        onClick={close}
      >
        <Icon name="close" />
      </button>
    </dialog>
  );
}

/** The smallest picture that is sharp as large as the page. */
function pageSide(): PictureSide {
  return Math.max(innerWidth, innerHeight) * devicePixelRatio > 1000 ? 1600 : 800;
}
