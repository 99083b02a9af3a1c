/** A blob: address for the picture's bytes, revoked when it is no longer shown. */
import { useEffect, useRef, useState } from "preact/hooks";

/** `undefined` without bytes and until the first effect. The same bytes in a new state keep their address. */
export function usePictureAddress(
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
