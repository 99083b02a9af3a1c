/** One line of the benchmark: ours beside the peer's, measured in the same run. */

export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly better: "higher" | "lower";
  readonly ours: number;
  /** `null` where nobody else has such a figure. */
  readonly peer: number | null;
  readonly peerName: string | null;
  /** Above 1 ours is better, by that factor. `null` without a peer. */
  readonly ratio: number | null;
}

export interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly better: "higher" | "lower";
  readonly ours: number;
  readonly peer?: { readonly name: string; readonly value: number };
}

export function figure({ name, unit, better, ours, peer }: Measured): Figure {
  return {
    name,
    unit,
    better,
    ours: rounded(ours),
    peer: peer ? rounded(peer.value) : null,
    peerName: peer?.name ?? null,
    ratio: peer ? rounded(better === "higher" ? ours / peer.value : peer.value / ours) : null,
  };
}

/** Three significant digits, or whole numbers: more would be noise. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** A table for people, one line a figure. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, unit, better, ours, peer, peerName, ratio }) => [
    name,
    `${ours} ${unit}`,
    peer === null ? "–" : `${peer} ${unit}`,
    peerName ?? "–",
    ratio === null ? "–" : `${ratio}`,
    `${better} is better`,
  ]);
  const table = [["", "ours", "peer", "who", "ratio", ""], ...rows];
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
