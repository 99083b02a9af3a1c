/** Colours as VS Code writes them, and how readable one is on another. */

/** WCAG 2.2 AA for text of the panel's sizes. */
const minContrast = 4.5;

/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export type Color = readonly [number, number, number, number];

/** `undefined` where the colour can be read as it is, and where nothing is known of what lies beneath it. */
export function readableColor(
  own: Color,
  grounds: readonly Color[],
): readonly [number, number, number] | undefined {
  const contrast = (color: Color) =>
    Math.min(...grounds.map((ground) => contrastOf(over(ground, color), ground)));
  if (grounds.length === 0 || contrast(own) >= minContrast) return undefined;
  const ends: Color[] = [
    [0, 0, 0, 1],
    [255, 255, 255, 1],
  ];
  const [end] = ends.sort((a, b) => contrast(b) - contrast(a));
  const from = over(grounds[0] ?? own, own);
  for (let share = 0.05; end && share < 1; share += 0.05) {
    const mixed = over(from, [end[0], end[1], end[2], share]);
    if (contrast(mixed) >= minContrast) return [mixed[0], mixed[1], mixed[2]];
  }
  return end && [end[0], end[1], end[2]];
}

/** What VS Code writes: `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` and `rgba(…)`; `undefined` for anything else. */
export function readColor(text: string): Color | undefined {
  const [, short, long] =
    /^#(?:([0-9a-f]{3,4})|([0-9a-f]{6}|[0-9a-f]{8}))$/i.exec(text.trim()) ?? [];
  const digits = long ?? short?.replace(/./g, "$&$&");
  if (digits) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = (digits.match(/../g) ?? []).map((pair) =>
      Number.parseInt(pair, 16),
    );
    return [red, green, blue, alpha / 255];
  }
  const [, inside] = /^rgba?\(([^)]*)\)$/i.exec(text.trim()) ?? [];
  const [red, green, blue, alpha = 1] = (inside?.match(/[\d.]+/g) ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return [red, green, blue, alpha];
}

/** Layers from the bottom up as one colour; those that the theme does not have are left out. */
export function flatten(layers: readonly (Color | undefined)[]): Color | undefined {
  return layers.reduce((below, layer) => (below && layer ? over(below, layer) : (layer ?? below)));
}

function over(below: Color, above: Color): Color {
  const mix = (a: number, b: number) => a + (b - a) * above[3];
  return [mix(below[0], above[0]), mix(below[1], above[1]), mix(below[2], above[2]), 1];
}

/** The ratio that WCAG defines. */
function contrastOf(one: Color, other: Color): number {
  const luminance = (color: Color) => {
    const [red = 0, green = 0, blue = 0] = color.slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
