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
}

/** HTML for `webview.html`; the script draws into the element `root`. Everything shown arrives later, as messages. */
export function webviewPage({ title, script, style, source, nonce }: WebviewPage): string {
  const policy = [
    "default-src 'none'",
    "img-src blob:",
    `style-src ${source}`,
    `font-src ${source}`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${attribute(title)}</title>
    <link rel="stylesheet" href="${attribute(style)}">
  </head>
  <body>
    <div id="root"></div>
    <script type="module" nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
