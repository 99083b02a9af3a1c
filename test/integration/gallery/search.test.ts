import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { GalleryMessage } from "../../../src/gallery/protocol.ts";
import { GallerySearch } from "../../../src/gallery/search.ts";
import { type ImageIndex, imageIndex } from "../../e2e/gallery/images.ts";

describe("a search view's side in the extension", () => {
  /** An index whose images change when it is told to. */
  const changingIndex = (first: ImageIndex) => {
    let present = first;
    const index: ImageIndex = {
      search: (query, page) => present.search(query, page),
      count: (query) => present.count(query),
      facets: (query, limit) => present.facets(query, limit),
      labelNames: (text, limit) => present.labelNames(text, limit),
      summary: () => present.summary(),
    };
    return {
      index,
      become: (next: ImageIndex) => {
        present = next;
      },
    };
  };
  const begin = async (index: ImageIndex, text = "") => {
    const posted: GalleryMessage[] = [];
    const search = new GallerySearch(text, {
      index,
      picture: async () => ({ missing: "none here" }),
      post: (message) => posted.push(message),
    });
    await search.handle({ type: "ready" });
    const pages = () => posted.flatMap((message) => (message.type === "page" ? message.page : []));
    return { search, posted, pages };
  };

  it("posts the first page and the count, then the labels", async () => {
    const { search, posted } = await begin(imageIndex(250));
    const kinds = posted.map(({ type }) => type);
    assert.deepEqual(kinds.slice(0, 4), ["state", "page", "state", "state"]);
    const { total, facets = [], isSearching } = search.state;
    assert.deepEqual([total, isSearching], [250, false]);
    assert.ok(facets.length > 10);
    assert.ok(
      facets.every(({ images }, at) => at === 0 || images <= (facets[at - 1]?.images ?? 0)),
    );
  });

  it("posts pages in the order in which they are wanted last, and none beyond the end", async () => {
    const { search, pages } = await begin(imageIndex(1000));
    const { result } = search.state;
    await search.handle({ type: "pages", result, pages: [4, 5, 6] });
    await search.handle({ type: "pages", result, pages: [9, 10, 8] });
    while (pages().at(-1) !== 8) await delay(1);
    const posted = pages();
    assert.deepEqual(posted.slice(-2), [9, 8]);
    assert.ok(!posted.includes(10) && !posted.includes(6));
  });

  it("gives what is selected, in its order, also where its pages were never shown", async () => {
    const { search } = await begin(imageIndex(1000));
    const { result } = search.state;
    const chosen = await search.chosen(result, [
      [3, 3],
      [98, 101],
      [995, 999],
    ]);
    assert.ok(chosen?.kind === "images");
    const etags = chosen.images.map(({ etag }) => etag);
    assert.deepEqual(etags, [3, 98, 99, 100, 101, 995, 996, 997, 998, 999].map(String));
    assert.deepEqual(await search.chosen(result, [[0, 999]]), {
      kind: "query",
      text: "",
      total: 1000,
    });
    assert.equal(await search.chosen(result - 1, [[0, 0]]), undefined);
  });

  it("drops an answer that a later search has overtaken", async () => {
    const slow = imageIndex(500);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { index, become } = changingIndex(slow);
    const { search } = await begin(index);
    become({
      ...slow,
      search: async (query, page) => {
        await held;
        return slow.search(query, page);
      },
    });
    const first = search.search("label:猫");
    become(slow);
    await search.search("label:狗");
    const { total } = search.state;
    release();
    await first;
    assert.deepEqual([search.state.text, search.state.total], ["label:狗", total]);
  });

  it("draws anew what has changed, and says so where the result would be another", async () => {
    const { index, become } = changingIndex(imageIndex(250));
    const { search, pages } = await begin(index);
    const { result } = search.state;
    await search.indexChanged();
    assert.equal(search.state.isStale, false);
    assert.equal(search.state.result, result);
    assert.deepEqual(pages(), [0, 0]);

    become(imageIndex(251));
    await search.indexChanged();
    assert.equal(search.state.isStale, true);
    assert.equal(search.state.total, 250);
    // What was shown is known; of the rest nobody can tell any more which is which.
    const shown = await search.chosen(result, [[0, 1]]);
    assert.equal(shown?.kind, "images");
    assert.equal(await search.chosen(result, [[150, 151]]), undefined);
    assert.match(search.state.notice ?? "", /Search again/);

    await search.handle({ type: "refresh" });
    assert.deepEqual([search.state.total, search.state.isStale], [251, false]);
    assert.equal(search.state.notice, undefined);
  });

  it("looks again by itself where nothing was found", async () => {
    const { index, become } = changingIndex(imageIndex(0));
    const { search } = await begin(index);
    assert.deepEqual([search.state.total, search.state.known], [0, 0]);
    become(imageIndex(10));
    await search.indexChanged();
    assert.equal(search.state.total, 10);
  });

  it("says what is wrong with a query, and keeps the result until there is another", async () => {
    const { search } = await begin(imageIndex(100));
    await search.search("dog size:1MB");
    const { problem, total, text } = search.state;
    assert.deepEqual(problem?.span, { start: 8, end: 12 });
    assert.deepEqual([total, text], [100, "dog size:1MB"]);
    await search.search("");
    assert.equal(search.state.problem, undefined);
  });

  it("says of an index that fails what to do, and works again when that does", async () => {
    const { index, become } = changingIndex(imageIndex(100));
    const { search } = await begin(index);
    become({ ...imageIndex(100), search: () => Promise.reject(new Error("secret")) });
    await search.search("label:猫");
    const { problem, isSearching } = search.state;
    assert.equal(isSearching, false);
    assert.ok(problem && !problem.sentence.includes("secret"));
    become(imageIndex(100));
    await search.search("label:猫");
    assert.equal(search.state.problem, undefined);
  });
});
