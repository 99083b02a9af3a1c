import assert from "node:assert/strict";
import { type PathPrefix, relativePath } from "../../../src/exchange/relativePath.ts";
import { seededRandom } from "../labels/random.ts";

const pathOf = (key: string, prefix: PathPrefix = "") =>
  relativePath({ account: "work", bucket: "photos", key }, prefix);

describe("the path of an image's file", () => {
  const cases: [key: string, path: RegExp | string][] = [
    ["a.jpg", "a.jpg"],
    ["2026/Mai/Grüße (1).JPG", "2026/Mai/Grüße (1).JPG"],
    ["图片/猫.png", "图片/猫.png"],
    [".hidden.jpg", ".hidden.jpg"],
    ["-rf.jpg", "-rf.jpg"],
    ["../../etc/passwd.jpg", /^__\/__\/etc\/passwd~[0-9a-f]{8}\.jpg$/],
    ["a/../../b.jpg", /^a\/__\/__\/b~/],
    ["./a.jpg", /^_\/a~/],
    ["/etc/a.jpg", /^etc\/a~/],
    ["//host/share/a.jpg", /^host\/share\/a~/],
    ["C:\\Windows\\a.jpg", /^C__Windows_a~[0-9a-f]{8}\.jpg$/],
    ["..\\..\\a.jpg", /^\.\._\.\._a~/],
    ["a//b.jpg", /^a\/b~/],
    ["a/b/", /^a\/b~[0-9a-f]{8}$/],
    ["/", /^_~[0-9a-f]{8}$/],
    ["..", /^__~[0-9a-f]{8}$/],
    ["con.jpg", /^_con~[0-9a-f]{8}\.jpg$/],
    ["a/NUL", /^a\/_NUL~/],
    ["com¹.x.jpg", /^_com¹\.x~/],
    ["console.jpg", "console.jpg"],
    ["a. /b.jpg", /^a__\/b~/],
    ['<>:"|?*.jpg', /^_______~[0-9a-f]{8}\.jpg$/],
    ["a\u0000b\n.jpg", /^a_b_~/],
    ["\u202egpj.exe", /^_gpj~/],
    ["~.jpg", "~.jpg"],
  ];
  for (const [key, path] of cases) {
    it(`of ${JSON.stringify(key)}`, () => {
      if (typeof path === "string") assert.equal(pathOf(key), path);
      else assert.match(pathOf(key), path);
    });
  }

  it("begins with the bucket and the account where it is told to", () => {
    assert.equal(pathOf("a.jpg", "bucket"), "photos/a.jpg");
    assert.equal(pathOf("a.jpg", "account/bucket"), "work/photos/a.jpg");
    const odd = { account: "../x/y", bucket: "photos", key: "a.jpg" };
    assert.match(relativePath(odd, "account/bucket"), /^\.\._x_y~[0-9a-f]{8}\/photos\/a\.jpg$/);
    const dots = relativePath({ ...odd, account: ".." }, "account/bucket");
    assert.match(dots, /^__~[0-9a-f]{8}\/photos\/a\.jpg$/);
  });

  it("shortens what file systems cannot hold, and keeps the ending", () => {
    const long = pathOf(`${"图".repeat(300)}.jpg`);
    assert.match(long, /^图+~[0-9a-f]{8}\.jpg$/);
    assert.ok(Buffer.byteLength(`${long}.xmp`) <= 255);
    assert.notEqual(long, pathOf(`${"图".repeat(301)}.jpg`));
  });

  it("stays in the folder, can be made anywhere, and is one key's alone", () => {
    const random = seededRandom(31);
    const parts = [...'/\\.. :*?<>|"ab\u0000\n~', "..", "/../", "con", "nul.", "é", "\u202e"];
    const seen = new Map<string, string>();
    for (let round = 0; round < 5000; round += 1) {
      const key = Array.from(
        { length: 1 + Math.floor(random() * 7) },
        () => parts[Math.floor(random() * parts.length)],
      ).join("");
      const path = pathOf(key);
      for (const part of path.split("/")) {
        assert.doesNotMatch(part, /^$|^\.\.?$|[. ]$|[<>:"|?*\\\p{Cc}]/u, JSON.stringify(key));
        assert.doesNotMatch(part, /^(?:con|nul)(?:\.|$)/i, JSON.stringify(key));
      }
      assert.equal(seen.get(path) ?? key, key, path);
      seen.set(path, key);
    }
  });
});
