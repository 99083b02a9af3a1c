/** The picture, from bytes that came with the state; a click shows it as large as the panel allows. */
import { useRef, useState } from "preact/hooks";
import type { PanelObject } from "../protocol.ts";
import { Icon } from "./icon.tsx";
import { usePictureAddress } from "./usePictureAddress.ts";

export function Picture({ object }: { readonly object: PanelObject }) {
  const address = usePictureAddress(object.picture, object.pictureType);
  const [broken, setBroken] = useState<string>();
  const [loaded, setLoaded] = useState<number>();
  const dialog = useRef<HTMLDialogElement>(null);

  if (!address || broken === address) {
    return (
      <div class="picture missing" style={{ "--ratio": "1.6" }}>
        <Icon name="fileMedia" />
        <span>{address ? "The picture cannot be shown" : "No preview"}</span>
      </div>
    );
  }
  const close = () => dialog.current?.close();
  return (
    <div
      class="picture"
      style={{ "--ratio": String(loaded ?? ratioOf(object.width, object.height)) }}
    >
      <button
        type="button"
        aria-label="Enlarge the picture"
        title="Enlarge"
        onClick={() => dialog.current?.showModal()}
      >
        <img
          src={address}
          alt={object.title}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            // What the browser drew knows the orientation that a camera wrote into the file.
            setLoaded(ratioOf(naturalWidth, naturalHeight))
          }
          onError={() => setBroken(address)}
        />
      </button>
      {/* Escape closes a dialog by itself. */}
      <dialog ref={dialog} class="enlarged" aria-label={object.title}>
        <button type="button" aria-label="Close" title="Close" onClick={close}>
          <img src={address} alt={object.title} />
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
