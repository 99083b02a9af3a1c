import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import * as vscode from "vscode";
import { Secrets } from "../../src/extension/accounts/secrets.ts";
import type { Message, Ui } from "../../src/extension/ui.ts";
import type { OssError } from "../../src/oss/error.ts";
import { sayingToQuickInputs, typedAccount } from "./accountsInputs.ts";
import { accounts, below, keepAccounts, noteBelow, run } from "./accountsScene.ts";
import { answering, inspection, standingIn, until, workspaceFile } from "./extension.ts";

/** What no file, no log and no row may ever hold. They look like no key, so that only knowing them helps. */
const secret = "canary-secret-of-a-careless-person";
const token = "canary-token-of-a-careless-person";
const keyId = "STS.canaryId";

describe("typed keys", () => {
  let server: Server;
  let endpoint: string;

  before(async () => {
    server = createServer((request, response) => {
      const signed = JSON.stringify(request.headers);
      response.writeHead(403, { "content-type": "application/xml" });
      // Repeats all it got, as a badly made proxy does.
      response.end(
        `<?xml version="1.0"?><Error><Code>Odd${secret}</Code><Message>${secret} ${token} ${signed.replaceAll(/[<>&]/g, "")}</Message><SecurityToken>${token}</SecurityToken></Error>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  keepAccounts();

  it("are in no settings, no log, no row of the tree, no message and no stored file", async () => {
    const { tree, folders, panels } = await inspection();
    const problems: string[] = [];
    const said = await errorsShownDuring(async () => {
      const key = { accessKeyId: keyId, accessKeySecret: secret, securityToken: token };
      const asked = await sayingToQuickInputs(
        typedAccount({ name: "Careless", endpoint, ...key }),
        () => run("addAccount"),
      );
      problems.push(...asked.flatMap((question) => question.problems));
      await run("detect", {
        kind: "object",
        account: "Careless",
        bucket: "sample",
        object: { key: "a.jpg" },
      });
    });
    const note = await noteBelow("Careless");
    const rows = [
      note,
      ...(await Promise.all((await below("Careless")).map((node) => tree.getTreeItem(node)))),
    ];
    const shown = JSON.stringify([
      accounts(),
      said,
      problems,
      panels.lastState,
      rows.map((row) => ({ ...row, parent: undefined })),
    ]);
    assert.match(shown, /Odd\*\*\*/, "the answer is shown, without the secret");
    assert.doesNotMatch(shown, /canary-/);

    const logs = path.dirname(folders.logs.fsPath);
    await until("the log", async () => /Odd\*\*\*/.test(await textOf(logs)));
    const userData = path.join(folders.storage.fsPath, "..", "..", "..");
    assert.match(await textOf(userData), /ossImageLabels\.accounts/, "the settings are looked at");
    for (const folder of [logs, userData, workspaceFile("").fsPath]) {
      assert.doesNotMatch(await textOf(folder), /canary-(secret|token)/, folder);
    }
    await answering("Remove", () => run("removeAccount", "Careless"));
  });
});

describe("kept keys", () => {
  const lasting = { accessKeyId: "LTAIid", accessKeySecret: "secret" };
  const temporary = { ...lasting, securityToken: "token", expiration: new Date(1e12) };

  it("come back whole, with their end if they have one, and tell of every change", async () => {
    const secrets = new Secrets(storageInMemory());
    const changed: string[] = [];
    secrets.onDidChange((account) => changed.push(account));
    await secrets.write("Photos", temporary, []);
    assert.deepEqual(await secrets.read("Photos", []), temporary);
    await secrets.write("Photos", lasting, []);
    assert.deepEqual(await secrets.read("Photos", []), lasting);
    await secrets.forget("Photos");
    assert.equal(await secrets.read("Photos", []), undefined);
    assert.deepEqual(changed, ["Photos", "Photos", "Photos"]);
  });

  it("are given for the servers that they were typed for, and for no other", async () => {
    const secrets = new Secrets(storageInMemory());
    const [own, other] = ["https://img.example.com", "https://other.example.com"];
    await secrets.write("Photos", lasting, [own]);
    assert.deepEqual(await secrets.read("Photos", [own]), lasting);
    assert.deepEqual(await secrets.read("Photos", []), lasting);
    await assert.rejects(secrets.read("Photos", [other, own]), {
      code: "key-of-other-address",
    });
    assert.equal(await secrets.strangerAmong("Photos", [own, other]), other);
    assert.equal(await secrets.strangerAmong("Photos", [own]), undefined);
  });

  it("of version 0.1.0 belong to where their account sends when they are first read", async () => {
    const storage = storageInMemory();
    await storage.store("account:Photos", JSON.stringify(lasting));
    const secrets = new Secrets(storage);
    const changed: string[] = [];
    secrets.onDidChange((account) => changed.push(account));
    assert.deepEqual(await secrets.read("Photos", ["https://img.example.com"]), lasting);
    await assert.rejects(secrets.read("Photos", ["https://other.example.com"]), {
      code: "key-of-other-address",
    });
    assert.deepEqual(changed, [], "nobody has to read them again");
  });

  it("go with their account, and take no other's place", async () => {
    const secrets = new Secrets(storageInMemory());
    const others = { ...lasting, accessKeyId: "LTAIother" };
    await secrets.write("Photos", lasting, []);
    await secrets.rename("Photos", "Pictures");
    assert.deepEqual(await secrets.read("Pictures", []), lasting);
    assert.equal(await secrets.read("Photos", []), undefined);
    await secrets.write("Photos", others, []);
    await secrets.rename("Photos", "Pictures");
    assert.deepEqual(await secrets.read("Pictures", []), lasting);
    assert.equal(await secrets.read("Photos", []), undefined);
  });

  it("count as none when they cannot be read, and are never quoted", async () => {
    const storage = storageInMemory();
    await storage.store("account:Photos", `{"canary-secret`);
    const secrets = new Secrets(storage);
    assert.equal(await secrets.readIfPossible("Photos"), undefined);
    storage.store = async () => Promise.reject(new Error("canary-secret is refused"));
    await assert.rejects(secrets.write("Photos", lasting, []), (error: Error) => {
      assert.equal((error as OssError).code, "keys-not-kept");
      assert.doesNotMatch(`${error.stack} ${String(error.cause)}`, /canary/);
      return true;
    });
  });
});

/** VS Code's secret storage as this machine would have it, without a keyring. */
function storageInMemory(): vscode.SecretStorage {
  const kept = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  return {
    onDidChange: changed.event,
    keys: async () => [...kept.keys()],
    get: async (key) => kept.get(key),
    store: async (key, value) => {
      kept.set(key, value);
      changed.fire({ key });
    },
    delete: async (key) => {
      kept.delete(key);
      changed.fire({ key });
    },
  } as vscode.SecretStorage;
}

/** The text of every file in a folder and below. */
async function textOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(file.parentPath, file.name), "latin1").catch(() => "")),
  );
  return texts.join("\n");
}

async function errorsShownDuring(work: () => Promise<unknown>): Promise<string[]> {
  const said: string[] = [];
  const tell = async (message: Message) => void said.push(JSON.stringify(message));
  await standingIn({ tell: tell as Ui["tell"] }, async () => {
    await work();
  }).catch((error: unknown) => {
    said.push(String(error), String((error as Error).stack), JSON.stringify(error));
  });
  return said;
}
