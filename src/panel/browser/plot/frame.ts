/** Where the plot's axes lie in its box, in pixels. */

export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Confidence at the left edge. */
  readonly from: number;
  /** Pixels for a confidence and for a centric score. */
  readonly x: (confidence: number) => number;
  readonly y: (centricScore: number) => number;
}

export const pointRadius = 5;

/** A plot as wide as its box: almost square where that is narrow, lower in proportion where it is wide. */
export function plotFrame(width: number, from: number): PlotFrame {
  const height = Math.round(
    Math.min(Math.max(200, width * 0.85), 270 + Math.max(0, width - 480) / 4),
  );
  const left = 42;
  const top = 8;
  const right = width - 20;
  const bottom = height - 34;
  return {
    width,
    height,
    left,
    top,
    right,
    bottom,
    from,
    // Room for whole points at the ends.
    x: (confidence) =>
      left + pointRadius + ((confidence - from) / (1 - from)) * (right - left - 2 * pointRadius),
    y: (centricScore) => bottom - pointRadius - centricScore * (bottom - top - 2 * pointRadius),
  };
}
