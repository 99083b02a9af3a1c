/** Hostile text for the readers of outside input: the same on every run. */

/** `count` mutations of `seed`: pieces cut, doubled, swapped, and characters from all over Unicode put in. */
export function* randomTexts(seed: string, count: number): Generator<string> {
  const random = randomNumbers(seed.length + 1);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let made = 0; made < count; made++) {
    let text = seed;
    for (let change = below(6) + 1; change > 0; change--) {
      const start = below(text.length + 1);
      const end = start + below(8);
      const piece = text.slice(start, end);
      const insertion = [
        "",
        piece + piece,
        String.fromCharCode(below(0x80)),
        String.fromCharCode(below(0x1_0000)),
        seed.slice(below(seed.length), below(seed.length)),
      ][below(5)];
      text = text.slice(0, start) + insertion + text.slice(end);
    }
    yield text;
  }
}

/** Numbers from 0 to below 1, always the same ones (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
