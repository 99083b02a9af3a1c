/** At the root of the bucket: the documentation's own example, one with nothing, one with little. */
import { label, type Picture, png } from "../picture.ts";

export const root: readonly Picture[] = [
  {
    // The labels that the service's documentation shows, as its English pages write them.
    scene: "example",
    key: "example.jpg",
    format: { quality: 74 },
    labels: [
      label("Outerwear", 2, "Clothing", 1, 0.823),
      label("Apparel", 2, "Clothing", 0.735, 0.721),
    ],
    copy: "test/workspace/public/images/hero.jpg",
    publishedAs: "site/images/hero.jpg",
  },
  { scene: "wallpaper", key: "wallpaper.jpg", format: { quality: 76 }, labels: [] },
  {
    // Nothing at the default threshold; a lower one shows more.
    scene: "chart",
    key: "chart.png",
    format: png,
    labels: [
      label("图表", 2, "文档", 0.664, 0.592),
      label("屏幕截图", 2, "文档", 0.618, 0.571),
      label("柱状图", 3, "图表", 0.483, 0.437),
      label("软件界面", 3, "屏幕截图", 0.412, 0.406),
      label("饼图", 3, "图表", 0.337, 0.228),
    ],
  },
];
