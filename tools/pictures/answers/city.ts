/** Towns by day and by night. */
import { label, type Picture } from "../picture.ts";

export const city: readonly Picture[] = [
  {
    // English names with zh-Hans, as in the documentation's translations.
    scene: "bicycle",
    key: "city/bicycle.jpg",
    format: { quality: 78 },
    labels: [
      label("Bicycle", 3, "Vehicle", 0.997, 0.946),
      label("Building", 1, "", 0.982, 0.483),
      label("House", 2, "Building", 0.974, 0.457),
      label("Alley", 3, "Road", 0.928, 0.562),
      label("Flower", 2, "Plant", 0.917, 0.638),
      label("Basket", 2, "Household Items", 0.846, 0.529),
      label("Window", 2, "Building", 0.812, 0.214),
      label("Clock Tower", 3, "Tower", 0.763, 0.186),
      label("Cat", 2, "Animal", 0.728, 0.247),
      label("Street Lamp", 3, "Lighting", 0.637, 0.128),
      label("Pennant", 3, "Decoration", 0.414, 0.072),
    ],
  },
  {
    scene: "fireworks",
    key: "city/night/fireworks.jpg",
    format: { quality: 76 },
    labels: [
      label("烟花", 2, "活动", 0.999, 0.957),
      label("夜晚", 2, "自然景观", 0.993, 0.612),
      label("城市夜景", 3, "城市风光", 0.976, 0.743),
      label("城市风光", 2, "建筑", 0.968, 0.721),
      label("电视塔", 3, "塔", 0.837, 0.428),
      label("摩天大楼", 3, "高楼", 0.814, 0.363),
      label("河流", 2, "自然景观", 0.792, 0.241),
      label("游船", 3, "船", 0.756, 0.334),
      label("庆典", 2, "活动", 0.703, 0.538),
      label("人群", 2, "人物", 0.591, 0.176),
      label("星空", 3, "夜空", 0.338, 0.064),
    ],
  },
];
