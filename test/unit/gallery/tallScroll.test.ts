import assert from "node:assert/strict";
import {
  contentTop,
  elementHeight,
  highestElement,
  scrolled,
  scrolledTo,
  type TallScroll,
} from "../../../src/gallery/model/tallScroll.ts";

describe("scrolling through what is too tall", () => {
  const at = (height: number): TallScroll => ({
    height,
    viewHeight: 800,
    scrollTop: 0,
    offset: 0,
  });
  const tall = at(520_000_000);

  it("leaves content that fits alone", () => {
    const short = at(9_000_000);
    assert.equal(elementHeight(short), 9_000_000);
    assert.deepEqual(scrolled(short, 5_000_000), { ...short, scrollTop: 5_000_000 });
    assert.equal(contentTop(scrolledTo(short, 1e9)), 9_000_000 - 800);
  });

  it("reaches the first and the last row by the scrollbar", () => {
    assert.equal(elementHeight(tall), highestElement);
    const end = scrolled(tall, highestElement - 800);
    assert.equal(contentTop(end), 520_000_000 - 800);
    const back = scrolled(end, 0);
    assert.equal(contentTop(back), 0);
    const middle = scrolled(back, (highestElement - 800) / 2);
    assert.equal(contentTop(middle), (520_000_000 - 800) / 2);
  });

  it("moves the content by as much as a small step, everywhere", () => {
    let scroll = scrolled(tall, 4_000_000);
    for (let step = 0; step < 1000; step++) {
      const before = contentTop(scroll);
      scroll = scrolled(scroll, scroll.scrollTop + 100);
      assert.equal(contentTop(scroll), before + 100);
    }
  });

  it("gets on by small steps at the ends of the element", () => {
    // Far down, with the element scrolled to its top: a wheel would not move it any further.
    let scroll: TallScroll = { ...tall, scrollTop: 60, offset: 300_000_000 };
    scroll = scrolled(scroll, 0);
    assert.equal(contentTop(scroll), 300_000_000);
    assert.ok(scroll.scrollTop > 1_000_000);
    const before = contentTop(scroll);
    assert.equal(contentTop(scrolled(scroll, scroll.scrollTop - 100)), before - 100);
  });

  it("goes to any place, to the pixel", () => {
    for (const top of [0, 1, 12_345, 259_999_600, 519_999_200]) {
      const scroll = scrolledTo(tall, top);
      assert.equal(contentTop(scroll), top);
      assert.ok(scroll.scrollTop >= 0 && scroll.scrollTop <= highestElement - 800);
    }
    assert.equal(contentTop(scrolledTo(tall, -5)), 0);
    assert.equal(contentTop(scrolledTo(tall, 1e12)), 520_000_000 - 800);
  });
});
