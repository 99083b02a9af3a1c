import assert from "node:assert/strict";
import { translationProblem } from "../../../tools/l10n/translation.ts";

describe("translation", () => {
  const right: readonly (readonly [english: string, translation: string])[] = [
    ["{0} of {1} images", "共 {1} 张图片，已完成 {0} 张"],
    ["Open `{file}`", "打开 `{file}`"],
    ["[Add](command:a.b) $(add)", "$(add) [Tambah](command:a.b)"],
    ["OSS", "OSS"],
    ["{0} · {1}", "{0} · {1}"],
    [", ", "、"],
    ["oss://bucket/key", "oss://bucket/key"],
    ["Album", "Album"],
    ["JSON, CSV", "JSON、CSV"],
    ['Such as { "a": "b" }', '例如 { "a": "b" }'],
    ["Wait {0} s: {1} (see Log)", "请等待 {0} 秒：{1}（见日志）"],
    ["[Check](command:a.b) it", "[检查](command:a.b)它"],
    ["None is “{0}” here", "Tidak ada “{0}” di sini"],
    ['Write "沙发": "couch"', 'Tulis "沙发": "couch"'],
  ];
  for (const [english, translation] of right) {
    it(`is right: ${translation}`, () => {
      assert.equal(translationProblem(english, translation), undefined);
    });
  }

  const wrong: readonly (readonly [english: string, translation: string, problem: string])[] = [
    ["{0} images", " ", "it is empty"],
    ["{0} of {1}", "{0} / {2}", "it has the placeholders {0} {2}, not {0} {1}"],
    ["{0} images", "gambar", "it has the placeholders none, not {0}"],
    ["All", "Semua {0}", "it has the placeholders {0}, not none"],
    [" more", "lagi", "it begins or ends with other blanks"],
    ["Open `a`", "Buka `a", "it has other backticks"],
    ["[Add](command:a.b)", "[Tambah](command:a.c)", "it has other links to commands"],
    ["[See](https://a.b/c)", "[Lihat](https://a.b)", "it has other links to pages"],
    ["$(add) Add", "Tambah", "it has other icons"],
    ["See `#a.b#`", "Lihat `#a.c#`", "it has other links to settings"],
    ["Open OSS", "Open OSS", "it is the English text"],
    ["Open OSS", "打开OSS", "it has no blank between Chinese and Latin letters or digits: 开O"],
    ["At 1 time", "第 1次", "it has no blank between Chinese and Latin letters or digits: 1次"],
    ["Copied, done", "已复制,完成", "it has a narrow sign beside Chinese: 制,"],
    ["Copied (URI)", "已复制(URI)", "it has a narrow sign beside Chinese: 制("],
    ["Copied. {0}", "已复制。 {0}", "it has a blank beside a wide sign: 。 "],
  ];
  for (const [english, translation, problem] of wrong) {
    it(`is refused where ${problem}: ${translation}`, () => {
      assert.equal(translationProblem(english, translation), problem);
    });
  }
});
