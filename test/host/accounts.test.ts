import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { SampleServer } from "../../src/sample/server.ts";
import { type Asked, type Said, sayingToQuickInputs, typedAccount } from "./accountsInputs.ts";
import {
  accounts,
  keepAccounts,
  labelsBelow,
  noteBelow,
  roots,
  run,
  setAccounts,
  startService,
} from "./accountsScene.ts";
import { answering, detect, inspection, until, withSetting } from "./extension.ts";

/** A node of the tree. */
const image = {
  kind: "object",
  account: "Photos",
  bucket: "sample",
  object: { key: "example.jpg" },
};

describe("accounts", () => {
  let server: SampleServer;

  before(async () => {
    server = await startService();
  });
  after(() => server.close());
  keepAccounts();

  /** Everything that adds the server as an account with typed keys. */
  const answers = (of = server, securityToken = ""): Said[] =>
    typedAccount({ name: "Photos", ...of, securityToken });
  const add = (script = answers()) => sayingToQuickInputs(script, () => run("addAccount"));
  const edit = (script: readonly Said[], ...args: unknown[]) =>
    sayingToQuickInputs(script, () => run("editAccount", "Photos", ...args));

  it("are added step by step, and are in the tree at once", async () => {
    const asked = await add();
    assert.deepEqual(
      asked.map(({ title, step, canGoBack, password }) => [title, step, canGoBack, password]),
      [
        ["Add an Account", "1/5", false, false],
        ["Add an Account", "2/5", true, false],
        // An address of this machine does not tell its region.
        ["Add an Account", "3/6", true, false],
        ["Add an Account", "4/6", true, false],
        ["Add an Account", "5/6", true, true],
        ["Add an Account", "6/6", true, false],
      ],
    );
    assert.deepEqual(accounts().at(-1), {
      name: "Photos",
      region: "cn-hangzhou",
      endpoint: server.endpoint,
      credentials: { source: "stored" },
    });
    assert.deepEqual(await roots(), ["Sample", "Photos"]);
    assert.deepEqual(await labelsBelow("Photos"), ["sample"]);
  });

  it("keep what was typed when a person goes back", async () => {
    const [source, place, region, id, secret, name] = answers() as Six<Said>;
    const asked = await add([
      ...[source, place, region, id],
      ...(["back", "back", "back"] as const),
      ...[place, region, id, secret],
      "back",
      ...[secret, name],
    ]);
    const valuesOf = (start: string): string[] =>
      asked.filter(({ about }) => about?.startsWith(start)).map(({ value }) => value);
    assert.deepEqual(valuesOf("Region or endpoint"), ["", server.endpoint]);
    assert.deepEqual(valuesOf("Which region"), ["", "cn-hangzhou", "cn-hangzhou"]);
    assert.deepEqual(valuesOf("The AccessKey ID"), ["", server.accessKeyId, server.accessKeyId]);
    assert.deepEqual(valuesOf("The AccessKey secret"), ["", "", server.accessKeySecret]);
    assert.deepEqual(valuesOf("The account's name"), ["OSS", "OSS"]);
    assert.deepEqual(await labelsBelow("Photos"), ["sample"]);
  });

  it("are not there, nor their keys, when a person closes any of the questions", async () => {
    const before = accounts();
    const whole = answers();
    for (let said = 0; said < whole.length; said++) {
      await add([...whole.slice(0, said), "escape"]);
      assert.deepEqual(accounts(), before, `after ${said} answers`);
    }
    await setAccounts([...before, storedAccount(server)]);
    assert.match((await noteBelow("Photos")).text, /No access key is kept/);
  });

  it("are not written before the last answer", async () => {
    const before = accounts();
    let questions = 0;
    const look = () => {
      questions++;
      assert.deepEqual(accounts(), before);
    };
    await sayingToQuickInputs(answers(), () => run("addAccount"), look);
    assert.equal(questions, 6);
  });

  it("are checked while they are typed", async () => {
    const asked = await add(answers().toSpliced(-1, 0, { type: "Sample" }));
    assert.match(
      problemsOf(asked, "The account's name")[0] ?? "",
      /already an account named "Sample"/,
    );
  });

  it("have their keys tried before they are there, and say what became of them", async () => {
    const right = answers();
    const script = right.with(4, { type: "wrong" }).toSpliced(5, 0, right[4] ?? "escape");
    let asked: Asked[] = [];
    const told = await answering(undefined, async () => {
      asked = await add(script);
    });
    const [problem, ...others] = problemsOf(asked, "The AccessKey secret");
    assert.match(problem ?? "", /secret.*press Enter again to keep it/);
    assert.deepEqual(others, []);
    assert.deepEqual(told, ['Added the account "Photos".']);
    assert.equal(server.billableCalls, 0);
  });

  it("are asked which bucket their keys may read, and named after it, where they may list none", async () => {
    const strict = await startKeyOfOneBucket();
    try {
      const { length } = answers();
      const script = answers({ ...server, endpoint: strict.endpoint });
      const asked = await add(script.toSpliced(length - 1, 0, { type: "oss://photos/2024/" }));
      assert.match(asked.at(-2)?.about ?? "", /may not list buckets/);
      assert.deepEqual([asked.at(-2)?.step, asked.at(-1)?.step], ["6/7", "7/7"]);
      assert.equal(asked.at(-1)?.value, "photos");
      assert.deepEqual(strict.asked, ["/", "/photos/"], "one request for each answer");
      const { bucket, prefix } = accounts().at(-1) ?? {};
      assert.deepEqual([bucket, prefix], ["photos", "2024/"]);
    } finally {
      strict.close();
    }
  });

  it("are not asked for a bucket any more when another key may list them", async () => {
    const strict = await startKeyOfOneBucket();
    try {
      const [source, place, region, id, secret, name] = answers() as Six<Said>;
      const other = { pick: strict.endpoint, type: strict.endpoint };
      const asked = await add([
        ...[source, other, region, id, secret],
        ...(["back", "back", "back", "back"] as const),
        ...[place, region, id, secret, name],
      ]);
      assert.equal(asked.at(-1)?.step, "6/6");
      assert.deepEqual(await labelsBelow("Photos"), ["sample"]);
    } finally {
      strict.close();
    }
  });

  it("are two questions for a profile that knows its place, and none for one that is broken until it is mended", async () => {
    const { accessKeyId, accessKeySecret, endpoint } = server;
    const folder = await mkdtemp(path.join(tmpdir(), "profiles-"));
    const file = path.join(folder, "ossutilconfig");
    const place = `endpoint=${endpoint}\nregion=cn-hangzhou`;
    const half = `[profile trips]\naccessKeyID=${accessKeyId}\n${place}\n`;
    await writeFile(file, half);
    process.env["OSSUTIL_CONFIG_FILE"] = file;
    try {
      const mended: Said = { pick: "trips" };
      const asked = await add([{ pick: "trips", refused: true }, "escape"]);
      assert.deepEqual(
        asked.map(({ step }) => step),
        ["1/5"],
      );
      await writeFile(file, `${half}accessKeySecret=wrong\n`);
      const refused = await add([{ pick: "trips", refused: "told" }, "escape"]);
      assert.match(refused[0]?.problems[0] ?? "", /secret/);
      await writeFile(file, `${half}accessKeySecret=${accessKeySecret}\n`);
      const taken = await add([mended, { type: "Trips" }]);
      assert.deepEqual(
        taken.map(({ step, value }) => [step, value]),
        [
          ["1/5", ""],
          ["2/2", "trips"],
        ],
      );
      assert.deepEqual(await labelsBelow("Trips"), ["sample"]);
    } finally {
      delete process.env["OSSUTIL_CONFIG_FILE"];
      await rm(folder, { recursive: true });
    }
  });

  it("take temporary keys with their token", async () => {
    const strict = await startService({ securityToken: "CAIScanaryToken" });
    try {
      await add(answers(strict, "CAIScanaryToken"));
      assert.deepEqual(await labelsBelow("Photos"), ["sample"]);
      await edit([{ pick: "AccessKey" }, { type: "LTAIother" }, { type: "other", insist: true }]);
      assert.notDeepEqual(await labelsBelow("Photos"), ["sample"]);
    } finally {
      await strict.close();
    }
  });

  it("ask before plain http leaves the machine, and hold back what was written by hand", async () => {
    const url = "http://oss.example.test";
    const byHand = { ...storedAccount(server), endpoint: url, bucket: "photos" };
    await setAccounts([...accounts(), { ...byHand, name: "By hand" }]);
    const note = await noteBelow("By hand");
    assert.match(note.text, /to http:\/\/oss\.example\.test unencrypted/);
    assert.deepEqual(note.command?.arguments, ["By hand", "place"]);

    const place = { pick: url, type: url };
    const declined = [
      { pick: "Type an AccessKey" },
      { ...place, refused: true },
      "escape",
    ] as const;
    const questions = await answering(undefined, () => add([...declined]));
    assert.match(questions[0] ?? "", /http:\/\/oss\.example\.test unencrypted\?/);

    const whole = answers().with(1, place).toSpliced(3, 0, { type: "photos" });
    await answering("Send Unencrypted", () => add(whole));
    assert.deepEqual(await labelsBelow("Photos"), ["photos"]);
    assert.deepEqual(
      await answering(undefined, () =>
        edit([place, { pick: "cn-hangzhou" }, { type: "photos" }], "place"),
      ),
      [],
    );
  });

  it("are limited to a bucket and a prefix", async () => {
    await add();
    await edit([{ pick: "Bucket and prefix" }, { type: "oss://sample/site" }]);
    assert.deepEqual(await labelsBelow("Photos"), ["site"]);
    assert.deepEqual(accounts().at(-1)?.["prefix"], "site");
  });

  it("say in the tree that a key is refused, and lead to where it is changed", async () => {
    await add();
    await edit([
      { pick: "AccessKey" },
      { type: server.accessKeyId },
      { type: "wrong", insist: true },
    ]);
    const note = await noteBelow("Photos");
    assert.equal(note.command?.command, "ossImageLabels.editAccount");
    assert.equal(note.command?.arguments[0], "Photos");
    // Straight to the part, with the ID still there.
    const asked = await edit(
      [{ type: server.accessKeyId }, { type: server.accessKeySecret }],
      "keys",
    );
    assert.equal(asked[0]?.value, server.accessKeyId);
    assert.deepEqual(await labelsBelow("Photos"), ["sample"]);
  });

  it("go from editing back to the choice of parts", async () => {
    await add();
    const asked = await edit([{ pick: "Name" }, "back", "escape"]);
    assert.deepEqual(
      asked.map(({ title }) => title),
      ['Edit "Photos"', 'Rename "Photos"', 'Edit "Photos"'],
    );
  });

  it("take a bucket's own domain, and give it up", async () => {
    await add();
    await edit([{ type: "sample" }, { type: "img.example.com" }], "domain");
    assert.deepEqual(accounts().at(-1)?.["customDomains"], { sample: "https://img.example.com" });
    const asked = await edit([{ pick: "Domain of sample" }, { type: "sample" }, { type: "" }]);
    assert.equal(asked.at(-1)?.value, "https://img.example.com");
    assert.equal("customDomains" in (accounts().at(-1) ?? {}), false);
  });

  it("keep keys, labels and buckets under a new name", async () => {
    await add();
    // The server lists every bucket that it lets anyone open.
    const { memory } = await inspection();
    await memory.update("namedBuckets", { Photos: ["named-by-hand"] });
    await detect(image, { show: false });
    const billed = server.billableCalls;
    await sayingToQuickInputs([{ type: "Pictures" }], () => run("renameAccount", "Photos"));
    assert.deepEqual(await roots(), ["Sample", "Pictures"]);
    assert.deepEqual(await labelsBelow("Pictures"), ["sample", "named-by-hand"]);
    const { fromCache } = await detect({ ...image, account: "Pictures" }, { show: false });
    assert.equal(fromCache, true);
    assert.equal(server.billableCalls, billed);
    await setAccounts([...accounts(), storedAccount(server)]);
    assert.match((await noteBelow("Photos")).text, /No access key is kept/);
  });

  it("are named anew in the albums that name them, when the person agrees", async () => {
    await add();
    const settings = () => vscode.workspace.getConfiguration("ossImageLabels");
    const queries = () =>
      settings()
        .get<{ query: string }[]>("albums")
        ?.map(({ query }) => query);
    const before = ["account:Photos label:cat", "account:Sample", "size>1MB OR account:Photos"];
    await withSetting(
      "albums",
      before.map((query, at) => ({ name: `Album ${at}`, query })),
      async () => {
        const rename = (name: string, to: string) => async () => {
          await sayingToQuickInputs([{ type: to }], () => run("renameAccount", name));
          await until("the new name", async () => (await roots()).includes(to));
        };
        const told = await answering(undefined, rename("Photos", "Other"));
        assert.deepEqual(told, ['2 albums search the account "Photos", which is now "Other".']);
        assert.deepEqual(queries(), before);
        await rename("Other", "Photos")();
        await answering("Change the Albums", async () => {
          await rename("Photos", "My own")();
          await until("the albums to follow", () => queries()?.[2]?.includes("My own"));
        });
        assert.deepEqual(queries(), [
          'account:"My own" label:cat',
          "account:Sample",
          'size>1MB OR account:"My own"',
        ]);
      },
    );
  });

  it("are billed for known labels again only when the person agrees", async () => {
    await add();
    await detect(image, { show: false });
    const billed = server.billableCalls;
    const questions = await answering(undefined, () => run("detectAgain", image));
    assert.deepEqual(questions, ["Detect the labels of example.jpg again? 1 call may be billed."]);
    assert.equal(server.billableCalls, billed);
    await answering("Detect Again", () => run("detectAgain", image));
    assert.equal(server.billableCalls, billed + 1);
  });

  it("are moved up and down, and stay where they are at the ends", async () => {
    await add();
    await run("moveAccountUp", "Photos");
    assert.deepEqual(await roots(), ["Photos", "Sample"]);
    await run("moveAccountUp", "Photos");
    assert.deepEqual(await roots(), ["Photos", "Sample"]);
    await run("moveAccountDown", "Photos");
    assert.deepEqual(await roots(), ["Sample", "Photos"]);
  });

  it("are removed with their keys, once that was confirmed", async () => {
    await add();
    assert.equal((await answering(undefined, () => run("removeAccount", "Photos"))).length, 1);
    assert.deepEqual(await roots(), ["Sample", "Photos"]);
    await answering("Remove", () => run("removeAccount", "Photos"));
    assert.deepEqual(await roots(), ["Sample"]);
    await setAccounts([...accounts(), storedAccount(server)]);
    assert.match((await noteBelow("Photos")).text, /No access key is kept/);
  });

  it("are asked for when a command of the palette does not say which", async () => {
    await add();
    await sayingToQuickInputs([{ pick: "Photos" }, { type: "Pictures" }], () =>
      run("renameAccount"),
    );
    assert.deepEqual(await roots(), ["Sample", "Pictures"]);
  });

  it("leave entries alone that are written wrongly", async () => {
    const odd = [{ name: 7 }, ...accounts(), "nonsense"];
    await setAccounts(odd);
    await add();
    assert.deepEqual(accounts().slice(0, -1), odd);
    await answering("Remove", () => run("removeAccount", "Photos"));
    assert.deepEqual(accounts(), odd);
  });

  it("have their keys read anew for the next call after a refusal, and at Refresh", async () => {
    const { accessKeyId, accessKeySecret, endpoint, region } = server;
    const keep = { OSS_ACCESS_KEY_ID: accessKeyId, OSS_ACCESS_KEY_SECRET: "wrong" };
    Object.assign(process.env, keep);
    try {
      const credentials = { source: "environment" };
      await setAccounts([...accounts(), { name: "Photos", region, endpoint, credentials }]);
      assert.match((await noteBelow("Photos")).text, /secret/);
      process.env["OSS_ACCESS_KEY_SECRET"] = accessKeySecret;
      assert.deepEqual(await labelsBelow("Photos"), ["sample"]);
      for (const name of Object.keys(keep)) delete process.env[name];
      assert.deepEqual(await labelsBelow("Photos"), ["sample"]);
      await run("refresh");
      assert.match((await noteBelow("Photos")).text, /environment/);
    } finally {
      for (const name of Object.keys(keep)) delete process.env[name];
    }
  });

  it("keep their key from an address that was written by hand, until a person agrees", async () => {
    const seen: string[] = [];
    const other = await startService({ onRequest: ({ method }) => seen.push(method) });
    try {
      await add();
      const [sample, photos] = accounts();
      await setAccounts([sample, { ...photos, endpoint: other.endpoint }]);
      const note = await noteBelow("Photos");
      assert.match(note.text, /not entered for http:\/\/127\.0\.0\.1/);
      assert.deepEqual(seen, []);
      const declined = await answering(undefined, () => run("editAccount", "Photos"));
      assert.match(declined[0] ?? "", /Use the key of the account "Photos" at http:/);
      assert.deepEqual(seen, []);
      await answering("Use It There", () => run("editAccount", "Photos"));
      assert.match((await noteBelow("Photos")).text, /access key/);
      assert.equal(seen.length, 1);
    } finally {
      await other.close();
    }
  });

  it("keep their key under a name that was changed by hand, and lose it when they are gone", async () => {
    await add();
    const [sample, photos] = accounts();
    await setAccounts([sample, { ...photos, name: "Pictures" }]);
    await until("the key to follow", async () => (await labelsBelow("Pictures"))[0] === "sample");
    await setAccounts([sample]);
    await until("the account to go", async () => (await roots()).length === 1);
    await setAccounts([sample, { ...photos, name: "Pictures" }]);
    await until("the account to be back", async () => (await roots()).length === 2);
    assert.match((await noteBelow("Pictures")).text, /No access key is kept/);
  });

  it("follow settings that are changed by hand", async () => {
    await add();
    await labelsBelow("Photos");
    const [sample, photos] = accounts();
    await setAccounts([sample, { ...photos, bucket: "sample", prefix: "site" }]);
    await until("the tree to follow", async () => (await labelsBelow("Photos"))[0] === "site");
  });
});

type Six<T> = [T, T, T, T, T, T];

/** A service that lets a key read one bucket and list none. */
async function startKeyOfOneBucket() {
  const asked: string[] = [];
  const denied = "<Error><Code>AccessDenied</Code><Message>No right.</Message></Error>";
  const empty =
    "<ListBucketResult><Name>photos</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>";
  const service = createServer(({ url = "" }, response) => {
    const path = url.split("?")[0] ?? "";
    asked.push(path);
    const [status, body] = path === "/" ? [403, denied] : [200, empty];
    response.writeHead(status, { "content-type": "application/xml" }).end(body);
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const { port } = service.address() as AddressInfo;
  const close = () => {
    service.closeAllConnections();
    service.close();
  };
  return { asked, endpoint: `http://127.0.0.1:${port}`, close };
}

function storedAccount({ endpoint, region }: SampleServer) {
  return { name: "Photos", region, endpoint, credentials: { source: "stored" } };
}

function problemsOf(asked: readonly Asked[], about: string): readonly string[] {
  return asked.find((question) => question.about?.startsWith(about))?.problems ?? [];
}
