/** Real folders, files and loopback servers for the tests of credentials, and canaries in all of them. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import type { CredentialsContext } from "../../../src/credentials/provider.ts";
import { Refusal } from "../../../src/errors/refusal.ts";
import { explain } from "../../../src/messages/explain.ts";

/** Values that must never show; each is planted as a secret somewhere. */
export const canary = {
  secret: "CanarySecret0123456789abcdefgh",
  token: "CAIScanarytoken+0123456789/abcdefghijklmnopqrstuvwxyz012345==",
} as const;

/** The time in all tests that do not say another. */
export const noon = new Date("2026-03-01T12:00:00Z");

/** `seconds` after noon. */
export function later(seconds: number): Date {
  return new Date(noon.getTime() + seconds * 1000);
}

export interface Home {
  readonly folder: string;
  /** Writes a file below the home folder, making folders as needed; gives its absolute path. */
  write(path: string, content: string | Uint8Array): Promise<string>;
  context(changes?: Partial<CredentialsContext>): CredentialsContext;
  remove(): Promise<void>;
}

/** An empty home folder of its own. */
export async function makeHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), "credentials-"));
  return {
    folder,
    async write(path, content) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
    context: (changes = {}) => ({
      accountName: "photos",
      readStoredSecret: async () => undefined,
      env: {},
      homeFolder: folder,
      now: () => noon,
      ...changes,
    }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface Loopback {
  readonly origin: string;
  readonly requests: IncomingMessage[];
  close(): Promise<void>;
}

/** A server on 127.0.0.1 that keeps what it was asked. */
export async function listen(answer: RequestListener): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await started(server);
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    requests,
    close: () => stopped(server),
  };
}

export function started(server: Pick<Server, "listen">): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
}

export function stopped(server: Pick<Server, "close" | "closeAllConnections">): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export function portOf(server: Pick<Server, "address">): number {
  return (server.address() as AddressInfo).port;
}

/** The error of `promise`, checked to be a whole sentence without a canary; fails when it resolves. */
export async function failureOf(promise: Promise<unknown>): Promise<Refusal> {
  const error = await promise.then(
    () => assert.fail("It should have failed."),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Refusal, `not a Refusal: ${inspect(error)}`);
  assert.match(error.code, /^[a-z]+(-[a-z]+)+$/);
  const { what, next, remedy } = explain(error);
  for (const sentence of [what, next]) assert.match(sentence, /^[A-Z~/].*[A-Za-z0-9`]\.$/s);
  const isSample = error.facts["reason"] === "sample";
  assert.ok(remedy ?? isSample, "A remedy belongs beside the sentences.");
  assertNoCanary(error);
  return error;
}

/** Everything that a log could show of `shown`: properties, hidden ones too, and the chain of causes. */
export function assertNoCanary(shown: unknown): void {
  const text = inspect(shown, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  for (const [name, value] of Object.entries(canary)) {
    // A part is as bad as the whole.
    assert.ok(!text.includes(value.slice(0, 16)), `the canary ${name} shows in ${text}`);
  }
}
