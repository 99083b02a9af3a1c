/**
 * Two of the server's packages are native and come without a build. They do so
 * little that plain JavaScript can replace them, and nobody needs a compiler.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";

/** Writes log files, by the interface of @vscode/spdlog. Without it no log reaches the disk. */
const logger = `
const fs = require("node:fs");
const path = require("node:path");
const levels = ["trace", "debug", "info", "warning", "error", "critical", "off"];

class Logger {
  constructor(name, file) {
    this.file = file;
    this.level = 2;
    this.bare = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.appendFileSync(file, "");
  }
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    const line = this.bare ? message : time + " [" + levels[level] + "] " + message + "\\n";
    try {
      fs.appendFileSync(this.file, line);
    } catch {
      // A log that cannot be written must not end the server.
    }
  }
  trace(message) { this.write(0, message); }
  debug(message) { this.write(1, message); }
  info(message) { this.write(2, message); }
  warn(message) { this.write(3, message); }
  error(message) { this.write(4, message); }
  critical(message) { this.write(5, message); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.bare = true; }
  flush() {}
  drop() {}
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (name, file) => new Logger(name, file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
`;

/** The original ends the server when its parent process is gone; we end the whole process group ourselves. */
const watchdog = `
exports.start = () => {};
exports.exit = (code) => process.exit(code || 0);
`;

/** Replaces both packages below the server's folder. */
export async function putNativeShims(vscodeFolder: string): Promise<void> {
  const packages = path.join(vscodeFolder, "node_modules", "@vscode");
  await writeFile(path.join(packages, "spdlog", "index.js"), logger);
  await writeFile(path.join(packages, "native-watchdog", "index.js"), watchdog);
}
