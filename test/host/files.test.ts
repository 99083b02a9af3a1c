import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { memoryBucket, type UploadAllowance } from "../../src/sample/store/bucket.ts";
import { objectOf } from "../catalogues/objects.ts";
import { accounts, run, setAccounts, startService } from "./accountsScene.ts";
import {
  billableCallsOf,
  detect,
  inspection,
  standingIn,
  until,
  withSetting,
} from "./extension.ts";
import { overhearing } from "./overheard.ts";

const example = vscode.Uri.parse("oss://sample/example.jpg");
/** As the trees' menus give it. */
const node = (key: string) => ({
  kind: "object",
  account: "Sample",
  bucket: "sample",
  object: { key },
});
const folderNode = (prefix: string) => ({
  kind: "prefix",
  account: "Sample",
  bucket: "sample",
  prefix,
});

async function bytesOf(key: string): Promise<Uint8Array> {
  const { client } = await inspection();
  return (await (await client("Sample")).getObject({ bucket: "sample", key })).bytes;
}

async function failureOf(work: Thenable<unknown>): Promise<vscode.FileSystemError> {
  const error = await Promise.resolve(work).then(
    () => assert.fail("it did not fail"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof vscode.FileSystemError, String(error));
  return error;
}

describe("objects as files of VS Code", () => {
  const { fs } = vscode.workspace;
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("open in VS Code's own viewer", async () => {
    const calls = await billableCallsOf(async () => {
      await run("openImage", node("animals/cat on a sofa.png"));
      await until("the viewer", () => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        if (!(input instanceof vscode.TabInputCustom)) return false;
        assert.equal(input.viewType, "imagePreview.previewEditor");
        assert.equal(input.uri.toString(), "oss://sample/animals/cat%20on%20a%20sofa.png");
        return true;
      });
    });
    assert.equal(calls, 0);
  });

  it("are read whole, also under the query by which the viewer asks for them", async () => {
    const expected = Buffer.from(await bytesOf("example.jpg"));
    for (const uri of [example, example.with({ query: "version=1700000000000" })]) {
      assert.ok(Buffer.from(await fs.readFile(uri)).equals(expected));
    }
  });

  it("open as text, and cannot be written", async () => {
    const uri = vscode.Uri.parse("oss://sample/products/prices.csv");
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), Buffer.from(await bytesOf("products/prices.csv")).toString());
    assert.equal(fs.isWritableFileSystem("oss"), false);
    const error = await failureOf(fs.writeFile(uri, Buffer.from("x")));
    assert.equal(error.code, "NoPermissions");
    const { files } = await inspection();
    assert.match((await failureOf(files.write())).message, /^Objects are opened to be read/);
  });

  it("have a size and a time, and folders are folders", async () => {
    const { size, mtime, type } = await fs.stat(example);
    assert.equal(size, (await bytesOf("example.jpg")).length);
    assert.ok(mtime > Date.parse("2020-01-01"));
    assert.equal(type, vscode.FileType.File);
    for (const folder of [
      "oss://sample/",
      "oss://sample/animals",
      "oss://Sample@sample/city/night",
    ]) {
      assert.equal(
        (await fs.stat(vscode.Uri.parse(folder))).type,
        vscode.FileType.Directory,
        folder,
      );
    }
  });

  it("are marked once their labels are known, until these are forgotten", async () => {
    const { decoration } = await inspection();
    await detect(node("example.jpg"), { show: false });
    assert.match((await decoration(example))?.tooltip ?? "", /^\d+ labels: Outerwear, /);
    await run("forgetKnownLabels", node("example.jpg"));
    assert.equal(await decoration(example), undefined);
    assert.equal(await decoration(vscode.Uri.parse("oss://sample/readme.txt")), undefined);
    assert.equal(await decoration(vscode.Uri.parse("oss://nobodys/a.jpg")), undefined);
  });

  it("are listed in their folders", async () => {
    const entries = await fs.readDirectory(vscode.Uri.parse("oss://sample/city"));
    assert.deepEqual(
      [...entries].sort(([one], [other]) => (one < other ? -1 : 1)),
      [
        ["bicycle.jpg", vscode.FileType.File],
        ["night", vscode.FileType.Directory],
      ],
    );
  });

  const failures: readonly (readonly [uri: string, code: string, message: RegExp])[] = [
    ["oss://sample/none.jpg", "FileNotFound", /none\.jpg/],
    ["oss://sample/none/", "FileNotFound", /none/],
    ["oss://Sample@others/a.jpg", "FileNotFound", /others/],
    ["oss://others/a.jpg", "Unavailable", /account@bucket/],
    ["oss://Nobody@sample/a.jpg", "Unavailable", /Nobody/],
    ["oss://Not_A_Bucket/a.jpg", "Unavailable", /no bucket/],
  ];
  for (const [uri, code, message] of failures) {
    it(`fail as VS Code knows it, with a sentence: ${uri} is ${code}`, async () => {
      const parsed = vscode.Uri.parse(uri);
      const error = await failureOf(fs.stat(parsed));
      assert.equal(error.code, code);
      const { files } = await inspection();
      assert.match((await failureOf(files.stat(parsed))).message, message);
    });
  }

  it("are no folder to read, and folders no file", async () => {
    const folder = vscode.Uri.parse("oss://sample/animals");
    assert.equal((await failureOf(fs.readFile(folder))).code, "FileIsADirectory");
  });

  it("are the first 5,000 entries of a longer folder, and the person is told once", async () => {
    const content = Buffer.from("x");
    const keyAt = (index: number) => `m/${String(index).padStart(6, "0")}.jpg`;
    const objects = Array.from({ length: 5001 }, (_, index) => objectOf(keyAt(index), content));
    const open = (allowance: UploadAllowance) => memoryBucket("many", objects, allowance);
    const service = await startService({
      catalogue: {
        buckets: [{ name: "many", open }],
        detectionFor: () => undefined,
        thumbnailsOf: () => [],
      },
    });
    const kept = accounts();
    process.env["OSS_ACCESS_KEY_ID"] = service.accessKeyId;
    process.env["OSS_ACCESS_KEY_SECRET"] = service.accessKeySecret;
    try {
      const { region, endpoint } = service;
      const credentials = { source: "environment" };
      await setAccounts([...kept, { name: "Many", region, endpoint, credentials }]);
      const uri = vscode.Uri.parse("oss://Many@many/m");
      const { said } = await overhearing(async () => {
        assert.equal((await fs.readDirectory(uri)).length, 5000);
        assert.equal((await fs.readDirectory(uri)).length, 5000);
      });
      assert.deepEqual(
        said.map((text) => text.split(" The view ")[0]),
        ["Only the first 5,000 entries of oss://many/m are shown as files."],
      );
    } finally {
      await setAccounts(kept);
      delete process.env["OSS_ACCESS_KEY_ID"];
      delete process.env["OSS_ACCESS_KEY_SECRET"];
      await service.close();
    }
  });

  describe("by their URIs", () => {
    let kept: readonly unknown[];
    beforeEach(() => {
      kept = accounts();
    });
    afterEach(() => setAccounts(kept));

    const credentials = { source: "environment" };
    const named = (name: string, more: object = {}) => ({
      ...{ name, region: "cn-hangzhou", endpoint: "https://oss-cn-hangzhou.aliyuncs.com" },
      ...{ credentials, ...more },
    });

    it("name the account only where another one could be meant", async () => {
      const { fileUris } = await inspection();
      const uriOf = (account: string, bucket: string, key = "a b/猫?#%.jpg") =>
        fileUris.uriOf({ account, bucket, key }).toString();
      assert.equal(uriOf("Sample", "sample", "a.jpg"), "oss://sample/a.jpg");
      await setAccounts([...kept, named("Work")]);
      assert.equal(uriOf("Work", "photos"), "oss://photos/a%20b/%E7%8C%AB%3F%23%25.jpg");
      assert.equal(uriOf("Sample", "sample", "a.jpg"), "oss://sample/a.jpg");
      await setAccounts([...kept, named("Work"), named("me@Home 1")]);
      assert.equal(uriOf("Work", "photos", "a.jpg"), "oss://Work@photos/a.jpg");
      assert.equal(uriOf("me@Home 1", "photos", "a.jpg"), "oss://me%2540Home%201@photos/a.jpg");
    });

    it("lead back from their text to any account and key", async () => {
      const names = ["Work", "me@Home", "100%", "a:b/c", "%40", "名 前"];
      await setAccounts([...kept, ...names.map((name) => named(name))]);
      const { fileUris } = await inspection();
      const signs = [
        "a",
        "Z",
        "/",
        "//",
        "%",
        "%2F",
        "?",
        "#",
        " ",
        "+",
        "@",
        ":",
        "é",
        "猫",
        "..",
        "\\",
      ];
      let state = 11;
      const roll = (below: number) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      };
      for (let count = 0; count < 500; count += 1) {
        const parts = Array.from({ length: 1 + roll(6) }, () => signs[roll(signs.length)]);
        const ref = {
          account: names[roll(names.length)] ?? "",
          bucket: "photos",
          // VS Code folds the case of what looks like a drive of Windows.
          key: `k${parts.join("")}`,
        };
        const text = fileUris.uriOf(ref).toString();
        assert.deepEqual(fileUris.refOf(vscode.Uri.parse(text, true)), ref, text);
      }
    });

    it("are what commands take as well, with their account", async () => {
      const uri = vscode.Uri.parse("oss://Sample@sample/example.jpg");
      await run("copyUri", uri);
      assert.equal(await vscode.env.clipboard.readText(), "oss://sample/example.jpg");
    });
  });
});

describe("getting objects out", () => {
  const two = [node("example.jpg"), node("animals/cat on a sofa.png")];
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "download-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
  const clipboard = () => vscode.env.clipboard.readText();

  it("copies keys, of folders too", async () => {
    await run("copyKey", two[0], two);
    assert.equal(await clipboard(), "example.jpg\nanimals/cat on a sofa.png");
    await run("copyKey", folderNode("city/"), [folderNode("city/"), two[0]]);
    assert.equal(await clipboard(), "city/\nexample.jpg");
  });

  it("copies public URLs of all that is selected, and says what has none", async () => {
    const { client } = await inspection();
    const { endpoint } = (await client("Sample")).endpointOf("sample");
    const { said } = await overhearing(() =>
      run("copyPublicUrl", two[0], [...two, folderNode("city/")]),
    );
    assert.equal(
      await clipboard(),
      `${endpoint}/sample/example.jpg\n${endpoint}/sample/animals/cat%20on%20a%20sofa.png`,
    );
    assert.deepEqual(said, ["1 selected item was left out, since it is no object in OSS."]);
  });

  it("copies URLs by a domain of one's own, and says where there is none", async () => {
    const { said } = await overhearing(() => run("copyDomainUrl", two[0]));
    assert.match(said.join("\n"), /^The bucket sample has no custom domain/);
    const mappings = { "https://cdn.example.com/img": "oss://sample" };
    await withSetting("urlMappings", mappings, async () => {
      await run("copyDomainUrl", two[1]);
    });
    assert.equal(await clipboard(), "https://cdn.example.com/img/animals/cat%20on%20a%20sofa.png");
  });

  it("copies presigned URLs for as long as is said, and tells nobody else of them", async () => {
    const heard = await overhearing(
      () => run("copyPresignedUrl", two[1], two),
      (text) => (text.startsWith("How long") ? "1 hour" : undefined),
    );
    const urls = (await clipboard()).split("\n");
    assert.equal(urls.length, 2);
    for (const [index, url] of urls.entries()) {
      const query = new URL(url).searchParams;
      assert.equal(query.get("x-oss-expires"), "3600");
      const response = await fetch(url);
      assert.equal(response.status, 200);
      const expected = await bytesOf(two[index]?.object.key ?? "");
      assert.ok(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(expected)));
      const signature = query.get("x-oss-signature") ?? "";
      assert.match(signature, /^[0-9a-f]{64}$/);
      assert.ok(!JSON.stringify(heard).includes(signature));
      assert.ok(!(await logText()).includes(signature));
    }
    assert.match(
      heard.said.join("\n"),
      /^Copied 2 URLs by which anyone can read the objects until /,
    );
  });

  it("asks for another lifetime, within its bounds", async () => {
    let problem: ((text: string) => string | undefined) | undefined;
    const ask = async (question: { problem?: (text: string) => string | undefined }) => {
      problem = question.problem;
      return "90 s";
    };
    await standingIn({ ask }, () =>
      overhearing(
        () => run("copyPresignedUrl", two[0]),
        (text) => (text.startsWith("How long") ? "Another time…" : undefined),
      ),
    );
    assert.equal(new URL(await clipboard()).searchParams.get("x-oss-expires"), "90");
    assert.equal(problem?.("7 d"), undefined);
    assert.match(problem?.("8 d") ?? "", /7 days/);
  });

  it("copies nothing where the person chooses no lifetime", async () => {
    await vscode.env.clipboard.writeText("before");
    await overhearing(() => run("copyPresignedUrl", two[0]));
    assert.equal(await clipboard(), "before");
  });

  it("downloads one object to where the person says", async () => {
    const asked: { suggestion?: vscode.Uri; kind: string }[] = [];
    const file = join(folder, "mine.png");
    const chooseFile = async (question: { suggestion?: vscode.Uri; kind: string }) => {
      asked.push(question);
      return vscode.Uri.file(file);
    };
    const { said } = await standingIn({ chooseFile }, () =>
      overhearing(() => run("download", two[1])),
    );
    assert.deepEqual(
      asked.map(({ kind, suggestion }) => [kind, suggestion?.path.split("/").at(-1)]),
      [["save", "cat on a sofa.png"]],
    );
    const expected = await bytesOf("animals/cat on a sofa.png");
    assert.ok(readFileSync(file).equals(Buffer.from(expected)));
    assert.ok(
      said.some((text) => text.startsWith("Downloaded cat on a sofa.png.")),
      said.join("\n"),
    );
    assert.deepEqual(readdirSync(folder), ["mine.png"]);
  });

  const intoFolder = (nodes: readonly object[], answer?: string) => {
    const chooseFile = async () => vscode.Uri.file(folder);
    return standingIn({ chooseFile }, () =>
      overhearing(
        () => run("download", nodes[0], nodes),
        (text) => (/Replace/.test(text) ? answer : undefined),
      ),
    );
  };

  it("downloads several into a folder, no two as one file", async () => {
    const nodes = [node("site/images/hero.jpg"), node("example.jpg"), node("site/images/hero.jpg")];
    await intoFolder(nodes);
    assert.deepEqual(readdirSync(folder).sort(), ["example.jpg", "hero (2).jpg", "hero.jpg"]);
  });

  it("asks before it replaces files, and leaves them where the person does not say so", async () => {
    writeFileSync(join(folder, "EXAMPLE.jpg"), "mine");
    const first = await intoFolder(two);
    assert.match(first.said.join("\n"), /1 file of the same name is in /);
    assert.deepEqual(readdirSync(folder), ["EXAMPLE.jpg"]);
    await intoFolder(two, "Keep Both");
    assert.deepEqual(readdirSync(folder).sort(), [
      "EXAMPLE.jpg",
      "cat on a sofa.png",
      "example (2).jpg",
    ]);
    assert.equal(readFileSync(join(folder, "EXAMPLE.jpg"), "utf8"), "mine");
    writeFileSync(join(folder, "example.jpg"), "old");
    await intoFolder(two, "Replace");
    const expected = Buffer.from(await bytesOf("example.jpg"));
    assert.ok(readFileSync(join(folder, "example.jpg")).equals(expected));
  });

  it("downloads what can be had, and says why the rest cannot", async () => {
    const { said } = await intoFolder([node("none.jpg"), node("example.jpg")]);
    assert.deepEqual(readdirSync(folder), ["example.jpg"]);
    assert.ok(
      said.some((text) => /^Downloaded 1 of 2 objects\. .*none\.jpg/.test(text)),
      said.join("\n"),
    );
  });

  it("leaves nothing where the person cancels", async () => {
    const { ui } = await inspection();
    const controller = new AbortController();
    const progress: typeof ui.progress = async (_, work) => {
      controller.abort();
      return work(controller.signal, () => undefined);
    };
    const chooseFile = async () => vscode.Uri.file(join(folder, "a.jpg"));
    await standingIn({ chooseFile, progress }, async () => run("download", two[0]));
    assert.deepEqual(readdirSync(folder), []);
  });

  it("reveals the local file that a mapping keeps as the object, and says where there is none", async () => {
    const { said } = await overhearing(() => run("revealLocalFile", node("site/images/hero.jpg")));
    assert.deepEqual(said, []);
    const none = await overhearing(() => run("revealLocalFile", two[0]));
    assert.match(
      none.said.join("\n"),
      /^No file of this workspace stands for oss:\/\/sample\/example/,
    );
  });

  describe("by dragging it into an editor", () => {
    const dropped = async (language: string, nodes: readonly object[]) => {
      const { drag, drop } = await inspection();
      const data = new vscode.DataTransfer();
      drag(nodes, data);
      const document = await vscode.workspace.openTextDocument({ language, content: "" });
      const edits = await drop(document, data);
      return edits.map(({ insertText }) => (insertText as vscode.SnippetString).value);
    };

    it("inserts what the language wants, with the words that are known", async () => {
      await detect("oss://sample/example.jpg", { show: false });
      const { client } = await inspection();
      const { endpoint } = (await client("Sample")).endpointOf("sample");
      const url = `${endpoint}/sample/example.jpg`;
      const calls = await billableCallsOf(async () => {
        const [markdown, uri] = await dropped("markdown", [two[0] ?? {}]);
        assert.match(markdown ?? "", /^!\[[^\]]+\]\(/);
        assert.ok(markdown?.endsWith(`](${url})`), markdown);
        assert.equal(uri, "oss://sample/example.jpg");
        const [html] = await dropped("html", [two[0] ?? {}]);
        assert.match(html ?? "", /^<img src="[^"]+" alt="[^"]+">$/);
        assert.deepEqual((await dropped("css", [two[0] ?? {}]))[0], `url("${url}")`);
        assert.deepEqual((await dropped("python", [two[0] ?? {}]))[0], url);
      });
      assert.equal(calls, 0);
    });

    it("leaves a place for the words where none are known, and inserts each of several", async () => {
      const [text] = await dropped("html", [node("readme.txt"), node("wallpaper.jpg")]);
      assert.equal(text?.match(/<img /g)?.length, 2);
      assert.match(text ?? "", /alt="\$1"/);
    });

    it("inserts nothing of folders, nor of what is not ours", async () => {
      assert.deepEqual(await dropped("html", [folderNode("city/")]), []);
      const { drop } = await inspection();
      const document = await vscode.workspace.openTextDocument({ language: "html", content: "" });
      for (const list of ["https://example.com/oss:", "file:///oss:/a.jpg", "oss://", "%%%oss:"]) {
        const data = new vscode.DataTransfer();
        data.set("text/uri-list", new vscode.DataTransferItem(list));
        assert.deepEqual(await drop(document, data), [], list);
      }
    });
  });
});

async function logText(): Promise<string> {
  const { folders } = await inspection();
  const logs = await vscode.workspace.fs.readDirectory(folders.logs).then(
    (entries) => entries,
    () => [],
  );
  let text = "";
  for (const [name] of logs) {
    const file = vscode.Uri.joinPath(folders.logs, name);
    text += Buffer.from(await vscode.workspace.fs.readFile(file)).toString();
  }
  return text;
}
