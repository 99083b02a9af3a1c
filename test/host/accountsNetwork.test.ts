import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import * as vscode from "vscode";
import { sayingToQuickInputs, typedAccount } from "./accountsInputs.ts";
import {
  accounts,
  below,
  keepAccounts,
  labelsBelow,
  noteBelow,
  run,
  setAccounts,
} from "./accountsScene.ts";
import { answering, inspection, until } from "./extension.ts";

const noBuckets = `<?xml version="1.0" encoding="UTF-8"?>
<ListAllMyBucketsResult><Owner><ID>1</ID><DisplayName>1</DisplayName></Owner><Buckets></Buckets></ListAllMyBucketsResult>`;

const onePicture = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult><Name>photos</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated><Contents><Key>a.jpg</Key>
<LastModified>2025-01-01T00:00:00.000Z</LastModified><ETag>"1"</ETag><Size>1</Size></Contents></ListBucketResult>`;

describe("accounts and the network", () => {
  let server: Server;
  let sockets: Socket[];
  let signatures: string[];

  beforeEach(async () => {
    sockets = [];
    signatures = [];
    server = createServer({ keepAliveTimeout: 60_000 }, ({ headers }, response) => {
      signatures.push(headers.authorization ?? "");
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
  const variables = { OSS_ACCESS_KEY_ID: "LTAIid", OSS_ACCESS_KEY_SECRET: "secret" };
  before(() => Object.assign(process.env, variables));
  after(() => {
    for (const name of Object.keys(variables)) delete process.env[name];
  });

  const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const add = (name: string) =>
    sayingToQuickInputs(
      typedAccount({
        name,
        endpoint: endpoint(),
        accessKeyId: "LTAIid",
        accessKeySecret: "secret",
      }),
      () => run("addAccount"),
    );

  it("share connections, and let go of them when the network settings change", async () => {
    // Out of sight the tree lists nothing by itself.
    await vscode.commands.executeCommand("workbench.view.explorer");
    const names = ["One", "Two", "Three", "Four", "Five", "Six"];
    const credentials = { source: "environment" };
    const added = names.map((name) => ({
      name,
      region: "cn-hangzhou",
      endpoint: endpoint(),
      credentials,
    }));
    await setAccounts([...accounts(), ...added]);
    const listAll = async () => {
      for (const name of names) {
        assert.deepEqual(await labelsBelow(name), ["No buckets in this account."]);
        assert.equal((await noteBelow(name)).command?.command, "ossImageLabels.openBucket");
      }
    };
    await listAll();
    const before = sockets.length;
    assert.ok(before < names.length, `${before} connections`);
    const http = () => vscode.workspace.getConfiguration("http");
    const set = (value: unknown) =>
      http().update("proxyStrictSSL", value, vscode.ConfigurationTarget.Global);
    await set(false);
    try {
      await listAll();
      assert.ok(sockets.length > before);
      await until("the end of the old connections", () =>
        sockets.slice(0, before).every(({ destroyed }) => destroyed),
      );
    } finally {
      await set(undefined);
    }
  });

  it("sign for the region that an account has now", async () => {
    await add("One");
    await labelsBelow("One");
    const [sample, one] = accounts();
    await setAccounts([sample, { ...one, region: "cn-beijing" }]);
    assert.deepEqual(await labelsBelow("One"), ["No buckets in this account."]);
    assert.match(signatures.at(0) ?? "", /\/cn-hangzhou\/oss\//);
    assert.match(signatures.at(-1) ?? "", /\/cn-beijing\/oss\//);
  });

  it("ask a bucket at its own domain, and nothing else there", async () => {
    const asked: string[] = [];
    const domain = createServer(({ url }, response) => {
      asked.push(url ?? "");
      response.writeHead(200, { "content-type": "application/xml" }).end(onePicture);
    });
    await new Promise<void>((resolve) => domain.listen(0, "127.0.0.1", resolve));
    try {
      await add("One");
      const [sample, one] = accounts();
      const photos = `http://127.0.0.1:${(domain.address() as AddressInfo).port}`;
      await setAccounts([sample, { ...one, bucket: "photos", customDomains: { photos } }]);
      await answering("Use It There", () => run("editAccount", "One"));
      const [bucket] = await below("One");
      const { tree } = await inspection();
      const [image] = await tree.getChildren(bucket);
      assert.equal(image?.kind === "object" && image.object.key, "a.jpg");
      assert.deepEqual(
        asked.map((url) => url.split("?")[0]),
        ["/"],
      );
    } finally {
      domain.closeAllConnections();
      domain.close();
    }
  });

  it("say in a sentence which part of an account cannot work, and lead to it", async () => {
    const rows: [setting: object, says: RegExp][] = [
      [{ endpoint: "s3.oss-cn-hangzhou.aliyuncs.com" }, /S3-style/],
      [{ region: "hangzhou" }, /neither a region nor a host/],
      [{}, /does not say its region/],
      [{ endpoint: "img.example.com" }, /does not say its region/],
      [{ endpoint: "img.example.com", region: "cn-hangzhou" }, /which bucket its custom domain/],
      [{ region: "cn-hangzhou", customDomains: { a: "a b" } }, /This is not an endpoint/],
    ];
    const before = accounts();
    for (const [setting, says] of rows) {
      const wrong = { name: "Wrong", credentials: { source: "environment" }, ...setting };
      await setAccounts([...before, wrong]);
      const note = await noteBelow("Wrong");
      assert.match(note.text, says);
      assert.equal(note.command?.command, "ossImageLabels.editAccount");
      assert.equal(note.command?.arguments[0], "Wrong");
    }
  });
});
