/** Fair comparisons: contestants take turns, so that what disturbs the machine disturbs all of them. */

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The value that a share (0 to 1) of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export interface RateOptions {
  /** Calls of a contestant's turn. */
  readonly calls: number;
  readonly rounds: number;
  /** Rounds before the first that counts. */
  readonly warmUps: number;
}

/** Median calls per second of each contestant. A contestant gets the number of the call. */
export function measureRates<Name extends string>(
  contestants: Readonly<Record<Name, (call: number) => unknown>>,
  { calls, rounds, warmUps }: RateOptions,
): Record<Name, number> {
  const names = Object.keys(contestants) as Name[];
  const rates = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const name of inTurn(names, round)) {
      const work = contestants[name];
      const start = performance.now();
      for (let call = 0; call < calls; call++) work(call);
      const seconds = (performance.now() - start) / 1000;
      if (round >= 0) rates.get(name)?.push(calls / seconds);
    }
  }
  return mediansOf(names, rates);
}

/** Median result of each contestant, each asked `rounds` times. */
export async function measureInTurn<Name extends string>(
  contestants: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
  warmUps = 1,
): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const results = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const name of inTurn(names, round)) {
      const result = await contestants[name]();
      if (round >= 0) results.get(name)?.push(result);
    }
  }
  return mediansOf(names, results);
}

/** Each is first equally often. */
function inTurn<T>(names: readonly T[], round: number): T[] {
  const first = ((round % names.length) + names.length) % names.length;
  return [...names.slice(first), ...names.slice(0, first)];
}

function mediansOf<Name extends string>(
  names: readonly Name[],
  values: ReadonlyMap<Name, readonly number[]>,
): Record<Name, number> {
  const pairs = names.map((name) => [name, median(values.get(name) ?? [])]);
  return Object.fromEntries(pairs) as Record<Name, number>;
}
