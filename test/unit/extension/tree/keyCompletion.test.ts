import assert from "node:assert/strict";
import {
  folderOfKey,
  KeyCompletion,
  maxCompletions,
} from "../../../../src/extension/tree/keyCompletion.ts";

const keys = ["a/1.jpg", "a/12.jpg", "a/2.jpg", "a/b/3.jpg", "a/b/", "c.jpg"];

/** Lists `keys` as the service does, and counts. */
function service(isTruncated = false) {
  const asked: string[] = [];
  const completion = new KeyCompletion(async ({ account, bucket, prefix }, options) => {
    asked.push([account, bucket, prefix].join(" "));
    assert.equal(options.delimiter, "/");
    assert.equal(options.maxKeys, maxCompletions);
    const below = keys.filter((key) => key.startsWith(prefix));
    const folders = below.flatMap((key) => {
      const slash = key.indexOf("/", prefix.length);
      return slash === -1 ? [] : [key.slice(0, slash + 1)];
    });
    const facts = { size: 1, etag: '"e"', lastModified: undefined, storageClass: "Standard" };
    return {
      prefixes: [...new Set(folders)],
      objects: below
        .filter((key) => !key.includes("/", prefix.length))
        .map((key) => ({ key, ...facts })),
      ...(isTruncated && { nextContinuationToken: "more" }),
    };
  });
  const of = async (prefix: string, account = "A") => {
    const beginning = { account, bucket: "b", prefix };
    const { folders, objects } = await completion.of(beginning, new AbortController().signal);
    return [...folders, ...objects.map(({ key }) => key)];
  };
  return { asked, of };
}

describe("the completion of keys", () => {
  it("asks once for a folder that it has whole, however much is typed of a name in it", async () => {
    const { asked, of } = service();
    assert.deepEqual(await of("a/"), ["a/b/", "a/1.jpg", "a/12.jpg", "a/2.jpg"]);
    assert.deepEqual(await of("a/1"), ["a/1.jpg", "a/12.jpg"]);
    assert.deepEqual(await of("a/12"), ["a/12.jpg"]);
    assert.deepEqual(await of("a/"), ["a/b/", "a/1.jpg", "a/12.jpg", "a/2.jpg"]);
    assert.deepEqual(asked, ["A b a/"]);
  });

  it("asks again for another folder, another account, and a shorter beginning", async () => {
    const { asked, of } = service();
    await of("a/1");
    await of("a/");
    await of("a/b/");
    await of("a/", "B");
    assert.deepEqual(asked, ["A b a/1", "A b a/", "A b a/b/", "B b a/"]);
  });

  it("asks again for a longer beginning where the answer was not whole", async () => {
    const { asked, of } = service(true);
    await of("a/");
    await of("a/1");
    await of("a/1");
    assert.deepEqual(asked, ["A b a/", "A b a/1"]);
  });

  it("leaves out what stands for the folder itself", async () => {
    assert.deepEqual(await service().of("a/b/"), ["a/b/3.jpg"]);
  });

  it("rejects where the list cannot be read, and asks again", async () => {
    let attempts = 0;
    const completion = new KeyCompletion(async () => {
      attempts += 1;
      throw new Error("denied");
    });
    const beginning = { account: "A", bucket: "b", prefix: "" };
    const { signal } = new AbortController();
    await assert.rejects(completion.of(beginning, signal), /denied/);
    await assert.rejects(completion.of(beginning, signal), /denied/);
    assert.equal(attempts, 2);
  });

  it("knows the folder of a key", () => {
    assert.deepEqual(["a/b/c.jpg", "a/", "c.jpg", ""].map(folderOfKey), ["a/b/", "a/", "", ""]);
  });
});
