/** Names for files that are made of keys: good on every system, and no way out of the folder. Pure. */

/** Bytes of UTF-8; file systems take 255, and a number or an ending may be added. */
const maxBytes = 200;

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/** The last part of a key as the name of a file; `object` where nothing of it is left. */
export function safeFileName(key: string): string {
  const last =
    key
      .split("/")
      .filter((part) => part !== "")
      .at(-1) ?? "";
  const plain = last
    .toWellFormed()
    .replace(/[<>:"\\|?*\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "_")
    .replace(/[. ]+$/, "")
    .replace(/^ +/, "");
  const name = shorten(plain);
  if (name === "" || /^\.+$/.test(name)) return "object";
  return devices.test(name) ? `_${name}` : name;
}

/** A name that no other has yet: `a.jpg`, `a (2).jpg`. Names that differ in case only are one on some systems. */
export function freeFileName(name: string, isTaken: (name: string) => boolean): string {
  const [stem, ending] = split(name);
  let free = name;
  for (let count = 2; isTaken(free); count += 1) free = `${stem} (${count})${ending}`;
  return free;
}

/** Two names are one file where this is equal. */
export function sameFile(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/** Keeps the ending, by which programs know what a file is. */
function shorten(name: string): string {
  if (bytesOf(name) <= maxBytes) return name;
  const [stem, ending] = split(name);
  const room = maxBytes - bytesOf(ending);
  if (room < 20) return cut(name, maxBytes);
  return cut(stem, room).replace(/[. ]+$/, "") + ending;
}

function cut(text: string, bytes: number): string {
  const whole = new TextEncoder().encode(text).subarray(0, bytes);
  return new TextDecoder().decode(whole).replace(/\ufffd+$/, "");
}

function split(name: string): [stem: string, ending: string] {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
