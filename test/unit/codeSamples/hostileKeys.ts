/** Keys that try to break out of the code they stand in, and where their object may be. */

import type { SampleParameters } from "../../../src/codeSamples/sampleParameters.ts";
import { isKey } from "../../../src/oss/address.ts";
import { randomTexts } from "../oss/randomText.ts";

const written = [
  "example.jpg",
  "照片/椅子.jpg",
  "it's.jpg",
  'say "cheese".jpg',
  "back\\slash\\",
  "\\\\",
  "ends in a quote'",
  'ends in two"',
  `$HOME/\${HOME}/$(touch broken)/\`touch broken\``,
  "{$a}[0] %s %d {0} #{1}",
  "\\u0041 \\x41 \\101 \\N{DASH} \\",
  "\\u000a\\u0022+evil()+\\u0022",
  "line\nbreak\r\nand\ttab",
  "'\n; touch broken #.jpg",
  "zero\0then 7 digits\x017",
  "bell\x07 escape\x1b[31m delete\x7f8",
  "separators\u2028and\u2029and\u0085and\u00a0and\u3000",
  "\u202egpj.exe \u2066hidden\u2069 \ufeff \u200d \u00ad",
  "family 👩‍👩‍👧 and \u{10ffff}0 and \u{e000}f",
  "?x=1&y=2#z",
  "?>closed <?php </script> */ <!-- -->",
  "!history !! ~ * [a-z] {a,b} 100%",
  "a//b/./../c",
  "-rf",
  "e\u0301 and é",
];

/** Always the same ones. */
export const hostileKeys: readonly string[] = [
  ...written,
  ...written.flatMap((key) => [...randomTexts(`${key}"'\\$\`\n`, 8)]).filter((key) => isKey(key)),
];

export const addressings = ["virtual-hosted", "custom-domain", "path"] as const;

/** An object of that key, and of another way to reach it for each key. */
export function parametersOf(key: string, index = 0): SampleParameters {
  return {
    bucket: "photos",
    key,
    threshold: 0.85,
    region: "cn-hangzhou",
    endpoint: "https://oss-cn-hangzhou.aliyuncs.com",
    addressing: addressings[index % addressings.length] ?? "path",
  };
}
