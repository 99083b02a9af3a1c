import assert from "node:assert/strict";
import { crc64 } from "../../../src/oss/crc64.ts";

describe("CRC-64", () => {
  const cases: [name: string, bytes: Uint8Array, expected: string][] = [
    ["nothing", new Uint8Array(), "0"],
    ["the check value of CRC-64/XZ", Buffer.from("123456789"), "11051210869376104954"],
  ];
  for (const [name, bytes, expected] of cases) {
    it(name, () => assert.equal(crc64(bytes), expected));
  }

  it("is that of the textbook, bit by bit, for every length around its step", () => {
    for (let length = 0; length < 40; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 167 + length * 31) & 0xff);
      assert.equal(crc64(bytes), bitByBit(bytes), `${length} bytes`);
    }
  });
});

function bitByBit(bytes: Uint8Array): string {
  let crc = 0xffff_ffff_ffff_ffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1n ? (crc >> 1n) ^ 0xc96c5795d7870f42n : crc >> 1n;
    }
  }
  return String(crc ^ 0xffff_ffff_ffff_ffffn);
}
