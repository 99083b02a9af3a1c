/** Ends a program together with all programs that it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

const isWindows = process.platform === "win32";

/** Options for `spawn` that make the child the leader of a group of its own (not on Windows). */
export const ownGroup = { detached: !isWindows };

/** Ends the child and everything below it; resolves when all of it is gone. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  if (isWindows) {
    await endTreeOnWindows(child.pid);
    return;
  }
  // The server does not wait for its extension hosts: the group is what must be gone.
  signalGroup(child.pid, "SIGTERM");
  if (await isGone(child.pid, 1_000)) return;
  signalGroup(child.pid, "SIGKILL");
  await isGone(child.pid, 5_000);
}

async function isGone(group: number, within: number): Promise<boolean> {
  const until = Date.now() + within;
  while (Date.now() < until) {
    if (!signalGroup(group, 0)) return true;
    await delay(25);
  }
  return false;
}

/** True when there was a process to signal. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

function endTreeOnWindows(pid: number): Promise<void> {
  return new Promise((resolve) => {
    const ended = spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    ended.on("close", () => resolve());
    ended.on("error", () => resolve());
  });
}
