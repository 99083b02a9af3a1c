import assert from "node:assert/strict";
import { sampleServer, signed, textOf, textsOf } from "./http.ts";

const query = [["tagging", ""]] as const;
const tag = (key: string, value: string) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
const tagging = (...tags: string[]) => `<Tagging><TagSet>${tags.join("")}</TagSet></Tagging>`;
const numbered = (count: number) =>
  tagging(...Array.from({ length: count }, (_, index) => tag(`k${index}`, "v")));

describe("the tags of an object", () => {
  const server = sampleServer();
  const ask = (method: string, body = "", key = "example.jpg") =>
    signed(server(), { method, bucket: "sample", key, query, ...(body ? { body } : {}) });
  const tags = async () => {
    const { text } = await ask("GET");
    const values = textsOf(text, "Value");
    return textsOf(text, "Key").map((key, index) => [key, values[index]]);
  };

  it("are replaced as a whole, and deleted", async () => {
    assert.deepEqual(await tags(), []);
    assert.equal((await ask("PUT", tagging(tag("a", "1"), tag("B c", "")))).status, 200);
    assert.deepEqual(await tags(), [
      ["a", "1"],
      ["B c", ""],
    ]);
    const head = await signed(server(), { method: "HEAD", bucket: "sample", key: "example.jpg" });
    assert.equal(head.headers["x-oss-tagging-count"], "2");
    assert.equal(head.headers["last-modified"], "Sat, 01 Mar 2025 10:00:00 GMT");
    await ask("PUT", `<?xml version="1.0"?>\n${tagging(tag("x", "2"))}`);
    assert.deepEqual(await tags(), [["x", "2"]]);
    assert.equal((await ask("DELETE")).status, 204);
    assert.deepEqual(await tags(), []);
  });

  const taken: readonly (readonly [string, string])[] = [
    ["ten", numbered(10)],
    ["none", tagging()],
    ["every mark there may be", tagging(tag("aZ09 +-=._:/", "aZ09 +-=._:/"))],
    ["a key of 128 bytes, a value of 256", tagging(tag("k".repeat(128), "v".repeat(256)))],
    ["keys that differ in case", tagging(tag("a", "1"), tag("A", "2"))],
    ["Base64", tagging(tag("labels", Buffer.from("夜晚").toString("base64")))],
  ];
  for (const [name, body] of taken) {
    it(`may be ${name}`, async () => {
      assert.equal((await ask("PUT", body)).status, 200);
    });
  }

  const refused: readonly (readonly [string, string, string])[] = [
    ["eleven", numbered(11), "BadRequest"],
    ["one key twice", tagging(tag("a", "1"), tag("a", "2")), "InvalidTag"],
    ["an empty key", tagging(tag("", "1")), "InvalidTag"],
    ["a key of 129 bytes", tagging(tag("k".repeat(129), "v")), "InvalidTag"],
    ["a value of 257 bytes", tagging(tag("k", "v".repeat(257))), "InvalidTag"],
    ["Chinese letters", tagging(tag("标签", "夜晚")), "InvalidTag"],
    ["other marks", tagging(tag("a", "b,c")), "InvalidTag"],
    ["markup", tagging(tag("a", "&lt;b&gt;")), "InvalidTag"],
    ["no XML", "tags", "MalformedXML"],
    ["XML that breaks off", "<Tagging><TagSet><Tag>", "MalformedXML"],
    ["XML of something else", "<Other/>", "MalformedXML"],
    ["a tag without key", tagging("<Tag><Value>1</Value></Tag>"), "MalformedXML"],
    ["a key of elements", tagging("<Tag><Key><b>1</b></Key></Tag>"), "MalformedXML"],
    ["two sets", `<Tagging><TagSet/><TagSet/></Tagging>`, "MalformedXML"],
    ["a set of text", "<Tagging><TagSet>a=b</TagSet></Tagging>", "MalformedXML"],
    ["no set", "<Tagging></Tagging>", "MalformedXML"],
    ["a set beside something else", "<Tagging><TagSet/><Other/></Tagging>", "MalformedXML"],
    ["a set of something else", "<Tagging><TagSet><Other/></TagSet></Tagging>", "MalformedXML"],
    ["a tag with something else", tagging("<Tag><Key>a</Key><Ttl>1</Ttl></Tag>"), "MalformedXML"],
    ["a tag with two keys", tagging("<Tag><Key>a</Key><Key>b</Key></Tag>"), "MalformedXML"],
    ["entities", `<!DOCTYPE x [<!ENTITY e "a">]>${tagging(tag("a", "&e;"))}`, "MalformedXML"],
    ["70 kB", tagging(" ".repeat(70_000)), "EntityTooLarge"],
  ];
  for (const [name, body, code] of refused) {
    it(`may not be ${name}`, async () => {
      const reply = await ask("PUT", body);
      assert.deepEqual([reply.status, textOf(reply.text, "Code")], [400, code]);
    });
  }

  it("stay as they were when the new ones are refused", async () => {
    await ask("PUT", tagging(tag("kept", "1")));
    for (const [, body] of refused) await ask("PUT", body);
    assert.deepEqual(await tags(), [["kept", "1"]]);
    await ask("DELETE");
  });

  it("belong to an object that exists", async () => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const reply = await ask(method, method === "PUT" ? tagging() : "", "missing");
      assert.equal(textOf(reply.text, "Code"), "NoSuchKey");
    }
  });

  it("come with an upload", async () => {
    const put = (header: string) => {
      const headers = { "x-oss-tagging": header };
      return signed(server(), { method: "PUT", bucket: "sample", key: "t", headers, body: "x" });
    };
    assert.equal((await put("a=b%2Fc&d+e=")).status, 200);
    const { text } = await ask("GET", "", "t");
    assert.deepEqual(
      [textsOf(text, "Key"), textsOf(text, "Value")],
      [
        ["a", "d e"],
        ["b/c", ""],
      ],
    );
    assert.equal(textOf((await put("a=%zz")).text, "Code"), "InvalidArgument");
    assert.equal(textOf((await put("a=1&a=2")).text, "Code"), "InvalidTag");
    assert.equal(textOf((await put("aa=bb=cc")).text, "EC"), "0010-00000219");
    assert.equal(textOf((await put("&")).text, "Code"), "InvalidTag");
  });
});
