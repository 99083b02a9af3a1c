/** Draws SVG in a browser and saves what is to be seen as JPEG or PNG. */
import type { Page } from "playwright-core";
import { palettePng } from "./palettePng.ts";
import { contentTypeOf, type Format, isPng } from "./picture.ts";

const iconColours = 256;

export interface Drawing {
  readonly content: Buffer;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** A scene at the size that its root element states. Rejects when the SVG is not well formed. */
export async function drawScene(page: Page, svg: string, format: Format): Promise<Drawing> {
  const [width, height] = sizeOf(svg);
  await show(page, "image/svg+xml", Buffer.from(svg), width, height);
  return { content: await save(page, format), width, height };
}

/** A smaller copy whose longer side is as given, as image/resize makes with `m_lfit`. */
export async function shrink(
  page: Page,
  drawing: Drawing,
  longSide: number,
  format: Format,
): Promise<Drawing> {
  const scale = longSide / Math.max(drawing.width, drawing.height);
  const [width, height] = [Math.round(drawing.width * scale), Math.round(drawing.height * scale)];
  await show(page, contentTypeOf(format), drawing.content, width, height);
  return { content: await save(page, format), width, height };
}

/** A scene scaled to a square, its background left transparent. */
export async function drawIcon(page: Page, svg: string, side: number): Promise<Buffer> {
  await show(page, "image/svg+xml", Buffer.from(svg), side, side);
  return palettePng(await pixelsOf(page, { omitBackground: true }), iconColours);
}

function sizeOf(svg: string): [width: number, height: number] {
  const found = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg);
  if (!found) throw new Error("The <svg> element states no width and height in pixels.");
  return [Number(found[1]), Number(found[2])];
}

async function show(page: Page, type: string, image: Buffer, width: number, height: number) {
  await page.setViewportSize({ width, height });
  const source = `data:${type};base64,${image.toString("base64")}`;
  await page.setContent(
    `<body style="margin:0"><img src="${source}" style="display:block;width:${width}px;height:${height}px">`,
  );
  await page.locator("img").evaluate("image => image.decode()");
}

async function save(page: Page, format: Format): Promise<Buffer> {
  if (isPng(format)) return palettePng(await pixelsOf(page), format.colours);
  return page.screenshot({ type: "jpeg", quality: format.quality });
}

/** What the page shows, by way of a canvas, since a screenshot comes only as a finished file. */
async function pixelsOf(page: Page, options: { omitBackground?: boolean } = {}) {
  const shot = (await page.screenshot(options)).toString("base64");
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const rgba = await page.evaluate<string>(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${shot}";
    await image.decode();
    const canvas = new OffscreenCanvas(${width}, ${height}).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, ${width}, ${height});
    const rows = Array.from({ length: ${height} }, (_, y) => data.subarray(y * ${width} * 4, (y + 1) * ${width} * 4));
    return btoa(rows.map((row) => String.fromCharCode(...row)).join(""));
  })()`);
  return { width, height, rgba: Buffer.from(rgba, "base64") };
}
