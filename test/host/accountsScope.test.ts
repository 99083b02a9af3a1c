import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import * as vscode from "vscode";
import { accounts, roots } from "./accountsScene.ts";
import { inspection, until, workspaceFile } from "./extension.ts";

describe("accounts of a workspace", () => {
  const file = workspaceFile(".vscode/settings.json");
  let server: Server;
  let before: Uint8Array | undefined;
  const connections: Socket[] = [];

  beforeEach(async () => {
    server = createServer((socket) => connections.push(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    before = await vscode.workspace.fs.readFile(file).then(
      (bytes) => bytes,
      () => undefined,
    );
  });
  afterEach(async () => {
    if (before) await vscode.workspace.fs.writeFile(file, before);
    else await vscode.workspace.fs.delete(file);
    await until("the settings to be as before", () => readMarker() === undefined);
    for (const socket of connections) socket.destroy();
    server.close();
  });

  it("are ignored: no row, no owner, no byte sent", async () => {
    const real = accounts();
    const shown = await roots();
    const { port } = server.address() as AddressInfo;
    const planted = {
      name: "Planted",
      region: "cn-hangzhou",
      endpoint: `http://127.0.0.1:${port}`,
      bucket: "sample",
      credentials: { source: "environment" },
    };
    const settings = { "ossImageLabels.accounts": [planted], [marker]: 7 };
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(settings)));
    // The other setting tells that VS Code has read the file.
    await until("the planted settings", () => readMarker() === 7);
    assert.deepEqual(accounts(), real);
    assert.deepEqual(await roots(), shown);
    const { client } = await inspection();
    await assert.rejects(client("Planted"), { code: "no-such-account" });
    await vscode.commands.executeCommand("ossImageLabels.refresh");
    assert.deepEqual(connections, []);
  });
});

const marker = "ossImageLabels.batch.concurrency";

function readMarker(): number | undefined {
  return vscode.workspace.getConfiguration().inspect<number>(marker)?.workspaceValue;
}
