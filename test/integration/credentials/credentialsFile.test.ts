import assert from "node:assert/strict";
import { chmod, mkdir, symlink, truncate } from "node:fs/promises";
import { join } from "node:path";
import {
  inHome,
  readCredentialsFile,
  shownPath,
} from "../../../src/credentials/credentialsFile.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import { canary, failureOf, type Home, makeHome } from "./surroundings.ts";

describe("credentials file", () => {
  let home: Home;
  let file: string;
  beforeEach(async () => {
    home = await makeHome();
    file = join(home.folder, "keys");
  });
  afterEach(() => home.remove());
  const read = () => readCredentialsFile(file, "~/keys");

  const text = "[default]\r\nname = 照片\n";
  const encodings: [string, Buffer][] = [
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 of Windows", Buffer.from(`\uFEFF${text}`, "utf16le")],
  ];
  for (const [name, bytes] of encodings) {
    it(`reads ${name}`, async () => {
      await home.write("keys", bytes);
      assert.equal(await read(), text);
    });
  }

  it("follows a link", async () => {
    await home.write("elsewhere", text);
    await symlink(join(home.folder, "elsewhere"), file);
    assert.equal(await read(), text);
  });

  const refused: [string, () => Promise<unknown>, string, RegExp][] = [
    ["no file", async () => undefined, "credentials-file-missing", /There is no file ~\/keys/],
    ["a folder", () => mkdir(file), "credentials-file-unreadable", /folder/],
    ["a link to itself", () => symlink(file, file), "credentials-file-unreadable", /leads back/],
    ["a link to nothing", () => symlink("/nowhere", file), "credentials-file-missing", /no file/],
    ["a device", () => symlink("/dev/zero", file), "credentials-file-unreadable", /ordinary/],
    [
      "more than 1 MB",
      async () => truncate(await home.write("keys", canary.secret), 1_048_577),
      "credentials-file-unreadable",
      /larger than 1 MB/,
    ],
  ];
  for (const [name, prepare, code, sentence] of refused) {
    it(`explains ${name}`, async () => {
      await prepare();
      const error = await failureOf(read());
      assert.equal(error.code, code);
      assert.match(wordsFor(error), sentence);
    });
  }

  it("explains a file in place of a folder", async () => {
    await home.write("keys", canary.secret);
    const error = await failureOf(
      readCredentialsFile(join(file, "config.json"), "~/keys/config.json"),
    );
    assert.equal(error.code, "credentials-file-missing");
  });

  it("explains a path that cannot be one", async () => {
    const error = await failureOf(readCredentialsFile("a\0b", "~/a"));
    assert.equal(error.code, "credentials-file-unreadable");
  });

  it("explains a missing permission", async function () {
    if (process.platform === "win32") this.skip();
    await chmod(await home.write("keys", canary.secret), 0);
    // The superuser may read everything, so that it acts as somebody else for the moment.
    const isSuperuser = process.geteuid?.() === 0;
    if (isSuperuser) process.seteuid?.(65_534);
    try {
      const error = await failureOf(read());
      assert.equal(error.code, "credentials-file-unreadable");
      assert.match(wordsFor(error), /may not read/);
    } finally {
      if (isSuperuser) process.seteuid?.(0);
    }
  });

  it("resolves paths in the home folder, and shows them so", () => {
    const cases = [
      ["~/.ossutilconfig", "/home/ann/.ossutilconfig", "~/.ossutilconfig"],
      ["keys/mine", "/home/ann/keys/mine", "~/keys/mine"],
      ["/etc/keys", "/etc/keys", "/etc/keys"],
      ["../bob/keys", "/home/bob/keys", "/home/bob/keys"],
      ["~bob/keys", "/home/ann/~bob/keys", "~/~bob/keys"],
    ] as const;
    for (const [given, absolute, shown] of cases) {
      assert.equal(inHome(given, "/home/ann"), absolute);
      assert.equal(shownPath(absolute, "/home/ann"), shown);
    }
  });
});
