/** VS Code's own network settings, read when a connection is wanted. */
import * as vscode from "vscode";
import type { NetworkSettings } from "../../http/network.ts";

export function networkSettings(): NetworkSettings {
  const http = vscode.workspace.getConfiguration("http");
  return {
    proxySupport: http.get<string>("proxySupport"),
    proxy: http.get<string>("proxy"),
    noProxy: http.get<string[]>("noProxy"),
    strictSsl: http.get<boolean>("proxyStrictSSL"),
    systemCertificates: http.get<boolean>("systemCertificates"),
    env: process.env,
  };
}
