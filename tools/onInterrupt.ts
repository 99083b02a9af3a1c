/** Cleans up on Ctrl+C (and SIGTERM) before the program ends. */

const endings = new Set<() => Promise<void>>();
let listening = false;

/** Registers what to do on an interrupt; returns a function that unregisters it. */
export function onInterrupt(end: () => Promise<void>): () => void {
  endings.add(end);
  listen();
  return () => endings.delete(end);
}

function listen(): void {
  if (listening) return;
  listening = true;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void endAll(signal === "SIGINT" ? 130 : 143));
  }
}

async function endAll(exitCode: number): Promise<void> {
  await Promise.allSettled([...endings].map((end) => end()));
  process.exit(exitCode);
}
