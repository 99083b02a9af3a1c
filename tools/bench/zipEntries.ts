/** What is in a ZIP file and how large it is there, read from its central directory (PKWARE's APPNOTE 4.3.12). */

export interface ZipEntry {
  readonly name: string;
  /** Bytes of the file that go when the entry is left out: content, and both of its headers. */
  readonly size: number;
}

/** Throws a RangeError for anything but a ZIP file without a comment. */
export function zipEntries(zip: Buffer): ZipEntry[] {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== 0x06054b50) throw new RangeError("This is no ZIP file.");
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const compressed = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const extras = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const directory = 46 + nameLength + extras;
    const header = zip.readUInt32LE(at + 42);
    const local = 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    entries.push({
      name: zip.toString("utf8", at + 46, at + 46 + nameLength),
      size: compressed + directory + local,
    });
    at += directory;
  }
  return entries;
}
