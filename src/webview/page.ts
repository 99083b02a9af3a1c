/** The page of a webview: static HTML whose policy lets in one script and what it imports, our styles and blob: pictures, and no request at all. */

export interface WebviewPage {
  /** What the page is, for who hears it. */
  readonly title: string;
  /** Address of the script in `dist` as the webview sees it. */
  readonly script: string;
  /** Address of the style sheet in `dist` as the webview sees it. */
  readonly style: string;
  /** `webview.cspSource` */
  readonly source: string;
  /** Random for each page, at least 128 bits, base64 or hex. */
  readonly nonce: string;
  /** The language that people read: a BCP 47 tag. */
  readonly language: string;
  /** Texts by their English ones; `undefined` in English. */
  readonly texts: Readonly<Record<string, unknown>> | undefined;
}

/** HTML for `webview.html`; the script draws into the element `root`. Everything shown arrives later, as messages. */
export function webviewPage(page: WebviewPage): string {
  const { title, script, style, source, nonce, language, texts } = page;
  const policy = [
    "default-src 'none'",
    "img-src blob:",
    `style-src ${source}`,
    `font-src ${source}`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!doctype html>
<html lang="${attribute(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${attribute(title)}</title>
    <link rel="stylesheet" href="${attribute(style)}">
  </head>
  <body>
    <div id="root"></div>
    <script type="application/json" id="texts">${JSON.stringify(texts ?? {}).replaceAll("<", "\\u003c")}</script>
    <script type="module" nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
