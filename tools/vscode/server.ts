/** Runs VS Code's server on this machine. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { onInterrupt } from "../onInterrupt.ts";
import type { ServedCode } from "../testEnvironment.ts";
import { addLanguagePack } from "./language.ts";
import { endGroup, ownGroup } from "./processGroup.ts";
import type { Profile } from "./profile.ts";

export interface ServerOptions {
  /** 0, the default, lets the system choose one. */
  readonly port?: number;
  /** Honours the address's extensionDevelopmentPath and extensionTestsPath. Also hides toasts. */
  readonly underTest?: boolean;
  /** Restricted Mode: folders are not trusted until a person says so. Needs the matching setting too. */
  readonly withholdsTrust?: boolean;
  /** Of VS Code and its extensions; English is the default. */
  readonly language?: string | undefined;
  /** Added to the environment, which reaches the extensions. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunningServer {
  readonly port: number;
  /** Resolves to a sentence when the server ends by itself. */
  readonly ended: Promise<string>;
  /** Ends the server, its extension hosts, terminals and watchers. */
  stop(): Promise<void>;
}

/** Resolves when the server answers. Rejects with a HumanError when the port is taken. */
export async function startServer(
  code: ServedCode,
  profile: Profile,
  { port = 0, underTest = false, withholdsTrust = false, language, env = {} }: ServerOptions = {},
): Promise<RunningServer> {
  await refuseTakenPort(port);
  if (language) await addLanguagePack(profile.userData, language);
  const args = [
    path.join(code.folder, "out", "server-main.js"),
    ...["--host", "127.0.0.1", "--port", String(port)],
    ...["--without-connection-token", "--accept-server-license-terms"],
    ...["--server-data-dir", profile.folder],
    ...["--user-data-dir", profile.userData, "--extensions-dir", profile.extensions],
    ...["--telemetry-level", "off"],
    ...(withholdsTrust ? [] : ["--disable-workspace-trust"]),
    ...(language ? ["--locale", language] : []),
    ...(underTest ? ["--enable-smoke-test-driver"] : []),
  ];
  const child = spawn(code.node, args, {
    ...ownGroup,
    // With this variable the server would talk to the VS Code whose terminal we run in.
    env: { ...process.env, VSCODE_IPC_HOOK_CLI: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let ending = false;
  const end = () => {
    ending = true;
    return endGroup(child);
  };
  const forget = onInterrupt(end);
  const stop = async () => {
    await end();
    forget();
  };
  const ended = new Promise<string>((resolve) => {
    child.on("exit", (code, signal) => {
      if (!ending) resolve(`VS Code's server ended (${code ?? signal}).`);
    });
  });
  try {
    return { port: await listeningPort(child), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Address of the workbench as a browser opens it. */
export function workbenchAddress(port: number, target: WorkbenchTarget): string {
  const authority = `127.0.0.1:${port}`;
  const remote = (file: string) => `vscode-remote://${authority}${encodeURI(asUriPath(file))}`;
  const underTest = [
    ...(target.underDevelopment
      ? [["extensionDevelopmentPath", remote(target.underDevelopment)]]
      : []),
    ...(target.suite ? [["extensionTestsPath", remote(target.suite)]] : []),
  ];
  const kind = target.open.endsWith(".code-workspace") ? "workspace" : "folder";
  const address = `http://${authority}/?${kind}=${encodeURIComponent(asUriPath(target.open)).replaceAll("%2F", "/")}`;
  if (underTest.length === 0) return address;
  return `${address}&payload=${encodeURIComponent(JSON.stringify(underTest))}`;
}

export interface WorkbenchTarget {
  /** Absolute path of a folder or a .code-workspace file. */
  readonly open: string;
  /** Absolute path of an extension that is not installed; only with `underTest`. */
  readonly underDevelopment?: string;
  /** Absolute path of what VS Code runs inside; only with `underTest`. */
  readonly suite?: string;
}

function asUriPath(file: string): string {
  const slashed = file.split(path.sep).join("/");
  return slashed.startsWith("/") ? slashed : `/${slashed}`;
}

/** Without this, the server ends with a stack trace. */
function refuseTakenPort(port: number): Promise<void> {
  if (port === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "EADDRINUSE" ? "is in use" : `cannot be used (${error.code})`;
      reject(
        new HumanError(
          `Port ${port} ${reason}. End what uses it, or choose another: npm start -- --port ${port + 1}`,
        ),
      );
    });
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve()));
  });
}

function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (chunk: Buffer) => {
      printed += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(printed)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("error", reject);
    child.on("exit", (code) =>
      reject(new HumanError(`VS Code's server ended at once (${code}):\n${printed.trim()}`)),
    );
  });
}
