import assert from "node:assert/strict";
import { Refusal } from "../../../src/errors/refusal.ts";
import { type FileName, fileUriParts, readFileUri } from "../../../src/ossFiles/fileUri.ts";

describe("URIs of objects as files", () => {
  const rows: readonly (readonly [name: FileName, authority: string, path: string])[] = [
    [{ bucket: "photos", key: "a/b.jpg" }, "photos", "/a/b.jpg"],
    [{ bucket: "photos", key: "" }, "photos", "/"],
    [{ account: "Work", bucket: "photos", key: "猫 1?#%.jpg" }, "Work@photos", "/猫 1?#%.jpg"],
    [{ account: "My Account", bucket: "photos", key: "/a" }, "My Account@photos", "//a"],
    [{ account: "me@corp", bucket: "photos", key: "../a" }, "me%40corp@photos", "/../a"],
    [{ account: "100%", bucket: "photos", key: "a//b/" }, "100%25@photos", "/a//b/"],
    [{ account: "a%40b", bucket: "photos", key: "x" }, "a%2540b@photos", "/x"],
  ];
  for (const [name, authority, path] of rows) {
    it(`${authority}${path} is written and read back`, () => {
      assert.deepEqual(fileUriParts(name), { authority, path });
      assert.deepEqual(readFileUri({ authority, path }), name);
    });
  }

  it("name an older version in their query, and take no other query for one", () => {
    const name = { account: "Work", bucket: "photos", key: "a.jpg", versionId: "CAEQ/x+1=" };
    const parts = fileUriParts(name);
    assert.deepEqual(parts.query, "versionId=CAEQ%2Fx%2B1%3D");
    assert.deepEqual(readFileUri(parts), name);
    const { versionId: _, ...current } = name;
    for (const query of ["version=3", "", "versionId="]) {
      assert.deepEqual(readFileUri({ ...fileUriParts(current), query }), current);
    }
  });

  it("are read as a person writes the account, without our escapes", () => {
    const read = readFileUri({ authority: "me@corp@photos", path: "/a" });
    assert.deepEqual(read, { account: "me@corp", bucket: "photos", key: "a" });
  });

  it("lead back to any account, bucket and key", () => {
    const signs = ["a", "Z", "@", "%", "%40", "%25", ":", "/", "?", "#", " ", "é", "猫", "."];
    let state = 7;
    const roll = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const text = () =>
      Array.from({ length: 1 + roll(8) }, () => signs[roll(signs.length)]).join("");
    for (let count = 0; count < 2000; count += 1) {
      const name = { account: text(), bucket: "photos", key: text() };
      const parts = fileUriParts(name);
      assert.deepEqual(readFileUri(parts), name);
      assert.equal(parts.authority.split("@").length, 2);
    }
  });

  for (const authority of ["", "Photos", "a", "work@", "@", "bucket.host"]) {
    it(`of "${authority}" are refused`, () => {
      assert.throws(
        () => readFileUri({ authority, path: "/a" }),
        (error: unknown) => error instanceof Refusal && error.code === "not-a-file-uri",
      );
    });
  }
});
