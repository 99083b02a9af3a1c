/** Food: breakfast, cake, noodles. */
import { label, type Picture, png } from "../picture.ts";

export const food: readonly Picture[] = [
  {
    scene: "breakfast",
    key: "food/breakfast table.jpg",
    format: { quality: 74 },
    labels: [
      label("食物", 1, "", 0.999, 0.951),
      label("早餐", 2, "食物", 0.991, 0.927),
      label("煎蛋", 3, "蛋类", 0.983, 0.874),
      label("吐司", 3, "面包", 0.942, 0.613),
      label("培根", 3, "肉类", 0.933, 0.581),
      label("咖啡", 3, "饮料", 0.958, 0.472),
      label("橙汁", 3, "饮料", 0.879, 0.334),
      label("羊角面包", 3, "面包", 0.917, 0.398),
      label("蓝莓", 3, "水果", 0.862, 0.257),
      label("覆盆子", 3, "水果", 0.824, 0.243),
      label("盘子", 2, "餐具", 0.903, 0.536),
      label("刀叉", 2, "餐具", 0.786, 0.284),
      label("桌子", 2, "家具", 0.713, 0.162),
      label("番茄", 3, "蔬菜", 0.647, 0.219),
      label("黄油", 2, "食物", 0.493, 0.121),
    ],
  },
  {
    // English names with zh-Hans, as in the documentation's translations.
    scene: "cake",
    key: "food/tea+cake.jpg",
    format: { quality: 72 },
    labels: [
      label("Cake", 3, "Dessert", 0.996, 0.943),
      label("Dessert", 2, "Food", 0.989, 0.931),
      label("Food", 1, "", 0.987, 0.918),
      label("Strawberry", 3, "Fruit", 0.964, 0.728),
      label("Tea", 3, "Drink", 0.872, 0.346),
      label("Teacup", 3, "Tableware", 0.854, 0.351),
      label("Plate", 3, "Tableware", 0.813, 0.264),
      label("Tablecloth", 2, "Household Items", 0.738, 0.183),
      label("Birthday", 2, "Events", 0.656, 0.402),
      label("Pennant", 3, "Decoration", 0.521, 0.139),
    ],
  },
  {
    scene: "noodles",
    key: "美食/牛肉面.png",
    format: png,
    labels: [
      label("食物", 1, "", 1, 0.968),
      label("面条", 2, "食物", 0.997, 0.949),
      label("牛肉面", 3, "面条", 0.976, 0.937),
      label("牛肉", 3, "肉类", 0.893, 0.671),
      label("鸡蛋", 3, "蛋类", 0.866, 0.528),
      label("青菜", 3, "蔬菜", 0.838, 0.447),
      label("汤", 2, "食物", 0.791, 0.564),
      label("碗", 2, "餐具", 0.952, 0.743),
      label("筷子", 2, "餐具", 0.917, 0.589),
      label("葱花", 3, "调料", 0.532, 0.204),
      label("辣椒", 3, "调料", 0.486, 0.191),
    ],
    copy: "test/workspace/docs/noodles.png",
  },
];
