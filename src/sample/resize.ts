/** The size that image/resize asks for (OSS help, "Resize images"). */
import type { PictureFacts } from "./picture.ts";
import { invalidProcess, type Operation } from "./processing.ts";

const modes = new Set(["lfit", "mfit", "fill", "pad", "fixed"]);
const sides = ["w", "h", "l", "s"];
const known = new Set([...sides, "m", "p", "limit", "color"]);
const longestSide = 16_384;

/** The longer side that the result would have, in pixels. Throws 400 for parameters OSS refuses. */
export function resizedLongSide(
  { height, width }: PictureFacts,
  { parameters }: Operation,
  process: string,
): number {
  for (const name of parameters.keys()) {
    if (!known.has(name)) throw invalidProcess(`The parameter ${name} is unknown.`, process);
  }
  const mode = parameters.get("m") ?? "lfit";
  if (!modes.has(mode)) throw invalidProcess(`The mode ${mode} is unknown.`, process);
  const number = (name: string, most: number) => readNumber(parameters, name, most, process);
  const long = Math.max(width, height);
  const percent = number("p", 1000);
  if (percent !== undefined) return Math.ceil((long * percent) / 100);

  const [w, h, l, s] = sides.map((name) => number(name, longestSide));
  const ratios = [
    ratio(w, width),
    ratio(h, height),
    ratio(l, long),
    ratio(s, Math.min(width, height)),
  ];
  const given = ratios.filter((value) => value !== undefined);
  if (given.length === 0) throw invalidProcess("A resize needs w, h, l, s or p.", process);
  const scale = mode === "mfit" ? Math.max(...given) : Math.min(...given);
  return Math.ceil(long * scale);
}

function ratio(wanted: number | undefined, side: number): number | undefined {
  return wanted === undefined ? undefined : wanted / side;
}

function readNumber(
  parameters: ReadonlyMap<string, string>,
  name: string,
  most: number,
  process: string,
): number | undefined {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw invalidProcess(`The value of ${name} must be 1 to ${most}.`, process);
}
