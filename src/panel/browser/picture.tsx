/** The picture, from bytes that came with the state; a click shows it as large as the panel allows. */
import { t } from "@vscode/l10n";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../webview/browser/icon.tsx";
import type { PanelObject } from "../protocol.ts";

interface PictureProps {
  readonly object: PanelObject;
  /** What can be said of the picture. */
  readonly alt: string;
}

export function Picture({ object, alt }: PictureProps) {
  const address = usePictureAddress(object.picture, object.pictureType);
  const [broken, setBroken] = useState<string>();
  const [loaded, setLoaded] = useState<number>();
  const dialog = useRef<HTMLDialogElement>(null);
  const ratio = { "--ratio": String(loaded ?? ratioOf(object.width, object.height)) };

  if (object.pictureMissing !== undefined || (address && broken === address)) {
    return (
      <div class="picture missing" style={{ "--ratio": "1.5" }}>
        <Icon name="fileMedia" />
        <span>{object.pictureMissing ?? t("The picture cannot be shown")}</span>
      </div>
    );
  }
  if (!address) {
    return (
      <div class="picture loading" style={ratio}>
        <span class="unseen">{t("The picture is being loaded")}</span>
      </div>
    );
  }
  const close = () => dialog.current?.close();
  return (
    <div class="picture" style={ratio}>
      <button
        type="button"
        aria-label={t("Enlarge the picture")}
        title={t("Enlarge")}
        onClick={() => dialog.current?.showModal()}
      >
        <img
          src={address}
          alt={alt}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            // What the browser drew knows the orientation that a camera wrote into the file.
            setLoaded(ratioOf(naturalWidth, naturalHeight))
          }
          onError={() => setBroken(address)}
        />
      </button>
      <dialog
        ref={dialog}
        class="enlarged"
        aria-label={object.title}
        onKeyDown={(event) => {
          // Its one button has the focus. Tab would leave the panel for the workbench, and Escape go there.
          if (event.key !== "Tab" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Escape") close();
        }}
      >
        <button type="button" aria-label={t("Close")} title={t("Close")} onClick={close}>
          <img src={address} alt={alt} />
          <Icon name="close" />
        </button>
      </dialog>
    </div>
  );
}

/** Width by height, within what is still a picture and not a line. */
function ratioOf(width: number | undefined, height: number | undefined): number {
  return width && height ? Math.min(4, Math.max(0.4, width / height)) : 1.5;
}

/**
 * A blob: address for a picture's bytes, revoked when it is no longer shown; `undefined` without bytes and until the
 * first effect. The same bytes in a new state keep their address.
 */
function usePictureAddress(
  bytes: Uint8Array | undefined,
  type: string | undefined,
): string | undefined {
  const kept = useRef<Uint8Array | undefined>(undefined);
  if (!isSame(kept.current, bytes)) kept.current = bytes;
  const stable = kept.current;
  const [address, setAddress] = useState<string>();

  useEffect(() => {
    if (!stable) return setAddress(undefined);
    const created = URL.createObjectURL(new Blob([stable as BlobPart], type ? { type } : {}));
    setAddress(created);
    return () => URL.revokeObjectURL(created);
  }, [stable, type]);
  return address;
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === b) return true;
  return !!a && !!b && a.length === b.length && a.every((byte, index) => byte === b[index]);
}
