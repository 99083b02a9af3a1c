import assert from "node:assert/strict";
import { largeCount, largeKey } from "../../catalogues/large.ts";
import { sampleServer, signed, textOf, textsOf } from "./http.ts";

type Query = readonly (readonly [string, string])[];
const all = ["animals/a cat.png", "animals/wild/fox.jpg", "example.jpg", "照片/椅子.jpg"];

/** Parameters, the keys and the common prefixes of one page. */
const pages: readonly (readonly [Query, string[], string[]])[] = [
  [[], all, []],
  [[["prefix", "animals/"]], all.slice(0, 2), []],
  [[["prefix", "nothing"]], [], []],
  [[["delimiter", "/"]], ["example.jpg"], ["animals/", "照片/"]],
  [
    [
      ["delimiter", "/"],
      ["prefix", "animals/"],
    ],
    ["animals/a cat.png"],
    ["animals/wild/"],
  ],
  [[["delimiter", "."]], [], ["animals/a cat.", "animals/wild/fox.", "example.", "照片/椅子."]],
  [
    [
      ["delimiter", "/"],
      ["max-keys", "1"],
    ],
    [],
    ["animals/"],
  ],
  [
    [
      ["delimiter", "/"],
      ["max-keys", "2"],
    ],
    ["example.jpg"],
    ["animals/"],
  ],
];

describe("a list of objects", () => {
  const server = sampleServer();
  const list = async (query: Query, bucket = "sample") => {
    const reply = await signed(server(), { bucket, query });
    return { ...reply, keys: textsOf(reply.text, "Key"), prefixes: prefixesOf(reply.text) };
  };

  for (const [query, keys, prefixes] of pages) {
    for (const version of [[], [["list-type", "2"]]] as const) {
      it(`version ${version.length + 1}, ${JSON.stringify(query)}`, async () => {
        const page = await list([...query, ...version]);
        assert.deepEqual([page.keys, page.prefixes], [keys, prefixes]);
      });
    }
  }

  it("version 1 begins behind its marker, and names the next one", async () => {
    const first = await list([["max-keys", "2"]]);
    assert.equal(textOf(first.text, "NextMarker"), "animals/wild/fox.jpg");
    const second = await list([["marker", "animals/wild/fox.jpg"]]);
    assert.deepEqual(second.keys, all.slice(2));
    assert.equal(textOf(second.text, "Marker"), "animals/wild/fox.jpg");
    assert.equal(textOf(second.text, "NextMarker"), undefined);
  });

  it("version 2 begins behind start-after, whose place a token takes", async () => {
    const first = await list([
      ["list-type", "2"],
      ["start-after", "b"],
      ["max-keys", "1"],
    ]);
    assert.deepEqual(first.keys, ["example.jpg"]);
    assert.equal(textOf(first.text, "StartAfter"), "b");
    const token = textOf(first.text, "NextContinuationToken") ?? "";
    const second = await list([
      ["list-type", "2"],
      ["start-after", "b"],
      ["continuation-token", token],
    ]);
    assert.deepEqual(second.keys, ["照片/椅子.jpg"]);
    assert.equal(textOf(second.text, "ContinuationToken"), token);
  });

  it("goes page by page through keys and prefixes, each once", async () => {
    const found: string[] = [];
    let token = "";
    do {
      const page = await list([
        ...([
          ["list-type", "2"],
          ["delimiter", "/"],
          ["max-keys", "1"],
        ] as const),
        ["continuation-token", token],
      ]);
      found.push(...page.keys, ...page.prefixes);
      assert.equal(textOf(page.text, "KeyCount"), "1");
      token = textOf(page.text, "NextContinuationToken") ?? "";
    } while (token !== "");
    assert.deepEqual(found, ["animals/", "example.jpg", "照片/"]);
  });

  it("encodes for a URL when asked: a blank as %20, a slash too", async () => {
    const page = await list([
      ...([
        ["list-type", "2"],
        ["encoding-type", "url"],
        ["delimiter", "/"],
      ] as const),
      ["prefix", "照片/"],
      ["start-after", "照片/ +"],
    ]);
    assert.equal(textOf(page.text, "EncodingType"), "url");
    assert.deepEqual(page.keys, ["%E7%85%A7%E7%89%87%2F%E6%A4%85%E5%AD%90.jpg"]);
    assert.equal(textOf(page.text, "Prefix"), "%E7%85%A7%E7%89%87%2F");
    assert.equal(textOf(page.text, "StartAfter"), "%E7%85%A7%E7%89%87%2F%20%2B");
    assert.equal(textOf(page.text, "Delimiter"), "%2F");
  });

  it("describes each object, with its owner in version 2 when asked", async () => {
    const { text } = await list([
      ["list-type", "2"],
      ["prefix", "example"],
    ]);
    assert.match(text, /<ETag>"[0-9A-F]{32}"<\/ETag><Type>Normal<\/Type><Size>\d+<\/Size>/);
    assert.match(text, /<LastModified>2025-03-01T10:00:00\.000Z<\/LastModified>/);
    assert.ok(!text.includes("<Owner>"));
    const owned = await list([
      ["list-type", "2"],
      ["prefix", "example"],
      ["fetch-owner", "true"],
    ]);
    assert.ok(owned.text.includes("<Owner>"));
  });

  const refused: readonly (readonly [string, string])[] = [
    ["max-keys", "0"],
    ["max-keys", "1001"],
    ["max-keys", "-1"],
    ["max-keys", "ten"],
    ["encoding-type", "base64"],
    ["list-type", "3"],
    ["prefix", "x".repeat(1024)],
    ["marker", "照".repeat(342)],
  ];
  for (const [name, value] of refused) {
    it(`refuses ${name} ${value.slice(0, 10)}`, async () => {
      const reply = await list([[name, value]]);
      assert.equal(reply.status, 400);
      assert.equal(textOf(reply.text, "Code"), "InvalidArgument");
      assert.equal(textOf(reply.text, "ArgumentName"), name);
    });
  }

  it("refuses a token that it never gave out", async () => {
    const reply = await list([
      ["list-type", "2"],
      ["continuation-token", "no token!"],
    ]);
    assert.equal(reply.status, 400);
  });

  it("says that there is no such bucket, or that it cannot have the name", async () => {
    const missing = await list([], "nothing-here");
    assert.deepEqual(
      [missing.status, ...["Code", "EC", "BucketName"].map((name) => textOf(missing.text, name))],
      [404, "NoSuchBucket", "0015-00000101", "nothing-here"],
    );
    assert.equal(textOf((await list([], "No_Bucket")).text, "Code"), "InvalidBucketName");
  });

  it("of a hundred thousand reads no more than the page", async () => {
    const first = await list(
      [
        ["list-type", "2"],
        ["max-keys", "1000"],
      ],
      "large",
    );
    assert.equal(first.keys.length, 1000);
    const last = largeKey(largeCount - 2);
    const end = await list(
      [
        ["list-type", "2"],
        ["start-after", last],
      ],
      "large",
    );
    assert.deepEqual(end.keys, [largeKey(largeCount - 1)]);
    const folders = await list(
      [
        ["delimiter", "/"],
        ["prefix", "photos/"],
      ],
      "large",
    );
    assert.equal(folders.prefixes.length, 100);
    assert.equal(folders.prefixes[99], "photos/099/");
  });
});

describe("a list of buckets", () => {
  const server = sampleServer();
  const list = async (query: Query) => (await signed(server(), { query })).text;

  it("names all of them in order, with where they are", async () => {
    const text = await list([]);
    assert.deepEqual(textsOf(text, "Name"), ["faults", "large", "sample"]);
    assert.equal(textOf(text, "Region"), "cn-hangzhou");
    assert.equal(textOf(text, "Location"), "oss-cn-hangzhou");
    assert.equal(textOf(text, "ExtranetEndpoint"), new URL(server().endpoint).host);
    assert.equal(textOf(text, "IsTruncated"), undefined);
  });

  it("has pages", async () => {
    const first = await list([["max-keys", "2"]]);
    assert.deepEqual(textsOf(first, "Name"), ["faults", "large"]);
    assert.deepEqual(
      [textOf(first, "IsTruncated"), textOf(first, "NextMarker")],
      ["true", "large"],
    );
    const second = await list([["marker", "large"]]);
    assert.deepEqual(textsOf(second, "Name"), ["sample"]);
    assert.equal(textOf(second, "IsTruncated"), "false");
    assert.deepEqual(textsOf(await list([["prefix", "l"]]), "Name"), ["large"]);
  });

  it("goes with a bucket's location, its details, and the region", async () => {
    const of = async (name: string, bucket?: string) =>
      (await signed(server(), { ...(bucket ? { bucket } : {}), query: [[name, ""]] })).text;
    assert.equal(textOf(await of("location", "sample"), "LocationConstraint"), "oss-cn-hangzhou");
    assert.equal(textOf(await of("bucketInfo", "sample"), "Grant"), "private");
    assert.equal(textOf(await of("acl", "sample"), "Grant"), "private");
    assert.equal(textOf(await of("regions"), "Region"), "oss-cn-hangzhou");
  });
});

function prefixesOf(text: string): string[] {
  const groups = text.matchAll(/<CommonPrefixes>(.*?)<\/CommonPrefixes>/g);
  return Array.from(groups, ([, inner = ""]) => textOf(inner, "Prefix") ?? "");
}
