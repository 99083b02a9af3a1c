/** The panel's page: static HTML whose policy lets in one script, our styles and blob: pictures, and no request at all. */

export interface PanelPage {
  /** Address of `dist/panel.js` as the webview sees it. */
  readonly script: string;
  /** Address of `dist/panel.css` as the webview sees it. */
  readonly style: string;
  /** `webview.cspSource` */
  readonly source: string;
  /** Random for each page, at least 128 bits, base64 or hex. */
  readonly nonce: string;
}

/** HTML for `webview.html`. Everything shown arrives later, as messages. */
export function panelPage({ script, style, source, nonce }: PanelPage): string {
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
    <title>Image labels</title>
    <link rel="stylesheet" href="${attribute(style)}">
  </head>
  <body>
    <div id="panel"></div>
    <script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
