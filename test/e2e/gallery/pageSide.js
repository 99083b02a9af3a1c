/** Runs in the page before the search view, after that of the panel. Plain script, since the browser gets it as it is. */

/** Posts what the extension says. */
globalThis.toPage = (message) => window.postMessage(message, "*");

globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => void toExtension(message),
  getState: () => harness.kept,
  setState: (state) => {
    harness.kept = structuredClone(state);
  },
});

/** Scrolls to a share of the whole, as the scrollbar does, and resolves when that is drawn. */
globalThis.scrollGrid = async (share) => {
  const box = document.querySelector(".scroll");
  box.scrollTop = share * (box.scrollHeight - box.clientHeight);
  for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
};

/** Scrolls by a step in each frame. Gives what the frames took in milliseconds, the shortest first. */
globalThis.scrollFrames = async (frames, step) => {
  const box = document.querySelector(".scroll");
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < frames; frame++) {
    box.scrollTop += step;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times.sort((a, b) => a - b);
};

/** Controls, headings and sentences that reach out of the page or of their boxes. Names of images and labels may end early. */
harness.cutControls = () => {
  const selector = "button, input, h2, p, strong, .menu, [role^=menuitem]";
  return [...document.querySelectorAll(selector)]
    .filter((each) => each.checkVisibility())
    .filter((each) => !each.matches(".unseen *, .facets *, td *, [role=combobox]"))
    .filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      const { overflowX, overflowY } = getComputedStyle(each);
      return (
        left < -1 ||
        right > innerWidth + 1 ||
        (overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1) ||
        // Letters may reach a little beyond their line, and a list that scrolls hides nothing.
        (!["visible", "auto"].includes(overflowY) && each.scrollHeight > each.clientHeight + 6)
      );
    })
    .map((each) => `${each.className || each.localName}: ${each.textContent}`);
};

/** Controls that no scrolling brings into the page. */
harness.outOfReach = () =>
  [...document.querySelectorAll("button, input, [role=option], td:not(.far *)")]
    .filter((each) => each.checkVisibility() && !each.matches(".unseen *"))
    .filter((each) => !document.querySelector("dialog") || each.closest("dialog"))
    .filter((each) => {
      each.scrollIntoView({ block: "nearest", inline: "nearest" });
      const { left, top, right, bottom } = each.getBoundingClientRect();
      const isSeen = (x, y) => {
        const there = document.elementFromPoint(x, y);
        return (
          each.contains(there) ||
          there?.contains(each) ||
          there?.closest("[role^=menu], [role=listbox], .problem")
        );
      };
      const isInside = left >= -1 && top >= -1 && right <= innerWidth + 1;
      return (
        !isInside || !isSeen((left + right) / 2, Math.min((top + bottom) / 2, innerHeight - 2))
      );
    })
    .map((each) => `${each.className || each.localName}: ${each.ariaLabel ?? each.textContent}`);
