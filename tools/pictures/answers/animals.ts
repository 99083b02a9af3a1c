/** Animals: a cat, a dog, a fish. */
import { label, type Picture, png } from "../picture.ts";

export const animals: readonly Picture[] = [
  {
    scene: "cat",
    key: "animals/cat on a sofa.png",
    format: png,
    labels: [
      label("动物", 1, "", 0.999, 0.952),
      label("猫", 2, "动物", 0.998, 0.961),
      label("橘猫", 3, "猫", 0.934, 0.908),
      label("沙发", 2, "家具", 0.981, 0.573),
      label("抱枕", 3, "家居用品", 0.867, 0.312),
      label("落地灯", 3, "灯具", 0.822, 0.186),
      label("盆栽", 2, "植物", 0.774, 0.143),
      label("挂画", 3, "家居用品", 0.731, 0.117),
      label("客厅", 2, "室内", 0.706, 0.248),
      label("毛线球", 3, "玩具", 0.617, 0.203),
      label("地毯", 3, "家居用品", 0.548, 0.104),
    ],
    copy: "test/workspace/src/assets/cat.png",
  },
  {
    scene: "dog",
    key: "animals/dog in the park.jpg",
    format: { quality: 74 },
    labels: [
      label("动物", 1, "", 1, 0.971),
      label("狗", 2, "动物", 0.999, 0.974),
      label("柯基犬", 3, "狗", 0.941, 0.932),
      label("网球", 3, "球", 0.896, 0.483),
      label("草地", 2, "自然景观", 0.927, 0.268),
      label("公园", 2, "场所", 0.859, 0.231),
      label("树", 2, "植物", 0.903, 0.187),
      label("长椅", 2, "家具", 0.718, 0.126),
      label("雏菊", 3, "花", 0.683, 0.095),
      label("蝴蝶", 3, "昆虫", 0.571, 0.083),
      label("池塘", 2, "自然景观", 0.447, 0.054),
    ],
  },
  {
    scene: "goldfish",
    key: "animals/goldfish.png",
    format: png,
    labels: [
      label("金鱼", 3, "鱼", 0.988, 0.954),
      label("鱼", 2, "动物", 0.986, 0.951),
      label("鱼缸", 3, "家居用品", 0.917, 0.726),
      label("水草", 3, "植物", 0.634, 0.173),
      label("气泡", 2, "自然景观", 0.352, 0.082),
    ],
  },
];
