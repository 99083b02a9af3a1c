/** Asks a person for an image or a threshold, checking as they type. */
import * as vscode from "vscode";
import { readSetting } from "../settings.ts";
import { readTarget, type Target } from "./target.ts";

/** `undefined` when the person changed their mind. */
export async function askForTarget(title = "Detect Labels"): Promise<Target | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: "The image: oss://bucket/key, or the URL of an OSS object.",
    placeHolder: "oss://bucket/folder/picture.jpg",
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === "" ? undefined : problemOf(() => readTarget(value)),
  });
  return text === undefined || text.trim() === "" ? undefined : readTarget(text);
}

/** 0–1; `undefined` when the person changed their mind. */
export async function askForThreshold(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: "Detect Labels at Threshold",
    prompt: "Labels with a lower confidence are left out (0 to 1).",
    value: String(readSetting("threshold")),
    validateInput: (value) =>
      isThreshold(value) ? undefined : "Write a number from 0 to 1, such as 0.5.",
  });
  return text === undefined ? undefined : Number(text);
}

function isThreshold(text: string): boolean {
  return text.trim() !== "" && Number(text) >= 0 && Number(text) <= 1;
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
