import assert from "node:assert/strict";
import { ContentCache } from "../../../src/ossFiles/contentCache.ts";

describe("the cache of contents", () => {
  const content = (length: number, etag = "1") => ({ bytes: new Uint8Array(length), etag });

  it("drops what was not used longest where there is no room", () => {
    const cache = new ContentCache({ total: 10, each: 6 });
    cache.keep("a", content(4));
    cache.keep("b", content(4));
    assert.equal(cache.get("a")?.etag, "1");
    cache.keep("c", content(4));
    assert.equal(cache.get("b"), undefined);
    assert.ok(cache.get("a") && cache.get("c"));
    assert.equal(cache.size, 8);
  });

  it("keeps nothing that is larger than each may be, and forgets the older content", () => {
    const cache = new ContentCache({ total: 10, each: 6 });
    cache.keep("a", content(4));
    cache.keep("a", content(7, "2"));
    assert.equal(cache.get("a"), undefined);
    assert.equal(cache.size, 0);
  });

  it("counts a content once when it is replaced, and nothing after it is cleared", () => {
    const cache = new ContentCache({ total: 10, each: 6 });
    cache.keep("a", content(4));
    cache.keep("a", content(5, "2"));
    assert.equal(cache.get("a")?.etag, "2");
    assert.equal(cache.size, 5);
    cache.clear();
    assert.equal(cache.size, 0);
  });
});
