/** Short ways to write labels and detections in tests. */
import type { Detection } from "../../../src/labels/detection.ts";
import { type Label, labelNamed } from "../../../src/labels/label.ts";

/** A label of which only the given fields are known. */
export function label(name: string, known: Partial<Label> = {}): Label {
  return { ...labelNamed(name), ...known };
}

/** What the service's documentation shows for `example.jpg`. */
export const outerwear = label("Outerwear", {
  level: 2,
  parent: "Clothing",
  confidence: 1,
  centricScore: 0.823,
  language: "zh-Hans",
});

export const apparel = label("Apparel", {
  level: 2,
  parent: "Clothing",
  confidence: 0.735,
  centricScore: 0.721,
  language: "zh-Hans",
});

export function detection(labels: readonly Label[], known: Partial<Detection> = {}): Detection {
  return {
    object: "oss://sample/example.jpg",
    account: "Sample",
    threshold: 0.7,
    labels,
    requestId: "0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D",
    detectedAt: "2026-03-01T08:00:00.000Z",
    fromCache: false,
    ...known,
  };
}

/** Text that tries to break out of tables, spreadsheets, pages and terminals. */
export const hostileNames = [
  "<img src=x onerror=alert(1)>",
  "[click](command:ossImageLabels.detect)",
  "![x](https://evil.example/x.png)",
  "a|b\\|c",
  "line\r\nbreak",
  "`code` *bold* _em_ ~~gone~~",
  "\u001b[2Jcleared",
  '=HYPERLINK("https://evil.example")',
  "\u202egnp.exe",
  "__proto__",
  "constructor",
  "$(rm -rf /)",
  "https://evil.example www.evil.example a@evil.example",
];
