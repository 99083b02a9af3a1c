/** The one log of the extension, made when the first line is written. Secrets are taken out of every line. */
import * as vscode from "vscode";
import { redact } from "../credentials/redact.ts";

export class Log implements vscode.Disposable {
  readonly #secrets = new Set<string>();
  #channel: vscode.LogOutputChannel | undefined;

  info(line: string): void {
    this.#open().info(this.#clean(line));
  }

  warn(line: string): void {
    this.#open().warn(this.#clean(line));
  }

  error(line: string): void {
    this.#open().error(this.#clean(line));
  }

  /** Takes a secret out of every line from now on, whatever it looks like. */
  hide(secret: string): void {
    this.#secrets.add(secret);
  }

  show(): void {
    this.#open().show(true);
  }

  dispose(): void {
    this.#channel?.dispose();
  }

  #clean(line: string): string {
    return redact(line, this.#secrets);
  }

  #open(): vscode.LogOutputChannel {
    this.#channel ??= vscode.window.createOutputChannel("OSS Image Labels", { log: true });
    return this.#channel;
  }
}
