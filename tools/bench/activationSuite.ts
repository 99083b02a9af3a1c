/**
 * Runs inside VS Code in place of a test suite: makes sure that the extension is active, and writes down the marks
 * that VS Code itself set around it (in whole milliseconds).
 */
import { existsSync, writeFileSync } from "node:fs";
import Module from "node:module";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import * as vscode from "vscode";
import { type ActivationTimes, timesVariable } from "./activationTimes.ts";

interface Mark {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.all.find(({ id }) => id.endsWith(".oss-image-labels"));
  if (!extension) throw new Error("The extension is not there.");
  const inspection: { assembly(): Promise<unknown> } = await extension.activate();
  const loaded = loadedFiles();
  if (loaded.length > 1) throw new Error(`Activation loads ${loaded.join(", ")}.`);
  const start = performance.now();
  await inspection.assembly();
  const times: ActivationTimes = {
    load: timeBetween("willLoadExtensionCode", "didLoadExtensionCode", extension.id),
    activate: timeBetween("willActivateExtension", "didActivateExtension", extension.id),
    assembly: performance.now() - start,
  };
  writeFileSync(process.env[timesVariable] ?? "", JSON.stringify(times));
  await untilCompiledIsKept(extension.extensionPath);
}

/** The next window starts as all but the first do. */
async function untilCompiledIsKept(extensionPath: string): Promise<void> {
  const file = path.join(extensionPath, "dist/assembly.cjs.compiled");
  for (let seconds = 0; !existsSync(file); seconds++) {
    if (seconds > 30) throw new Error(`${file} was never written.`);
    await setTimeout(1000);
  }
}

/** Of the extension's code, those that have been loaded. */
function loadedFiles(): string[] {
  const { _cache: files } = Module as unknown as { _cache: Readonly<Record<string, unknown>> };
  return Object.keys(files).filter((file) => /[/\\]dist[/\\](?:lib[/\\])?[\w-]+\.cjs$/.test(file));
}

function timeBetween(first: string, last: string, id: string): number {
  return timeOf(last, id) - timeOf(first, id);
}

function timeOf(event: string, id: string): number {
  const { MonacoPerformanceMarks: performance } = globalThis as {
    MonacoPerformanceMarks?: { getMarks(): readonly Mark[] };
  };
  const mark = performance?.getMarks().find(({ name }) => name === `code/extHost/${event}/${id}`);
  if (!mark) throw new Error(`This VS Code does not say when it ${event}.`);
  return mark.startTime;
}
