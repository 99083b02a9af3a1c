import assert from "node:assert/strict";
import { type Color, flatten, readableColor, readColor } from "../../../src/webview/contrast.ts";

describe("the panel's colours", () => {
  const written: [string, Color | undefined][] = [
    ["#fff", [255, 255, 255, 1]],
    ["#0f08", [0, 255, 0, 136 / 255]],
    ["#ac9d57", [172, 157, 87, 1]],
    [" #AC9D5780 ", [172, 157, 87, 128 / 255]],
    ["rgb(1, 2, 3)", [1, 2, 3, 1]],
    ["rgba(42, 161, 152, 0.6)", [42, 161, 152, 0.6]],
    ["", undefined],
    ["#12345", undefined],
    ["red", undefined],
    ["color-mix(in srgb, #fff, #000)", undefined],
    ["rgb(1, 2)", undefined],
  ];
  for (const [text, color] of written) {
    it(`"${text}" is ${color ?? "nothing"}`, () => assert.deepEqual(readColor(text), color));
  }

  it("lie on each other as layers do, those that a theme lacks left out", () => {
    const white: Color = [255, 255, 255, 1];
    assert.deepEqual(flatten([white, [0, 0, 0, 0.5]]), [127.5, 127.5, 127.5, 1]);
    assert.deepEqual(flatten([white, undefined]), white);
    assert.deepEqual(flatten([undefined, white]), white);
    assert.equal(flatten([undefined]), undefined);
  });

  const white: Color = [255, 255, 255, 1];
  const solarizedButton: Color = [172, 157, 87, 1];
  const paper: Color = [238, 232, 213, 1];

  it("are left as they are where they can be read", () => {
    assert.equal(readableColor([0, 0, 0, 1], [white]), undefined);
    assert.equal(readableColor([113, 113, 113, 1], [white]), undefined);
    assert.equal(readableColor(white, []), undefined, "nothing is known of the ground");
  });

  it("turn black or white where no shade between will do", () => {
    const [red = 255] = readableColor(white, [solarizedButton]) ?? [];
    assert.ok(red < 60, "white on a pale button turns dark");
    assert.deepEqual(readableColor([119, 119, 119, 1], [[118, 118, 118, 1]])?.length, 3);
  });

  it("move no further than they must, for the worst of their grounds", () => {
    const grey: Color = [113, 113, 113, 1];
    const moved = readableColor(grey, [white, paper]);
    assert.ok(moved && moved[0] < 113 && moved[0] > 80, String(moved));
    const alone = readableColor([moved[0], moved[1], moved[2], 1], [white, paper]);
    assert.equal(alone, undefined, "and can then be read");
  });
});
