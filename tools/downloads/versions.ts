/** What is fetched, and which version of it: a folder's name holds its version, so a change here fetches anew. */

/** VS Code's server, as packed for the npm registry. */
export const codeServer = { package: "code-server", version: "4.139.1", vscode: "1.139.1" };

/** The Node that this VS Code runs extensions on. */
export const hostNodeVersion = "24.21.0";

/** A headless Chromium for x64 Linux, for machines that have no browser. */
export const chromium = { package: "@sparticuz/chromium", version: "147.0.2" };

/** Chinese glyphs for pictures, for machines that have none. */
export const chineseFont = { package: "@expo-google-fonts/noto-sans-sc", version: "0.4.3" };
