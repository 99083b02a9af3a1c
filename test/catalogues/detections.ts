/** Prepared detections that are good, odd or hostile, in the service's shape. */
import type { PreparedDetection, PreparedLabel } from "../../src/sample/store/catalogue.ts";

export function label(
  name: string,
  confidence: number,
  level: number,
  parent = "",
  score = confidence,
): PreparedLabel {
  return {
    LabelName: name,
    LabelConfidence: confidence,
    LabelLevel: level,
    ParentLabelName: parent,
    CentricScore: score,
    Language: "zh-Hans",
  };
}

/** What the service's documentation shows for its example.jpg, asked without a threshold. */
export const documentedDetection: PreparedDetection = {
  requestId: "0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D",
  labels: [
    label("Outerwear", 1, 2, "Clothing", 0.823),
    label("Apparel", 0.735, 2, "Clothing", 0.721),
  ],
};

export const plainDetection: PreparedDetection = {
  labels: [
    label("家具", 0.97, 1, "", 0.9),
    label("椅子", 0.95, 2, "家具", 0.877),
    label("扶手椅", 0.81, 3, "椅子", 0.7),
    label("植物", 0.42, 1, "", 0.2),
  ],
  fieldOrder: ["Labels", "RequestId", "Language", "LabelConfidence", "LabelName"],
};

export const noLabels: PreparedDetection = { labels: [] };

/** Everything a hierarchy can get wrong. */
export const tangledDetection: PreparedDetection = {
  labels: [
    label("Ouroboros", 0.9, 2, "Ouroboros"),
    label("Hen", 0.9, 2, "Egg"),
    label("Egg", 0.9, 2, "Hen"),
    label("Bat", 0.95, 2, "Animal"),
    label("Bat", 0.85, 2, "Sports"),
    label("Bat", 0.75, 2, "Animal"),
    label("Close-up", 0.8, 1, "People"),
    label("Orphan", 0.8, 3, "Unheard of"),
  ],
};

/** Fields missing, of another type, or out of their range. */
export const oddFields: PreparedDetection = {
  labels: [
    { LabelName: "Name only" },
    { ...label("Too sure", 1.7, 2, "Numbers"), CentricScore: -3 },
    { ...label("Text", 0.9, 2, "Numbers"), LabelConfidence: "0.9", LabelLevel: "2" },
    { ...label("Null", 0.9, 2, "Numbers"), CentricScore: null, ParentLabelName: null },
    { ...label("Level 9", 0.9, 9, "Numbers"), Unheard: { of: [1, 2, 3] } },
    { ...label("Alias", 0.9, 1), LabelAlias: "also known as" },
  ],
};

/** Text that breaks out of HTML, Markdown, CSV, JSON or a terminal where it is not escaped. */
export const hostileDetection: PreparedDetection = {
  labels: [
    '<img src=x onerror="alert(1)">',
    "</script><script>alert(1)</script>",
    "[click](command:workbench.action.quit)",
    "$(trash) `code` **bold** ![x](http://127.0.0.1:1/x.png)",
    '=HYPERLINK("http://127.0.0.1:1","x")',
    'comma, "quote"\r\nnew line',
    "__proto__",
    "constructor",
    "\u202egpj.exe",
    "\u0000\u001b[31mred",
    "x".repeat(5000),
  ].map((name, index) =>
    label(name, 0.99 - index / 100, 2, index % 2 === 0 ? name : "<b>parent</b>"),
  ),
};

export const thousandsOfLabels: PreparedDetection = {
  labels: Array.from({ length: 5000 }, (_, index) => {
    const parent = index < 50 ? "" : `Category ${index % 50}`;
    const name = index < 50 ? `Category ${index}` : `Label ${index}`;
    return label(name, 0.7 + (index % 300) / 1000, index < 50 ? 1 : 2, parent);
  }),
};
