import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import * as vscode from "vscode";
import { sayingToQuickInputs } from "./accountsInputs.ts";
import {
  accounts,
  keepAccounts,
  labelsBelow,
  noteBelow,
  run,
  setAccounts,
} from "./accountsScene.ts";
import { until } from "./extension.ts";

const noBuckets = `<?xml version="1.0" encoding="UTF-8"?>
<ListAllMyBucketsResult><Owner><ID>1</ID><DisplayName>1</DisplayName></Owner><Buckets></Buckets></ListAllMyBucketsResult>`;

describe("accounts and the network", () => {
  let server: Server;
  let sockets: Socket[];

  beforeEach(async () => {
    sockets = [];
    server = createServer({ keepAliveTimeout: 60_000 }, (_, response) => {
      response.writeHead(200, { "content-type": "application/xml" }).end(noBuckets);
    });
    server.on("connection", (socket: Socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  keepAccounts();

  const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const add = (name: string) =>
    sayingToQuickInputs(
      [
        { type: name },
        { pick: "Type an AccessKey" },
        { pick: endpoint(), type: endpoint() },
        { pick: "cn-hangzhou" },
        { type: "" },
        { type: "LTAIid" },
        { type: "secret" },
        { type: "" },
      ],
      () => run("addAccount"),
    );

  it("share one connection where one is enough, and let go of it when the network settings change", async () => {
    await add("One");
    await add("Two");
    for (const name of ["One", "Two", "One"]) {
      assert.deepEqual(await labelsBelow(name), ["No buckets in this account."]);
    }
    const before = sockets.length;
    assert.ok(before <= 2, `${before} connections`);
    const http = () => vscode.workspace.getConfiguration("http");
    const set = (value: unknown) =>
      http().update("proxyStrictSSL", value, vscode.ConfigurationTarget.Global);
    await set(false);
    try {
      await until("new connections", async () => {
        await labelsBelow("Two");
        return sockets.length > before;
      });
      await until("the end of the old ones", () =>
        sockets.slice(0, before).every(({ destroyed }) => destroyed),
      );
    } finally {
      await set(undefined);
    }
  });

  it("end the connections of an account that is removed or changed no sooner than its calls", async () => {
    await add("One");
    await labelsBelow("One");
    const [sample, one] = accounts();
    await setAccounts([sample, { ...one, region: "cn-beijing" }]);
    assert.deepEqual(await labelsBelow("One"), ["No buckets in this account."]);
  });

  it("say in a sentence which part of an account cannot work, and lead to it", async () => {
    const rows: [setting: object, says: RegExp][] = [
      [{ endpoint: "s3.oss-cn-hangzhou.aliyuncs.com" }, /S3-style/],
      [{ region: "hangzhou" }, /neither a region nor a host/],
      [{}, /does not say its region/],
      [{ endpoint: "img.example.com" }, /does not say its region/],
      [{ endpoint: "img.example.com", region: "cn-hangzhou" }, /the bucket that its custom domain/],
      [{ region: "cn-hangzhou", customDomains: { a: "a b" } }, /This is no endpoint/],
    ];
    const before = accounts();
    for (const [setting, says] of rows) {
      const wrong = { name: "Wrong", credentials: { source: "environment" }, ...setting };
      await setAccounts([...before, wrong]);
      const note = await noteBelow("Wrong");
      assert.match(note.text, says);
      assert.equal(note.command?.command, "ossImageLabels.editAccount");
      assert.deepEqual(note.command?.arguments, ["Wrong"]);
    }
  });
});
