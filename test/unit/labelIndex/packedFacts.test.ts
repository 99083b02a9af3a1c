import assert from "node:assert/strict";
import {
  packCrc64,
  packEtag,
  packRequestId,
  packTime,
  unpackCrc64,
  unpackEtag,
  unpackRequestId,
  unpackTime,
} from "../../../src/labelIndex/packedFacts.ts";

describe("packed facts", () => {
  const texts: [
    what: string,
    pack: typeof packEtag,
    unpack: typeof unpackEtag,
    texts: [text: string, size: number | undefined][],
  ][] = [
    [
      "ETags",
      packEtag,
      unpackEtag,
      [
        ["5B3C1A2E053D763E1B002CC607C5A0FE", 16],
        ["5B3C1A2E053D763E1B002CC607C5A0FE-3", undefined],
        ["", undefined],
        ["00000000000000000000000000000000", 16],
      ],
    ],
    [
      "checksums",
      packCrc64,
      unpackCrc64,
      [
        ["0", 8],
        ["18446744073709551615", 8],
        ["18446744073709551616", undefined],
        ["007", undefined],
        ["99999999999999999999", undefined],
        ["not a number", undefined],
      ],
    ],
    [
      "request ids",
      packRequestId,
      unpackRequestId,
      [
        ["0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D", 16],
        ["5C1B138A109F4E405B2D8AEF", 12],
        ["0ec0b6ec-eb16-5ef4-812b-ef3a60c7d20d", undefined],
        ["0EC0B6ECEB165EF4812BEF3A60C7D20D", undefined],
        ["asked by hand", undefined],
      ],
    ],
  ];
  for (const [what, pack, unpack, cases] of texts) {
    for (const [text, size] of cases) {
      it(`keep ${what} as they are: ${JSON.stringify(text)}`, () => {
        const packed = pack(text);
        assert.equal(packed instanceof Uint8Array ? packed.length : undefined, size);
        assert.equal(unpack(packed instanceof Uint8Array ? Uint8Array.from(packed) : text), text);
      });
    }
    it(`keep that ${what} are unknown`, () => assert.equal(unpack(null), undefined));
  }

  it("keep moments in UTC to the millisecond", () => {
    assert.equal(unpackTime(packTime("2026-03-01T08:00:00.123+08:00")), "2026-03-01T00:00:00.123Z");
    assert.equal(packTime("yesterday"), null);
    assert.equal(unpackTime(9e15), undefined);
  });
});
