/** Keys that OSS takes and that programs stumble over; each is a labelled picture. */

const maxBytes = 1023;

export const oddKeys: readonly string[] = [
  "keys/../up.jpg",
  "keys/./here.jpg",
  "keys/a//b.jpg",
  "keys/trailing dots...jpg",
  "keys/100%.jpg",
  "keys/%2F%00.jpg",
  "keys/a b  c.jpg",
  "keys/a+b.jpg",
  "keys/~!@$^&*()_=,;'.jpg",
  "keys/\"double\" and 'single' & <angle>.jpg",
  "keys/?query=1#fragment.jpg",
  "keys/back\\slash.jpg",
  "keys/tab\tand\nnew line.jpg",
  "keys/bell\u0007.jpg",
  "keys/照片/猫.jpg",
  "keys/😀.jpg",
  "keys/\uffee.jpg",
  "keys/e\u0301.jpg",
  "keys/\u00e9.jpg",
  "keys/\u202egpj.exe.jpg",
  "keys/zero\u200bwidth.jpg",
  "keys/[link](command:workbench.action.quit).jpg",
  "keys/<img src=x onerror=alert(1)>.jpg",
  "keys/=1+1.jpg",
  "keys/$(trash) %{workspaceFolder}.jpg",
  "keys/__proto__",
  ofBytes(maxBytes, "l"),
  ofBytes(maxBytes, "长"),
];

/** A key of exactly this many bytes of UTF-8. */
function ofBytes(bytes: number, filler: string): string {
  const room = bytes - "keys/.jpg".length;
  const count = Math.floor(room / Buffer.byteLength(filler));
  const rest = "x".repeat(room - count * Buffer.byteLength(filler));
  return `keys/${filler.repeat(count)}${rest}.jpg`;
}
