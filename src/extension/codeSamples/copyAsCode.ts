/** "Copy as Code…": a detection as a whole program, on the clipboard. */
import * as vscode from "vscode";
import { codeLanguages } from "../../codeSamples/languages.ts";
import type { Target } from "../detect/target.ts";
import { type CodeRequest, type CodeServices, detectionCode } from "./detectionCode.ts";
import { tell } from "./tell.ts";

/** Throws an `OssError`. */
export async function copyAsCode(
  target: Target,
  request: CodeRequest,
  services: CodeServices,
): Promise<void> {
  const code = await detectionCode(target, request, codeLanguages, {}, services);
  if (!code) return;
  await vscode.env.clipboard.writeText(code.sample.text);
  tell(`Copied as ${code.entry.title}.`, code, services);
}
