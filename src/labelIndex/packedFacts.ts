/** Facts of detections in few bytes where they have the usual form, and as text where they have another. */
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";

/** An MD5 in upper-case hexadecimal digits takes 16 bytes. */
export function packEtag(etag: string | undefined): SQLInputValue {
  if (etag === undefined) return null;
  return /^[0-9A-F]{32}$/.test(etag) ? fromHex(etag) : etag;
}

export function unpackEtag(packed: SQLOutputValue | undefined): string | undefined {
  if (packed instanceof Uint8Array) return toHex(packed);
  return typeof packed === "string" ? packed : undefined;
}

/** A decimal number of 64 bits takes 8 bytes. */
export function packCrc64(crc64: string | undefined): SQLInputValue {
  if (crc64 === undefined) return null;
  if (!/^(0|[1-9]\d{0,19})$/.test(crc64)) return crc64;
  const number = BigInt(crc64);
  if (number >= 2n ** 64n) return crc64;
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, number);
  return bytes;
}

export function unpackCrc64(packed: SQLOutputValue | undefined): string | undefined {
  if (!(packed instanceof Uint8Array)) return typeof packed === "string" ? packed : undefined;
  if (packed.length !== 8) return undefined;
  return new DataView(packed.buffer, packed.byteOffset).getBigUint64(0).toString();
}

/** IMM's ids are UUIDs, OSS's are 24 digits; both in upper case. */
export function packRequestId(id: string | undefined): SQLInputValue {
  if (id === undefined) return null;
  if (/^[0-9A-F]{24}$/.test(id)) return fromHex(id);
  return uuid.test(id) ? fromHex(id.replaceAll("-", "")) : id;
}

export function unpackRequestId(packed: SQLOutputValue | undefined): string | undefined {
  if (!(packed instanceof Uint8Array)) return typeof packed === "string" ? packed : undefined;
  const hex = toHex(packed);
  if (packed.length !== 16) return hex;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const uuid = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

/** Milliseconds since 1970; `undefined` for what is no date. */
export function packTime(time: string | undefined): number | null {
  const milliseconds = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}

/** ISO 8601 in UTC. */
export function unpackTime(packed: SQLOutputValue | undefined): string | undefined {
  if (typeof packed !== "number") return undefined;
  const date = new Date(packed);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function fromHex(digits: string): Uint8Array {
  return Buffer.from(digits, "hex");
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("hex")
    .toUpperCase();
}
