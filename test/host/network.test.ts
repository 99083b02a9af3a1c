import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect } from "node:net";
import path from "node:path";
import * as vscode from "vscode";
import { answer, type Loopback, listen } from "../integration/oss/loopback.ts";
import { accounts, below, run, setAccounts } from "./accountsScene.ts";
import { detect, inspection, until } from "./extension.ts";
import { failureOf, imageNode, sentence } from "./faultsScene.ts";

/** Reached through a proxy only: no such host exists. */
const host = "img.example.test";
const account = "Behind a proxy";
const page = `<?xml version="1.0"?><ListBucketResult><Name>photos</Name><Prefix></Prefix><MaxKeys>200</MaxKeys><Delimiter>/</Delimiter><IsTruncated>false</IsTruncated><KeyCount>1</KeyCount><Contents><Key>a.jpg</Key><LastModified>2025-01-01T00:00:00.000Z</LastModified><ETag>"1"</ETag><Type>Normal</Type><Size>7</Size><StorageClass>Standard</StorageClass></Contents></ListBucketResult>`;

describe("VS Code's network settings", () => {
  let service: Pick<Loopback, "port" | "close">;
  let proxies: Proxy[];

  before(async () => {
    process.env["OSS_ACCESS_KEY_ID"] = "LTAIproxied";
    process.env["OSS_ACCESS_KEY_SECRET"] = "aSecretBehindAProxy";
    const options = { key: vector("server.key"), cert: vector("server.pem") };
    service = await listen(
      createSecureServer(options, (request, response) => {
        if (request.url?.includes("list-type=2")) return answer(response, 200, page);
        return answer(response, 404);
      }),
    );
    const place = { region: "cn-hangzhou", endpoint: `https://${host}`, bucket: "photos" };
    const own = { name: account, ...place, credentials: { source: "environment" } };
    await setAccounts([...accounts(), own]);
  });
  beforeEach(async () => {
    proxies = [await startProxy(service.port), await startProxy(service.port)];
    // The service's certificate is signed by nobody that this machine knows.
    await set("proxyStrictSSL", false);
  });
  afterEach(async () => {
    for (const name of ["proxy", "noProxy", "proxyStrictSSL"]) await set(name, undefined);
    for (const proxy of proxies) await proxy.close();
  });
  after(async () => {
    await setAccounts(accounts().filter(({ name }) => name !== account));
    delete process.env["OSS_ACCESS_KEY_ID"];
    delete process.env["OSS_ACCESS_KEY_SECRET"];
    await service.close();
  });

  it("name a proxy, which is asked; another one is asked as soon as it is named", async () => {
    const [first, second] = proxies as [Proxy, Proxy];
    await set("proxy", first.address());
    assert.deepEqual(await listed(), ["a.jpg"]);
    assert.deepEqual(first.asked(host), [`CONNECT ${host}:443`]);
    await set("proxy", second.address());
    assert.deepEqual(await listed(), ["a.jpg"]);
    assert.deepEqual(second.asked(host), [`CONNECT ${host}:443`]);
    assert.equal(first.asked(host).length, 1);
  });

  it("name hosts that are asked directly, and those below them", async () => {
    const [proxy] = proxies as [Proxy];
    await set("proxy", proxy.address());
    for (const direct of [host, "example.test"]) {
      await set("noProxy", [direct]);
      assert.match((await listed())[0] ?? "", new RegExp(`There is no host ${host}`), direct);
    }
    assert.deepEqual(proxy.asked(host), []);
    await set("noProxy", ["elsewhere.test"]);
    assert.deepEqual(await listed(), ["a.jpg"]);
    assert.equal(proxy.asked(host).length, 1);
  });

  it("decide whether a certificate of nobody's is good enough", async () => {
    const [proxy] = proxies as [Proxy];
    await set("proxy", proxy.address());
    assert.deepEqual(await listed(), ["a.jpg"]);
    await set("proxyStrictSSL", true);
    const [note = ""] = await listed();
    assert.match(note, /certificate/);
    assert.match(note, sentence);
  });

  it("hold the proxy's password, which goes to the proxy and nowhere else", async () => {
    const [proxy] = proxies as [Proxy];
    proxy.wants("person:a-canary-password");
    await set("proxy", proxy.address("person:another-canary-password"));
    const [note = ""] = await listed();
    assert.match(note, /proxy/i);
    assert.match(note, sentence);
    assert.doesNotMatch(note, /canary/);
    await set("proxy", proxy.address("person:a-canary-password"));
    assert.deepEqual(await listed(), ["a.jpg"]);
    await set("proxy", "http://person:third-canary-password@[");
    const failure = await failureOf(detect(imageNode(account, "photos", "a.jpg"), { show: false }));
    assert.match(failure.message, sentence);
    const logs = await logged(/proxy/i);
    assert.doesNotMatch(logs + String(failure.stack) + failure.message, /canary-password/);
  });

  it("change nothing for the sample account and others on this machine", async () => {
    const [proxy] = proxies as [Proxy];
    await set("proxy", proxy.address());
    await set("noProxy", ["elsewhere.test"]);
    const { object } = await detect("oss://sample/example.jpg", { show: false, refresh: true });
    assert.equal(object, "oss://sample/example.jpg");
    assert.deepEqual(proxy.asked("127.0.0.1"), []);
  });
});

function vector(name: string): Buffer {
  const extension = vscode.extensions.getExtension("oss-image-labels.oss-image-labels");
  return readFileSync(path.join(extension?.extensionPath ?? "", "test/vectors/tls", name));
}

/** As a person sets it; resolves when the extension can see it. */
async function set(name: string, value: unknown): Promise<void> {
  const http = () => vscode.workspace.getConfiguration("http");
  await http().update(name, value, vscode.ConfigurationTarget.Global);
  if (value === undefined) return;
  await until(name, () => JSON.stringify(http().get(name)) === JSON.stringify(value));
}

/** Names of the images below the account's bucket, or what is told in their place. */
async function listed(): Promise<string[]> {
  const { tree } = await inspection();
  const [bucket] = await below(account);
  if (bucket?.kind === "note") return [bucket.text];
  assert.ok(bucket);
  await run("refresh", bucket);
  const nodes = await tree.getChildren(bucket);
  return Promise.all(
    nodes.map(async (node) =>
      node.kind === "note" ? node.text : String((await tree.getTreeItem(node)).label),
    ),
  );
}

/** The log's text, once it says something. */
async function logged(what: RegExp): Promise<string> {
  const { folders } = await inspection();
  const file = vscode.Uri.joinPath(folders.logs, "OSS Image Labels.log");
  let text = "";
  await until("the log", async () => {
    text = Buffer.from(await vscode.workspace.fs.readFile(file)).toString();
    return what.test(text);
  });
  return text;
}

interface Proxy {
  /** `user` is `name:password`. */
  address(user?: string): string;
  /** Refuses whoever has not this name and password. */
  wants(user: string): void;
  /** What it was asked about a host; VS Code has questions of its own. */
  asked(host: string): string[];
  close(): Promise<void>;
}

/** Every tunnel leads to one port of this machine. */
async function startProxy(targetPort: number): Promise<Proxy> {
  const seen: string[] = [];
  let wanted: string | undefined;
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    answer(response, 502);
  });
  server.on("connect", (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    socket.on("error", () => undefined);
    const isWelcome = wanted === undefined || request.headers["proxy-authorization"] === wanted;
    if (!isWelcome || !request.url?.startsWith(host)) {
      return socket.end(`HTTP/1.1 ${isWelcome ? 502 : 407} No\r\n\r\n`);
    }
    const target = connect(targetPort, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    return undefined;
  });
  const { port, close } = await listen(server);
  return {
    address: (user) => `http://${user === undefined ? "" : `${user}@`}127.0.0.1:${port}`,
    wants: (user) => {
      wanted = `Basic ${Buffer.from(user).toString("base64")}`;
    },
    asked: (about) => seen.filter((line) => line.includes(about)),
    close,
  };
}
