import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  billableCallsOf,
  detect,
  emptyIndex,
  inspection,
  withSetting,
  workspaceFile,
} from "./extension.ts";

async function invoke(name: string, input: object): Promise<unknown> {
  const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const [part] = result.content as vscode.LanguageModelTextPart[];
  return JSON.parse(part?.value ?? "");
}

describe("tools for language models", () => {
  before(emptyIndex);
  it("are known to VS Code with a description and a schema", () => {
    const ours = vscode.lm.tools.filter(({ name }) => name.startsWith("ossImageLabels_"));
    assert.deepEqual(ours.map(({ name }) => name).sort(), [
      "ossImageLabels_detect",
      "ossImageLabels_search",
    ]);
    for (const { description, inputSchema } of ours) {
      assert.ok(description.length > 50);
      assert.ok(inputSchema);
    }
  });

  it("answer what is known without a call", async () => {
    await detect("oss://sample/example.jpg", { show: false });
    const calls = await billableCallsOf(async () => {
      const answer = await invoke("ossImageLabels_detect", { image: "oss://sample/example.jpg" });
      assert.equal((answer as { fromCache: boolean }).fromCache, true);
    });
    assert.equal(calls, 0);
  });

  describe("between the question and the call", () => {
    const input = { image: "oss://sample/example.jpg", threshold: 0.5 };
    const tool = async () => {
      const found = (await inspection()).tools["ossImageLabels_detect"];
      assert.ok(found?.prepareInvocation);
      return found;
    };
    const { token } = new vscode.CancellationTokenSource();
    const prepare = async () => (await tool()).prepareInvocation?.({ input }, token);
    const call = async () =>
      (await tool()).invoke({ input, toolInvocationToken: undefined }, token);
    const forget = () =>
      vscode.commands.executeCommand("ossImageLabels.forgetKnownLabels", input.image);

    it("nothing that was known becomes a call", async () => {
      await detect(input.image, { threshold: 0.5, show: false });
      assert.equal((await prepare())?.confirmationMessages, undefined);
      await forget();
      const calls = await billableCallsOf(() => assert.rejects(call, /Call the tool again/));
      assert.equal(calls, 0);
    });

    it("one agreement is one call", async () => {
      await forget();
      assert.ok((await prepare())?.confirmationMessages);
      assert.equal(await billableCallsOf(call), 1);
      await forget();
      assert.equal(await billableCallsOf(() => assert.rejects(call, /nobody has agreed/)), 0);
    });

    it("the threshold stays what it was", async () => {
      const { image } = input;
      const found = await tool();
      await detect(image, { threshold: 0.9, refresh: true, show: false });
      await withSetting("threshold", 0.9, async () => {
        const prepared = await found.prepareInvocation?.({ input: { image } }, token);
        assert.equal(prepared?.confirmationMessages, undefined);
      });
      const calls = await billableCallsOf(() =>
        withSetting("threshold", 0.1, () =>
          assert.rejects(
            async () => found.invoke({ input: { image }, toolInvocationToken: undefined }, token),
            /Call the tool again/,
          ),
        ),
      );
      assert.equal(calls, 0);
    });
  });

  it("find images by known labels", async () => {
    await detect("oss://sample/example.jpg", { show: false });
    const { images } = (await invoke("ossImageLabels_search", { text: "outer" })) as {
      images: { object: string }[];
    };
    assert.ok(images.some(({ object }) => object === "oss://sample/example.jpg"));
  });

  it("search with the query language, and say what is wrong with a query", async () => {
    await detect("oss://sample/example.jpg", { show: false });
    const search = async (text: string) =>
      (await invoke("ossImageLabels_search", { text })) as {
        total: number;
        images: { object: string; labels: { name: string }[] }[];
      };
    const { total, images } = await search("label:Outerwear[confidence>0.9] key:example.jpg");
    assert.equal(total, 1);
    assert.equal(images[0]?.object, "oss://sample/example.jpg");
    assert.ok(images[0]?.labels.some(({ name }) => name === "Outerwear"));
    assert.equal((await search("label:Outerwear -key:example.jpg bucket:nowhere")).total, 0);
    await assert.rejects(search("size:1MB"), /"size"/);
  });

  const spelled: [string, (file: vscode.Uri) => string][] = [
    ["a path in the workspace", () => "public/images/mountain lake.jpg"],
    ["its whole path", ({ fsPath }) => fsPath],
    ["its URI", (file) => file.toString()],
  ];
  for (const [how, spell] of spelled) {
    it(`take a file by ${how}`, async () => {
      const image = spell(workspaceFile("public/images/mountain lake.jpg"));
      const { tools } = await inspection();
      const { token } = new vscode.CancellationTokenSource();
      const options = { input: { image } };
      const prepared = await tools["ossImageLabels_detect"]?.prepareInvocation?.(options, token);
      assert.match(String(prepared?.invocationMessage), /`public\/images\/mountain lake\.jpg`/);
    });
  }

  const refused: [string, object][] = [
    ["a whole path that leaves the workspace", { image: `${workspaceFile("..").path}/../x.jpg` }],
    ["a file outside the workspace", { image: "../../etc/passwd.jpg" }],
    ["an absolute path elsewhere", { image: "/etc/passwd.jpg" }],
    ["a stranger's URL", { image: "https://example.com/a.jpg" }],
    ["a threshold out of range", { image: "oss://sample/example.jpg", threshold: 7 }],
    ["no image", {}],
  ];
  for (const [what, input] of refused) {
    it(`refuse ${what} with a sentence`, async () => {
      const calls = await billableCallsOf(() =>
        assert.rejects(async () => invoke("ossImageLabels_detect", input), /\.$/),
      );
      assert.equal(calls, 0);
    });
  }
});
