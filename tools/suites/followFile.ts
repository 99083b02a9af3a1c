/** Copies what is appended to a file to a stream, like `tail -f`. */
import { open } from "node:fs/promises";
import type { Writable } from "node:stream";

/** Looks ten times a second; the function that it resolves to copies the rest and ends it. */
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
