/** Places names beside the points of a plot so that nothing overlaps; a name without room is left out. */

export interface PlotPoint {
  readonly id: string;
  /** Centre, in pixels from the plot's top left. */
  readonly x: number;
  readonly y: number;
}

export interface PlotName {
  readonly id: string;
  /** Width of the text in pixels. */
  readonly width: number;
}

export interface PlacedName {
  /** Left end of the text and its vertical middle. */
  readonly x: number;
  readonly y: number;
  /** Where a line from the point to the name ends, when the name is not right beside it. */
  readonly leader: { readonly x: number; readonly y: number } | undefined;
}

export interface PlotArea {
  readonly width: number;
  readonly height: number;
  readonly lineHeight: number;
  readonly pointRadius: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Between a point and its name. */
const gap = 5;
/** Between a name and any other point. */
const clearance = 3;
/** Distances in line heights at which a leader line may end, near ones first. */
const reaches = [1.1, 2, 3, 4];
/** Up, down and in between; the name lies to the left of the point (-1) or to its right (1). */
const slopes: readonly (readonly [side: number, rise: number])[] = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
  [-1, -0.5],
  [-1, 0.5],
  [1, -0.5],
  [1, 0.5],
];

/**
 * Points in groups that no eye can tell apart: each starts with the first of its points, in the given order, and has
 * those within `distance` pixels of it.
 */
export function groupPoints<T extends PlotPoint>(points: readonly T[], distance: number): T[][] {
  const groups: [T, ...T[]][] = [];
  for (const point of points) {
    const near = groups.find(
      ([first]) => Math.hypot(first.x - point.x, first.y - point.y) <= distance,
    );
    if (near) near.push(point);
    else groups.push([point]);
  }
  return groups;
}

/**
 * Where the names go, by point. Names are placed in the given order, so the important ones come first. Every point
 * is an obstacle, named or not, and no name lies across another's line.
 */
export function placeNames(
  points: readonly PlotPoint[],
  names: readonly PlotName[],
  area: PlotArea,
): Map<string, PlacedName> {
  const byId = new Map(points.map((point) => [point.id, point]));
  const placed = new Map<string, PlacedName>();
  /** Names and lines so far. */
  const taken: Box[] = [];
  for (const { id, width } of names) {
    const point = byId.get(id);
    if (!point) continue;
    // A name almost touching another point would seem to be that one's.
    const others = points.filter((other) => other !== point);
    const obstacles = others.map(({ x, y }) => boxAround(x, y, area.pointRadius + clearance));
    const isFree = (box: Box) =>
      !obstacles.some((other) => overlap(box, other)) &&
      !taken.some((other) => overlap(box, other));
    for (const candidate of candidates(point, width, area)) {
      const box = boxOf(candidate, width, area);
      if (!isInside(box, area) || !isFree(box)) continue;
      const line = candidate.leader ? boxesAlong(point, candidate.leader) : [];
      if (!line.every(isFree)) continue;
      taken.push(box, ...line);
      placed.set(id, candidate);
      break;
    }
  }
  return placed;
}

/** The same with one name where it must be; names that it would lie over are left out. */
export function withNameAt(
  placed: ReadonlyMap<string, PlacedName>,
  name: PlotName,
  place: PlacedName,
  names: readonly PlotName[],
  area: PlotArea,
): Map<string, PlacedName> {
  const widths = new Map(names.map(({ id, width }) => [id, width]));
  const box = boxOf(place, name.width, area);
  const others = [...placed].filter(
    ([id, other]) => id !== name.id && !overlap(box, boxOf(other, widths.get(id) ?? 0, area)),
  );
  return new Map([...others, [name.id, place]]);
}

function* candidates({ x, y }: PlotPoint, width: number, area: PlotArea): Generator<PlacedName> {
  const beside = area.pointRadius + gap;
  yield { x: x - beside - width, y, leader: undefined };
  yield { x: x + beside, y, leader: undefined };
  const above = area.pointRadius + area.lineHeight / 2 + 1;
  // Centred, unless the edge is near.
  const left = Math.max(0, Math.min(x - width / 2, area.width - width));
  yield { x: left, y: y - above, leader: undefined };
  yield { x: left, y: y + above, leader: undefined };
  for (const reach of reaches) {
    for (const [side, rise] of slopes) {
      for (const run of [4, 16]) {
        const end = {
          x: x + side * (beside + reach * run),
          y: y + rise * reach * area.lineHeight,
        };
        const left = side < 0 ? end.x - width - 3 : end.x + 3;
        yield { x: left, y: end.y, leader: end };
      }
    }
  }
}

function boxOf({ x, y }: PlacedName, width: number, { lineHeight }: PlotArea): Box {
  return { left: x, top: y - lineHeight / 2, right: x + width, bottom: y + lineHeight / 2 };
}

/** Small boxes along a line, without the part that lies under the point itself. */
function boxesAlong(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): Box[] {
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4);
  return Array.from({ length: Math.max(0, steps - 1) }, (_, n) => {
    const share = (n + 1) / steps;
    return boxAround(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y), 1);
  });
}

function boxAround(x: number, y: number, radius: number): Box {
  return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
}

function isInside(box: Box, { width, height }: PlotArea): boolean {
  return box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
