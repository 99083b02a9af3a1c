/** The one log of the extension, made when the first line is written. */
import * as vscode from "vscode";

export class Log implements vscode.Disposable {
  #channel: vscode.LogOutputChannel | undefined;

  info(line: string): void {
    this.#open().info(line);
  }

  warn(line: string): void {
    this.#open().warn(line);
  }

  error(line: string): void {
    this.#open().error(line);
  }

  show(): void {
    this.#open().show(true);
  }

  dispose(): void {
    this.#channel?.dispose();
  }

  #open(): vscode.LogOutputChannel {
    this.#channel ??= vscode.window.createOutputChannel("OSS Image Labels", { log: true });
    return this.#channel;
  }
}
