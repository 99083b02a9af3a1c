/** Says where code went, what it needs to run, and how long it works. */
import * as vscode from "vscode";
import type { CodeServices, DetectionCode } from "./detectionCode.ts";

/** @param where at the start of the sentence: `Copied as Python.` */
export function tell(
  where: string,
  { setting, expires }: DetectionCode,
  services: CodeServices,
): void {
  const isSample = setting.credentials.source === "sample";
  const facts = [where, expires ? secrecyOf(expires) : needed, isSample ? sampleCost : cost];
  const openTerminal = "Open Terminal with These Keys";
  const buttons = isSample && !expires ? [openTerminal] : [];
  void vscode.window.showInformationMessage(facts.join(" "), ...buttons).then((chosen) => {
    return chosen === openTerminal ? openSampleTerminal(services) : undefined;
  });
}

const needed =
  "It reads its keys from OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET and, for temporary keys, OSS_SESSION_TOKEN.";
const cost = "Each run is one billable call.";
const sampleCost =
  "The sample account bills nothing; its address and keys last until this window closes.";

function secrecyOf(expires: Date): string {
  const time = expires.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return `It is a secret: for 15 minutes, until ${time} (less if the account's keys expire before then), anyone who has it can make the call.`;
}

/** There is no other way to get the sample account's keys: they are made anew with every start. */
async function openSampleTerminal({ sample }: CodeServices): Promise<void> {
  const account = await sample.open("Sample");
  const { accessKeyId, accessKeySecret } = await account.credentials();
  const terminal = vscode.window.createTerminal({
    name: "OSS sample account",
    env: {
      OSS_ACCESS_KEY_ID: accessKeyId,
      OSS_ACCESS_KEY_SECRET: accessKeySecret,
      OSS_SESSION_TOKEN: null,
    },
  });
  terminal.show();
}
