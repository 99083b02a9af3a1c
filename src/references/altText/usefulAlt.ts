/** Tells a text that describes a picture from one that only stands in the place of it. */
import { extensionPattern } from "../imageExtension.ts";

/** "missing": none; "empty": deliberately decorative; "useless": a file's name or a placeholder. */
export type AltState = "missing" | "empty" | "useless" | "present";

const fileName = new RegExp(String.raw`^\S{1,200}${extensionPattern}$`, "i");
const cameraName =
  /^(?:img|image|dsc[nf]?|dscf|pict|pic|photo|p|gopr|mvimg|pxl|wp|screenshot|screen shot|scan|wechatimg|mmexport)?[\s_-]*\d[\d\s_.:-]*(?:[\s_-]?(?:copy|edited|hdr|burst\d*|at[\d\s.:-]+(?:am|pm)?|~\d))*$/i;
const placeholder =
  /^(?:the |an? )?(?:image|img|picture|pic|photo|photograph|graphic|icon|logo image|screenshot|screen shot|figure|alt|alt text|alternative text|image alt|image description|description|placeholder|untitled|todo|tbd|fixme|xxx|null|undefined|none|n\/a|text|图片|图像|照片|图|截图|图标|插图|配图|画像|写真|イメージ|이미지|사진)\s?\d{0,4}[.:…]*$/i;
const address = /^(?:https?:|oss:|data:|\.{0,2}\/)\S+$/i;

/** How useful the text of an `alt` is for a picture of the given address. */
export function altState(text: string, address?: string): Exclude<AltState, "missing"> {
  if (text === "") return "empty";
  const words = text.trim();
  return isPlaceholder(words) || isNameOf(words, address) ? "useless" : "present";
}

function isPlaceholder(words: string): boolean {
  if (words.length > 200) return false;
  return (
    !/[\p{L}\p{N}]/u.test(words) ||
    [fileName, cameraName, placeholder, address].some((pattern) => pattern.test(words))
  );
}

/** Whether the words are the file's name, with or without its extension. */
function isNameOf(words: string, address: string | undefined): boolean {
  const name = address
    ?.replace(/[?#].*$/s, "")
    .split(/[\\/]/)
    .at(-1)
    ?.toLowerCase();
  if (!name) return false;
  const bare = name.replace(/\.[a-z\d]{1,5}$/, "");
  const same = words.toLowerCase();
  // A single word may well be what the picture shows: cat.jpg of a cat.
  return same === name || (same === bare && /[\d_-]/.test(bare));
}
