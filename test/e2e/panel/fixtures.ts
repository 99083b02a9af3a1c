/** States of the panel to look at and to test. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Label } from "../../../src/labels/label.ts";
import type {
  PanelAnswer,
  PanelFailed,
  PanelObject,
  PanelReady,
  PanelState,
} from "../../../src/panel/protocol.ts";

const samples = path.resolve(import.meta.dirname, "../../../media/sample");

function samplePicture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(path.join(samples, name)));
}

export const exampleObject: PanelObject = {
  title: "example.jpg",
  uri: "oss://sample/example.jpg",
  account: "Sample account",
  size: 212_480,
  width: 1600,
  height: 1067,
  picture: samplePicture("example.jpg"),
  pictureType: "image/jpeg",
};

const labelsNote = "Sample account: labels were written by hand.";
const actions = [
  { id: "copyAsCode", title: "Copy as code" },
  { id: "writeTags", title: "Write tags…" },
  { id: "insertAltText", title: "Insert alt text", tooltip: "At the cursor" },
];

/** A label with the fields that matter here. */
export function label(
  name: string,
  level: number | undefined,
  parent: string | undefined,
  confidence: number | undefined,
  centricScore: number | undefined,
  alias?: string,
): Label {
  return { name, level, parent, confidence, centricScore, language: "zh-Hans", alias };
}

/** An answer of the sample account, asked at 0.70. */
export function answerOf(
  labels: readonly Label[],
  changes: Partial<PanelAnswer> = {},
): PanelAnswer {
  return {
    labels,
    threshold: 0.7,
    detectedAt: new Date(Date.now() - 130_000).toISOString(),
    fromCache: true,
    requestId: "0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D",
    serverTime: 489,
    raw: rawOf(labels),
    ...changes,
  };
}

/** The state after a detection. */
export function detected(
  labels: readonly Label[],
  changes: Partial<PanelAnswer> = {},
  object: PanelObject = exampleObject,
): PanelState & { kind: "detected" } {
  return { kind: "detected", object, answer: answerOf(labels, changes), labelsNote, actions };
}

export const exampleLabels = [
  label("Outerwear", 2, "Clothing", 1, 0.823),
  label("Apparel", 2, "Clothing", 0.735, 0.721),
];

/** Names as long as the service's own, in English. */
export const englishLabels = [
  label("Outdoor sports equipment", 1, undefined, 0.981, 0.664),
  label("Mountain bike", 2, "Outdoor sports equipment", 0.964, 0.823, "All-terrain bike"),
  label("Bicycle handlebar", 3, "Mountain bike", 0.772, 0.412),
  label("Natural landscape", 1, undefined, 0.884, 0.243),
  label("Coniferous forest", 2, "Natural landscape", 0.832, 0.187),
  label("Golden retriever", 3, "Domestic animals", 0.801, 0.731),
];

export const chineseLabels = [
  label("人物", 1, undefined, 0.981, 0.664),
  label("肖像", 2, "人物", 0.912, 0.583, "人像"),
  label("半身照", 3, "肖像", 0.772, 0.412),
  label("服装", 2, "衣服", 1, 0.797),
  label("外套", 3, "服装", 0.964, 0.823, "大衣"),
  label("自然景观", 1, undefined, 0.884, 0.243),
  label("日落", 2, "自然景观", 0.832, 0.187),
  label("晚霞", 3, "日落", 0.741, 0.162),
  label("城市", 1, undefined, 0.861, 0.301),
  label("高楼", 2, "城市", 0.803, 0.276),
  label("摩天大楼群", 3, "高楼", 0.716, 0.228),
  label("天空", 2, "自然景观", 0.79, 0.11),
];

export const ready: PanelReady = {
  kind: "ready",
  object: exampleObject,
  threshold: 0.7,
  labelsNote,
};

export const detecting: PanelState = {
  kind: "detecting",
  object: exampleObject,
  threshold: 0.7,
  labelsNote,
};

export const detectingAgain: PanelState = {
  kind: "detecting",
  object: exampleObject,
  threshold: 0.5,
  answer: answerOf(exampleLabels),
  labelsNote,
  actions,
};

export const failed: PanelFailed = {
  kind: "failed",
  object: exampleObject,
  threshold: 0.7,
  sentence:
    "The bucket sample has no IMM project attached, so labels cannot be detected in it. Attach one in the OSS console under Data Processing, then try again.",
  serviceMessage: "The resource you requested is not found.",
  remedy: { id: "remedy", title: "Check Setup" },
  code: "ResourceNotFound",
  requestId: "64F2A9B1C0D4E83334A1B2C3",
};

export const failedAgain: PanelState = {
  ...failed,
  answer: answerOf(chineseLabels),
  actions,
};

export const empty = detected([]);

/** Names that try to break out, to mislead and to overflow. */
export const hostileLabels = [
  label('<img src=x onerror="window.hacked=true">', 1, undefined, 0.99, 0.9),
  label("</script><script>window.hacked=true</script>", 2, "&lt;b&gt;", 0.98, 0.85),
  label("\u202egpj.evil\u202c \u2066isolated\u2069", 2, "<svg onload=alert(1)>", 0.97, 0.8),
  label("长".repeat(10_000), 1, undefined, 0.96, 0.7),
  label("line\nbreak\u0000\u0007", 1, undefined, 0.95, 0.6),
  label("", 1, undefined, 0.94, 0.5),
  label("مرحبا بالعالم", 1, undefined, 0.93, 0.4),
  label("javascript:alert(1)", 1, undefined, 0.92, 0.3),
];

/** `count` labels in three levels, all different, from a fixed formula. */
export function manyLabels(count: number): Label[] {
  return Array.from({ length: count }, (_, n) => {
    const level = (n % 3) + 1;
    const group = Math.floor(n / 30);
    const parent = level === 1 ? undefined : `Group ${group} of level ${level - 1}`;
    const name = n % 30 < 3 ? `Group ${group} of level ${level}` : `Label ${n}`;
    const confidence = 0.5 + ((n * 7919) % 5000) / 10_000;
    return label(name, level, parent, confidence, ((n * 104_729) % 10_000) / 10_000);
  });
}

/** As the service lays a body out: on one line, its own field names. */
function rawOf(labels: readonly Label[]): string {
  const fields = labels.map((item) => ({
    CentricScore: item.centricScore,
    LabelConfidence: item.confidence,
    LabelLevel: item.level,
    LabelName: item.name,
    Language: item.language,
    ParentLabelName: item.parent,
  }));
  return JSON.stringify({ RequestId: "0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D", Labels: fields });
}
