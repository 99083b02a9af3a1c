import assert from "node:assert/strict";
import { resizedLongSide } from "../../../src/sample/operations/imageCalls.ts";
import { readProcess } from "../../../src/sample/operations/process.ts";
import { smallCopies, smallPictures } from "../../catalogues/catalogue.ts";
import { sampleServer, signed, textOf } from "./http.ts";

const wide = { format: "jpg", width: 1600, height: 1000 };

/** A resize, and the longer side it asks for of a picture of 1600 by 1000. */
const sizes: readonly (readonly [string, number])[] = [
  ["w_800", 800],
  ["h_500", 800],
  ["w_320,h_320", 320],
  ["m_lfit,w_320,h_100", 160],
  ["m_mfit,w_320,h_320", 512],
  ["m_fill,w_160,h_100", 160],
  ["m_pad,w_160,h_200,color_FF0000", 160],
  ["m_fixed,w_160,h_200", 160],
  ["l_400", 400],
  ["s_250", 400],
  ["p_50", 800],
  ["p_1", 16],
  ["w_3200", 3200],
  ["w_3200,limit_0", 3200],
];

describe("the size that a resize asks for", () => {
  for (const [parameters, longSide] of sizes) {
    it(parameters, () => {
      const process = `image/resize,${parameters}`;
      const [operation] = readProcess(process);
      assert.ok(operation);
      assert.equal(resizedLongSide(wide, operation, process), longSide);
    });
  }
});

describe("images of the sample account", () => {
  const server = sampleServer();
  const original = smallPictures["example.jpg"].content;
  const ask = (process: string, key = "example.jpg", bucket = "sample") =>
    signed(server(), { bucket, key, query: [["x-oss-process", process]] });

  it("info tells size, format and pixels as texts", async () => {
    const reply = await ask("image/info");
    assert.equal(reply.headers["content-type"], "application/json");
    assert.deepEqual(JSON.parse(reply.text), {
      FileSize: { value: String(original.length) },
      Format: { value: "png" },
      ImageHeight: { value: "480" },
      ImageWidth: { value: "640" },
    });
  });

  const small = smallCopies.get(80);
  const medium = smallCopies.get(320);
  /** What is asked, and what is sent: the largest copy that is no larger, else the smallest. */
  const resizes: readonly (readonly [string, Buffer | undefined])[] = [
    ["image/resize,w_320", medium],
    ["image/resize,m_lfit,w_400,h_400/format,jpg/quality,q_80", medium],
    ["image/auto-orient,1/resize,w_320/interlace,1", medium],
    ["image/resize,w_319", small],
    ["image/resize,w_80,h_80", small],
    ["image/resize,w_10", small],
    ["image/resize,w_640", original],
    ["image/resize,w_4096", original],
    ["image/format,png", original],
  ];
  for (const [process, expected] of resizes) {
    it(process, async () => {
      const reply = await ask(process);
      assert.equal(reply.status, 200, reply.text);
      assert.ok(expected && reply.body.equals(expected));
      assert.equal(reply.headers["content-type"], "image/png", "as the bytes are");
      assert.equal(reply.headers["x-oss-hash-crc64ecma"], undefined);
    });
  }

  it("a picture without copies is sent as it is", async () => {
    const reply = await ask("image/resize,w_16", "animals/a cat.png");
    assert.ok(reply.body.equals(smallPictures["animals/a cat.png"].content));
  });

  const refused = [
    ...["image/resize", "image/resize,w_0", "image/resize,w_-5", "image/resize,w_99999"],
    ...["image/resize,w_ten", "image/resize,m_zoom,w_5", "image/resize,x_5", "image/resize,p_0"],
    ...["image/rotate,90", "image/watermark,text_YQ", "image/resize,w_5|sys/saveas,o_YQ"],
  ];
  for (const process of refused) {
    it(`refuses ${process}`, async () => {
      const reply = await ask(process);
      assert.deepEqual([reply.status, textOf(reply.text, "Code")], [400, "InvalidArgument"]);
    });
  }

  const broken: readonly (readonly [string, number, string])[] = [
    ["damaged.jpg", 403, "ImageDamage"],
    ["text.jpg", 403, "ImageDamage"],
    ["empty.jpg", 403, "ImageDamage"],
    ["too-large.jpg", 400, "ImageTooLarge"],
    ["archived.jpg", 403, "InvalidObjectState"],
    ["nothing.jpg", 404, "NoSuchKey"],
  ];
  for (const [key, status, code] of broken) {
    it(`of ${key}: ${status} ${code}`, async () => {
      for (const process of ["image/info", "image/resize,w_100"]) {
        const reply = await ask(process, key, "faults");
        assert.deepEqual([reply.status, textOf(reply.text, "Code")], [status, code]);
      }
    });
  }
});
