/**
 * The page of a webview: HTML that brings its script and its styles along, so that nothing is loaded to show it. Its
 * policy lets in that script, those styles and blob: pictures, and no request at all.
 */

export interface WebviewPage {
  /** What the page is, for who hears it. */
  readonly title: string;
  /** As it was built: it cannot end the element that it stands in. */
  readonly script: string;
  /** As they were built: they cannot end the element that they stand in. */
  readonly style: string;
  /** Random for each page, at least 128 bits, base64 or hex. */
  readonly nonce: string;
  /** The language that people read: a BCP 47 tag. */
  readonly language: string;
  /** Texts by their English ones; `undefined` in English. */
  readonly texts: Readonly<Record<string, unknown>> | undefined;
}

/** HTML for `webview.html`; the script draws into the element `root`. Everything shown arrives later, as messages. */
export function webviewPage(page: WebviewPage): string {
  const { title, script, style, nonce, language, texts } = page;
  const policy = [
    "default-src 'none'",
    "img-src blob:",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!doctype html>
<html lang="${attribute(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${attribute(title)}</title>
    <style nonce="${attribute(nonce)}">${style}</style>
  </head>
  <body>
    <div id="root"></div>
    <script type="application/json" id="texts">${JSON.stringify(texts ?? {}).replaceAll("<", "\\u003c")}</script>
    <script type="module" nonce="${attribute(nonce)}">${script}</script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
