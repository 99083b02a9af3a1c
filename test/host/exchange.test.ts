import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { SearchResult } from "../../src/extension/exchange/searchImages.ts";
import type { Message, PickQuestion, TextQuestion, Ui } from "../../src/extension/ui.ts";
import { billableCallsOf, detect, emptyIndex, inspection, standingIn, until } from "./extension.ts";

const run = <T>(command: string, ...given: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(`ossImageLabels.${command}`, ...given);

const search = (query: unknown, options?: unknown) => run<SearchResult>("search", query, options);
const objects = ["oss://sample/example.jpg", "oss://sample/animals/goldfish.png"] as const;
/** The two, and nothing else that other suites may have detected. */
const both = `bucket:sample (key:example.jpg OR key:animals/goldfish.png)`;

interface ProgramFailure {
  readonly code?: string;
  readonly message: string;
  readonly position?: number;
}

describe("searching, exporting and importing as another extension calls them", () => {
  let folder = "";
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "exchange-"));
    await emptyIndex();
    for (const object of objects) await detect(object, { show: false });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const fileUri = (name: string) => vscode.Uri.file(join(folder, name));
  const textOf = (name: string) => readFileSync(join(folder, name), "utf8");

  it("search gives the documented page, and makes no request", async () => {
    const { labels } = await detect(objects[0], { show: false });
    const calls = await billableCallsOf(async () => {
      const page = await search(`${both} sort:key`, { limit: 10 });
      assert.deepEqual(Object.keys(page), ["total", "images"]);
      assert.equal(page.total, 2);
      assert.deepEqual(
        page.images.map(({ object }) => object),
        [...objects].reverse(),
      );
      const image = page.images[1];
      assert.deepEqual(Object.keys(image ?? {}), [
        "object",
        "account",
        "size",
        "lastModified",
        "storageClass",
        "detectedAt",
        "threshold",
        "labels",
      ]);
      assert.equal(image?.account, "Sample");
      assert.ok(Number(image?.size) > 0);
      assert.ok(Math.abs(Date.now() - Date.parse(image?.detectedAt ?? "")) < 600_000);
      const kept = image?.labels.filter(({ confidence }) => (confidence ?? 0) >= 0.7);
      assert.deepEqual(kept, labels);
    });
    assert.equal(calls, 0);
  });

  it("search gives page after page", async () => {
    const first = await search(`${both} sort:key`, { limit: 1 });
    assert.equal(first.images.length, 1);
    assert.equal(typeof first.after, "string");
    const second = await search(`${both} sort:key`, { limit: 1, after: first.after });
    assert.deepEqual(
      [...first.images, ...second.images].map(({ object }) => object),
      [...objects].reverse(),
    );
    assert.equal("after" in second, false);
  });

  it("search takes the list of a key binding", async () => {
    const page = await run<SearchResult>("search", [both, { limit: 1, after: null }]);
    assert.equal(page.total, 2);
  });

  const failures: [what: string, command: string, given: () => unknown[], code: string][] = [
    ["a query without an end", "search", () => ['label:"cat'], "query-syntax"],
    ["no query", "search", () => [], "wrong-options"],
    ["a query that is a number", "search", () => [5], "wrong-options"],
    ["options that are text", "search", () => ["", "all"], "wrong-options"],
    ["a limit of 0", "search", () => ["", { limit: 0 }], "wrong-options"],
    ["a limit of 1001", "search", () => ["", { limit: 1001 }], "wrong-options"],
    ["a limit that is text", "search", () => ["", { limit: "5" }], "wrong-options"],
    ["a page that is a number", "search", () => ["", { after: 5 }], "wrong-options"],
    ["a page of no search", "search", () => ["", { after: "x" }], "wrong-options"],
    ["an export without a format", "export", () => ["", fileUri("a")], "wrong-options"],
    ["an unknown format", "export", () => ["", fileUri("a"), { format: "xls" }], "wrong-options"],
    ["a wrong query", "export", () => ["(", fileUri("a"), { format: "csv" }], "query-syntax"],
    ["no place", "export", () => ["", undefined, { format: "csv" }], "wrong-file"],
    ["a bucket", "export", () => ["", "oss://sample/a.csv", { format: "csv" }], "wrong-file"],
    ["a relative path", "export", () => ["", "a.csv", { format: "csv" }], "wrong-file"],
    ["a folder", "export", () => ["", folder, { format: "csv" }], "file-not-written"],
    ["a file that is missing", "import", () => [fileUri("none.ndjson")], "file-unreadable"],
    ["a folder", "import", () => [folder], "file-unreadable"],
    ["a web page", "import", () => ["https://example.com/a.ndjson"], "wrong-file"],
  ];
  for (const [what, command, given, code] of failures) {
    it(`${command} rejects ${what} with a sentence and a code`, async () => {
      await assert.rejects(
        async () => run(command, ...given()),
        (error: ProgramFailure) => {
          assert.equal(error.code, code);
          assert.match(error.message, /[.!?]$/);
          return true;
        },
      );
      assert.deepEqual(
        readdirSync(folder).filter((name) => name === "a" || name.endsWith(".tmp")),
        [],
      );
    });
  }

  it("search says where a query is wrong", async () => {
    await assert.rejects(
      async () => search("label:cat  size:1MB"),
      (error: ProgramFailure) => {
        assert.equal(error.code, "query-syntax");
        assert.equal(typeof error.position, "number");
        assert.ok(error.position !== undefined && error.position >= 11);
        return true;
      },
    );
  });

  const formats: [format: string, check: (text: string) => void][] = [
    [
      "ndjson",
      (text) => {
        const lines = text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line));
        assert.deepEqual(
          lines.map(({ schema, account, object }) => [schema, account, object]),
          [...objects].reverse().map((object) => ["oss-image-labels/1", "Sample", object]),
        );
        assert.ok(lines.every(({ detections }) => detections.length > 0));
      },
    ],
    ["json", (text) => assert.equal(JSON.parse(text).length, 2)],
    [
      "csv",
      (text) => {
        const [header, ...rows] = text.split("\r\n");
        assert.match(header ?? "", /^\ufeffaccount,object,/);
        assert.ok(
          rows.some((row) => row.includes("oss://sample/example.jpg") && /Outerwear/.test(row)),
        );
      },
    ],
    [
      "metadata-jsonl",
      (text) => {
        const lines = text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line));
        assert.deepEqual(
          lines.map(({ file_name }) => file_name),
          ["animals/goldfish.png", "example.jpg"],
        );
        assert.ok(lines[1].labels.includes("Outerwear"));
      },
    ],
  ];
  for (const [format, check] of formats) {
    it(`export writes ${format}`, async () => {
      const uri = fileUri(`labels.${format}`);
      assert.deepEqual(await run("export", both, uri, { format }), { images: 2 });
      check(textOf(`labels.${format}`));
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.endsWith(".tmp")),
        [],
      );
    });
  }

  it("export writes sidecars into a folder", async () => {
    const uri = fileUri("sidecars");
    assert.deepEqual(await run("export", both, uri, { format: "xmp" }), { images: 2 });
    const written = readdirSync(join(folder, "sidecars"), { recursive: true }).map(String).sort();
    assert.deepEqual(written, ["animals", join("animals", "goldfish.png.xmp"), "example.jpg.xmp"]);
    assert.match(textOf("sidecars/example.jpg.xmp"), /<rdf:li>Clothing\|Outerwear<\/rdf:li>/);
  });

  it("export takes a URI as text, a path, and what JSON makes of a Uri", async () => {
    const uri = fileUri("same.ndjson");
    for (const place of [uri.toString(), uri.fsPath, JSON.parse(JSON.stringify(uri))]) {
      assert.deepEqual(await run("export", both, place, { format: "ndjson" }), { images: 2 });
    }
  });

  it("import counts what it knows as replaced, and says which lines it skipped", async () => {
    await run("export", both, fileUri("again.ndjson"), { format: "ndjson" });
    const text = textOf("again.ndjson");
    writeFileSync(join(folder, "again.ndjson"), `no JSON\r\n${text}\n{}\n`);
    const imported = await run<{ skipped: { line: number; message: string }[] }>(
      "import",
      fileUri("again.ndjson"),
    );
    const { skipped, ...counts } = imported;
    assert.deepEqual(counts, { images: 2, added: 0, replaced: 2 });
    assert.deepEqual(
      skipped.map(({ line }) => line),
      [1, 5],
    );
    for (const { message } of skipped) assert.match(message, /^[A-Z].+\.$/);
    await run("export", both, fileUri("after.ndjson"), { format: "ndjson" });
    assert.equal(textOf("after.ndjson"), text);
  });

  it("import brings in images that nobody has heard of", async () => {
    const line = {
      schema: "oss-image-labels/1",
      account: "Elsewhere",
      object: "oss://imported/猫.jpg",
      detections: [
        {
          threshold: 0.5,
          detectedAt: "2026-03-01T08:00:00.000Z",
          labels: [{ name: "Imported cat", confidence: 0.9 }],
        },
      ],
      corrections: { added: ["Asleep"] },
    };
    writeFileSync(join(folder, "new.ndjson"), `${JSON.stringify(line)}\n`);
    assert.deepEqual(await run("import", fileUri("new.ndjson")), {
      images: 1,
      added: 1,
      replaced: 0,
      skipped: [],
    });
    const { total, images } = await search("bucket:imported");
    assert.equal(total, 1);
    assert.deepEqual(
      images[0]?.labels.map(({ name }) => name),
      ["Imported cat", "Asleep"],
    );
  });
});

describe("what an import brings", () => {
  it("is shown by rows, panels and lenses that are there already", async () => {
    const { tree, panels, labels } = await inspection();
    const [account] = await tree.getChildren();
    const folder = tree.folder("Sample", "sample", "");
    assert.ok(account);
    const rows = await tree.getChildren(folder);
    const row = rows.find((node) => node.kind === "object" && node.object.key === "chart.png");
    assert.ok(row?.kind === "object");
    const descriptionOf = async () => String((await tree.getTreeItem(row)).description);
    assert.match(await descriptionOf(), /^\d+ kB$/, "nobody has asked about it");
    await run("openPanel", "oss://sample/chart.png");
    assert.equal(panels.lastState?.kind, "ready");
    const redrawn: unknown[] = [];
    let lensChanges = 0;
    const listening = vscode.Disposable.from(
      tree.onDidRedraw((change) => redrawn.push(...[change].flat())),
      labels.onDidChangeIndex(() => lensChanges++),
    );
    const { etag, size } = row.object;
    const line = {
      schema: "oss-image-labels/1",
      account: "Sample",
      object: "oss://sample/chart.png",
      ...{ size, etag },
      detections: [
        {
          threshold: 0.5,
          detectedAt: "2026-03-01T08:00:00.000Z",
          labels: [{ name: "Imported chart", confidence: 0.9, centricScore: 0.9 }],
        },
      ],
      corrections: { added: ["Printed"] },
    };
    const place = mkdtempSync(join(tmpdir(), "exchange-shown-"));
    try {
      const calls = await billableCallsOf(async () => {
        const file = join(place, "shown.ndjson");
        writeFileSync(file, `${JSON.stringify(line)}\n`);
        await run("import", vscode.Uri.file(file));
        await until("the row", () => redrawn.includes(row));
        assert.match(await descriptionOf(), /^Imported chart · /);
        await until("the panel", () => {
          const state = panels.lastState;
          return state?.kind === "detected" && state.answer.corrections?.added.includes("Printed");
        });
        assert.ok(lensChanges > 0);
      });
      assert.equal(calls, 0);
    } finally {
      listening.dispose();
      rmSync(place, { recursive: true, force: true });
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    }
  });
});

describe("exporting and importing as people do", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "exchange-people-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("asks for the query, the format and the place, and says what it did", async () => {
    const file = vscode.Uri.file(join(folder, "people.ndjson"));
    const problems: (string | undefined)[] = [];
    const told: string[] = [];
    const person: Partial<Ui> = {
      ask: async ({ problem }: TextQuestion) => {
        problems.push(
          ...["", "label:cat", "label:cat (", "size:1MB"].map((text) => problem?.(text)),
        );
        return both;
      },
      pick: async <Row extends vscode.QuickPickItem>(
        rows: readonly Row[],
        _question: PickQuestion,
      ) => rows.find(({ label }) => label === "NDJSON"),
      chooseFile: async () => file,
      tell: async <Button extends string>({ text }: Message<Button>) => {
        told.push(text);
        return undefined;
      },
    };
    await standingIn(person, async () => {
      await run("export");
      await run("import");
    });
    assert.deepEqual(problems.slice(0, 2), [undefined, undefined]);
    assert.match(problems[3] ?? "", /\. .*▸/);
    assert.deepEqual(told, [
      "Exported 2 images to people.ndjson.",
      "Imported 2 images from people.ndjson (2 known before).",
    ]);
  });

  it("begins with what a view's entry stands for, and takes the Explorer's file", async () => {
    const titles: (string | undefined)[] = [];
    const told: string[] = [];
    const person: Partial<Ui> = {
      ask: async () => assert.fail("what to export was said"),
      pick: async (_: unknown, { title }: PickQuestion) => {
        titles.push(title);
        return undefined;
      },
      chooseFile: async () => assert.fail("the file was given"),
      tell: async <Button extends string>({ text }: Message<Button>) => {
        told.push(text);
        return undefined;
      },
    };
    const bucket = { kind: "bucket", account: "Sample", bucket: "sample", prefix: "" };
    const prefix = { ...bucket, kind: "prefix", prefix: "food & drink/" };
    const file = vscode.Uri.file(join(folder, "people.ndjson"));
    await standingIn(person, async () => {
      await run("export", bucket, [bucket]);
      await run("export", prefix, undefined);
      await run("export", { query: "label:cat" });
      await run("import", file, [file]);
    });
    assert.deepEqual(titles, [
      "Export Labels of oss://sample/",
      "Export Labels of oss://sample/food & drink/",
      "Export Labels of label:cat",
    ]);
    assert.deepEqual(told, ["Imported 2 images from people.ndjson (2 known before)."]);
  });

  it("shows lines that were skipped", async () => {
    const file = vscode.Uri.file(join(folder, "wrong.ndjson"));
    writeFileSync(file.fsPath, '{"schema":"oss-image-labels/2"}\n');
    const told: Message[] = [];
    const person: Partial<Ui> = {
      chooseFile: async () => file,
      tell: async <Button extends string>(message: Message<Button>) => {
        told.push(message);
        return message.buttons?.[0];
      },
    };
    await standingIn(person, () => run("import"));
    assert.match(told[0]?.text ?? "", /^Imported 0 images from wrong\.ndjson\. 1 line was skipped/);
    const shown = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(shown, /Line 1: .*oss-image-labels\/2.* Update the extension/);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("does nothing where the person changes their mind", async () => {
    const person: Partial<Ui> = { ask: async () => undefined, chooseFile: async () => undefined };
    await standingIn(person, async () => {
      await run("export");
      await run("import");
    });
  });
});
