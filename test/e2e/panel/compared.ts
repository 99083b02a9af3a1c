/** A comparison to look at and to test. */
import type { CompareState } from "../../../src/panel/protocol.ts";
import * as fixtures from "./fixtures.ts";

export const comparedState: CompareState = {
  compared: ["morning.jpg", "evening.jpg", "night.jpg"].map((name) => ({
    image: `oss://sample/${name}`,
    account: "Sample",
  })),
  columns: [
    {
      title: "morning.jpg",
      uri: "oss://sample/morning.jpg",
      facts: ["asked at 0.70", "2026-01-31 12:00 UTC"],
      threshold: 0.7,
      labels: fixtures.chineseLabels,
      canDetect: true,
    },
    {
      title: "evening.jpg",
      uri: "oss://sample/evening.jpg",
      facts: ["asked at 0.50", "2026-02-01 12:00 UTC"],
      threshold: 0.5,
      labels: fixtures.chineseLabels.slice(2),
      canDetect: true,
    },
    {
      title: "night.jpg",
      uri: "oss://sample/night.jpg",
      facts: ["not detected"],
      threshold: 0,
      labels: undefined,
      canDetect: true,
    },
  ],
  names: [["人物", { text: "person", language: "en", source: "glossary" }]],
  isDetecting: false,
};
