/** People: a wedding, a match, a family. */
import { label, type Picture } from "../picture.ts";

export const people: readonly Picture[] = [
  {
    scene: "wedding",
    key: "people/wedding.jpg",
    format: { quality: 70 },
    labels: [
      label("人物", 1, "", 0.998, 0.914),
      label("新娘", 3, "婚礼", 0.982, 0.886),
      label("新郎", 3, "婚礼", 0.974, 0.861),
      label("婚礼", 2, "活动", 0.969, 0.842),
      label("婚纱", 3, "裙子", 0.961, 0.803),
      label("裙子", 2, "衣服", 0.953, 0.791),
      label("西装", 2, "衣服", 0.928, 0.668),
      label("花束", 2, "植物", 0.904, 0.527),
      label("玫瑰", 3, "花", 0.871, 0.463),
      label("日落", 2, "自然景观", 0.786, 0.218),
      label("大海", 2, "自然景观", 0.743, 0.174),
      label("灯笼", 2, "灯具", 0.584, 0.112),
      label("码头", 2, "建筑", 0.437, 0.098),
    ],
  },
  {
    scene: "football",
    key: "people/football (1).jpg",
    format: { quality: 76 },
    labels: [
      label("足球", 3, "球类运动", 0.994, 0.872),
      label("球类运动", 2, "运动", 0.989, 0.858),
      label("运动", 1, "", 0.987, 0.846),
      label("运动员", 2, "人物", 0.972, 0.893),
      label("守门员", 3, "运动员", 0.861, 0.512),
      label("球衣", 3, "运动服", 0.843, 0.604),
      label("足球场", 2, "场馆", 0.927, 0.336),
      label("草地", 2, "自然景观", 0.781, 0.193),
      label("观众", 2, "人物", 0.716, 0.124),
      label("夜晚", 2, "自然景观", 0.628, 0.087),
      label("广告牌", 2, "建筑", 0.356, 0.061),
    ],
  },
  {
    // A category that names a parent, as one page of the documentation has it.
    scene: "family",
    key: "照片/全家福.jpg",
    format: { quality: 80 },
    labels: [
      label("人物", 1, "", 1, 0.957),
      label("人物特写", 1, "人物", 0.948, 0.903),
      label("合影", 2, "人物", 0.992, 0.921),
      label("全家福", 3, "合影", 0.973, 0.912),
      label("老人", 2, "人物", 0.938, 0.704),
      label("儿童", 2, "人物", 0.931, 0.768),
      label("唐装", 3, "传统服装", 0.862, 0.547),
      label("眼镜", 2, "饰品", 0.754, 0.286),
      label("灯笼", 3, "节日装饰", 0.883, 0.264),
      label("春节", 2, "节日", 0.827, 0.431),
      label("红包", 3, "节日装饰", 0.691, 0.372),
      label("西装", 2, "衣服", 0.572, 0.247),
    ],
    copy: "test/workspace/docs/全家福.jpg",
  },
];
