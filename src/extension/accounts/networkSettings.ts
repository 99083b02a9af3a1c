/** VS Code's own network settings, read when a client is made. */
import * as vscode from "vscode";

export interface NetworkSettings {
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  readonly strictSsl: boolean;
  readonly env: NodeJS.ProcessEnv;
}

export function networkSettings(): NetworkSettings {
  const http = vscode.workspace.getConfiguration("http");
  const proxy = http.get<string>("proxy");
  const noProxy = http.get<string[]>("noProxy");
  return {
    ...(proxy && { proxy }),
    ...(noProxy && noProxy.length > 0 && { noProxy }),
    strictSsl: http.get<boolean>("proxyStrictSSL") ?? true,
    env: process.env,
  };
}
