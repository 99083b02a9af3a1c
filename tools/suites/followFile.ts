/** Copies what is appended to a file to a stream, like `tail -f`. */
import { open } from "node:fs/promises";
import type { Writable } from "node:stream";

/** Checks ten times a second. Resolves to a function that copies the rest and stops. */
export async function followFile(file: string, to: Writable): Promise<() => Promise<void>> {
  const handle = await open(file, "r");
  let copying = Promise.resolve();
  const copyMore = () => {
    copying = copying.then(async () => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16));
      if (bytesRead > 0) to.write(buffer.subarray(0, bytesRead));
    });
  };
  const timer = setInterval(copyMore, 100);
  return async () => {
    clearInterval(timer);
    await copying;
    const rest = await handle.readFile();
    to.write(rest);
    await handle.close();
  };
}
