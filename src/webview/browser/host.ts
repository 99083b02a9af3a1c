/** A webview's only way out: messages to the extension, and what VS Code keeps for the page while its tab lives. */

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const vscode = acquireVsCodeApi();

export function post(message: unknown): void {
  vscode.postMessage(message);
}

/** What was kept, also by an older version: it has any shape. */
export function kept(): unknown {
  return vscode.getState();
}

/** Takes the place of what was kept. It comes back after a reload of the window. */
export function keep(state: unknown): void {
  vscode.setState(state);
}
