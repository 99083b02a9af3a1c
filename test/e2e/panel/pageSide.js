/**
 * Runs in the page before the panel: plays VS Code's part. Plain script, since the browser gets it as it is.
 * `harness` is what the tests reach.
 */
globalThis.harness = {
  sent: [],
  kept: undefined,

  /** Theme variables and body classes, set as VS Code sets them. */
  dress({ bodyClass, variables }) {
    for (const [name, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(name, value);
    }
    document.body.className = bodyClass;
  },

  /** Posts a message and resolves when its effect is on the screen. A picture travels as base64. */
  async post(message, base64) {
    if (base64 !== undefined) {
      message.state.object.picture = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    }
    window.postMessage(message, "*");
    await new Promise((done) => setTimeout(done));
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  },

  /** Texts whose colour is too near to what lies behind them, as "text: contrast". Disabled controls may be pale. */
  paleTexts(least) {
    const pale = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest("script, .unseen, .query-mark, :disabled, .busy, title")) continue;
      const style = getComputedStyle(element);
      const color = element.closest("svg") ? style.fill : style.color;
      const contrast = contrastOf(
        flatten([...backgrounds(element), color]),
        flatten(backgrounds(element)),
      );
      if (contrast < least) pale.add(`${node.data.trim().slice(0, 30)}: ${contrast.toFixed(2)}`);
    }
    return [...pale];
  },

  /** Texts that their boxes cut, as "element: text". Long addresses may end early where a tooltip has the rest. */
  cutTexts() {
    const cut = [];
    for (const element of document.querySelectorAll("main *:not(svg *)")) {
      if (!element.textContent.trim() || !element.checkVisibility()) continue;
      if (element.closest("pre, .unseen")) continue;
      const { overflowX, overflowY, clipPath } = getComputedStyle(element);
      // Only for ears.
      if (clipPath === "inset(50%)") continue;
      // Letters may reach a little beyond their line.
      const isCut =
        (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) ||
        (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 6);
      if (isCut) cut.push(`${element.className || element.tagName}: ${element.textContent}`);
    }
    return cut;
  },

  /** Texts and attributes that are there for eyes or ears, as "where: text". A sentence with elements in it is one. */
  shownTexts() {
    const spoken = ["aria-label", "aria-valuetext", "title", "alt", "placeholder"];
    // Those that a style sheet draws.
    const drawn = ["data-mark", "data-missing"];
    const lines = [];
    for (const element of document.querySelectorAll("body *:not(script)")) {
      if (!element.checkVisibility()) continue;
      for (const attribute of [...spoken, ...drawn]) {
        const text = element.getAttribute(attribute);
        if (text) lines.push(`${element.localName} ${attribute}: ${text}`);
      }
    }
    const collect = (element) => {
      if (element.localName === "script" || !element.checkVisibility()) return;
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.data.trim(),
      );
      if (hasText) lines.push(`${element.localName}: ${element.textContent}`);
      else for (const child of element.children) collect(child);
    };
    collect(document.body);
    return lines;
  },

  /** The share (0–1) of a picture, base64, that stands out from the colour of its first pixel by a contrast of 3. */
  async seen(png) {
    const bytes = Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const colorAt = (at) => [...data.slice(at, at + 3)].map((part) => part / 255);
    const first = colorAt(0);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (contrastOf(colorAt(at), first) >= 3) count++;
    }
    return (count * 4) / data.length;
  },

  pictureDrawn: () => document.images[0]?.decode(),

  /** Posts what `prepared` holds: reading a large message out of the test is not the panel's time. */
  prepared: undefined,
  postPrepared: () => harness.post(harness.prepared),

  /** Moves the slider as a pointer that drags it does, one position a frame. */
  async drag(positions) {
    const slider = document.querySelector("input[type=range]");
    for (const position of positions) {
      slider.value = String(position);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
  },
};

globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => harness.sent.push(message),
  getState: () => harness.kept,
  setState: (state) => {
    harness.kept = structuredClone(state);
  },
});

/** Dresses the page as soon as it has a body, before the panel's own script runs. */
globalThis.beginHarness = ({ theme, kept }) => {
  harness.kept = kept;
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    harness.dress(theme);
  });
  observer.observe(document, { childList: true, subtree: true });
};

/** Background colours from the page down to the element. */
function backgrounds(element) {
  const colors = [];
  for (let each = element; each; each = each.parentElement) {
    colors.unshift(getComputedStyle(each).backgroundColor);
  }
  return colors;
}

/** The colour that the layers make, painted by the browser itself, as three numbers from 0 to 1. */
function flatten(layers) {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  for (const color of layers) {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
  }
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
}

/** The ratio that the web's accessibility guidelines define. */
function contrastOf(one, other) {
  const luminance = (color) => {
    const [red, green, blue] = color.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}
