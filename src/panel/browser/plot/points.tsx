/** The plot's points and as many of their names as fit. */
import { useMemo } from "preact/hooks";
import { formatScore } from "../../../labels/format.ts";
import { minSubjectScore } from "../../../labels/subject.ts";
import { type PlacedName, placeNames } from "../../model/plotNames.ts";
import type { ScoredItem } from "../../model/plotScale.ts";
import { type PlotFrame, pointRadius } from "./frame.ts";
import { fitName, textWidth } from "./textWidth.ts";

interface PlotPointsProps {
  readonly frame: PlotFrame;
  /** The most likely subjects first. */
  readonly scored: readonly ScoredItem[];
  readonly highlighted: string | undefined;
  readonly onHighlight: (key: string | undefined) => void;
  readonly onReveal: (key: string) => void;
}

/** Points that can be pointed at; the others are dots of one path, which costs nothing. */
const maxPoints = 150;
const maxNames = 40;
const lineHeight = 14;

export function PlotPoints({ frame, scored, highlighted, onHighlight, onReveal }: PlotPointsProps) {
  const points = useMemo(() => scored.slice(0, maxPoints).map(pointIn(frame)), [frame, scored]);
  const dots = useMemo(() => dotsPath(frame, scored.slice(maxPoints)), [frame, scored]);
  const names = useMemo(() => placedNames(frame, points), [frame, points]);
  const shown = points.find(({ id }) => id === highlighted);

  return (
    <>
      {dots && <path class="dots" d={dots} />}
      {points.map(({ id }) => leaderOf(id, points, names.get(id)))}
      {points.toReversed().map(({ id, x, y, scores }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: hidden from assistive technology; the list does the same by keyboard
        <g
          key={id}
          class={scores.centricScore >= minSubjectScore ? "point subject" : "point"}
          onMouseEnter={() => onHighlight(id)}
          onMouseLeave={() => onHighlight(undefined)}
          onClick={() => onReveal(id)}
        >
          <title>{titleOf(scores)}</title>
          <circle class="reach" cx={x} cy={y} r={9} />
          <circle
            class="dot"
            cx={x}
            cy={y}
            r={id === highlighted ? pointRadius + 1.5 : pointRadius}
          />
        </g>
      ))}
      {points.map(({ id, name, scores }, index) => {
        const place = names.get(id);
        if (!place || id === highlighted) return null;
        return (
          <text
            key={id}
            class={index === 0 ? "name first" : "name"}
            x={place.x}
            y={place.y + 3.5}
            lang={scores.item.label.language}
          >
            {name}
          </text>
        );
      })}
      {shown && <HighlightedName point={shown} place={names.get(shown.id)} frame={frame} />}
    </>
  );
}

interface Point {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** As drawn: cut to what the plot has room for. */
  readonly name: string;
  readonly scores: ScoredItem;
}

function pointIn(frame: PlotFrame): (scores: ScoredItem) => Point {
  const widest = Math.min(130, (frame.right - frame.left) * 0.6);
  return (scores) => ({
    id: scores.item.key,
    x: frame.x(scores.confidence),
    y: frame.y(scores.centricScore),
    name: fitName(scores.item.name, widest),
    scores,
  });
}

function placedNames(frame: PlotFrame, points: readonly Point[]): Map<string, PlacedName> {
  const { left, top, right, bottom } = frame;
  const inside = points.map(({ id, x, y }) => ({ id, x: x - left, y: y - top }));
  const names = points
    .slice(0, maxNames)
    .map(({ id, name }, index) => ({ id, width: textWidth(name, index === 0) }));
  const area = { width: right - left, height: bottom - top, lineHeight, pointRadius };
  const places = [...placeNames(inside, names, area)].map(([id, { x, y, leader }]) => {
    const end = leader && { x: leader.x + left, y: leader.y + top };
    return [id, { x: x + left, y: y + top, leader: end }] as const;
  });
  return new Map(places);
}

function leaderOf(id: string, points: readonly Point[], place: PlacedName | undefined) {
  const point = points.find((other) => other.id === id);
  if (!point || !place?.leader) return null;
  return (
    <path
      key={`leader ${id}`}
      class="leader"
      d={`M${point.x} ${point.y}L${place.leader.x} ${place.leader.y}`}
    />
  );
}

interface HighlightedNameProps {
  readonly point: Point;
  readonly place: PlacedName | undefined;
  readonly frame: PlotFrame;
}

/** Always drawn, over everything: the others make room for what is pointed at. */
function HighlightedName({ point, place, frame }: HighlightedNameProps) {
  const width = textWidth(point.name, true);
  const beside = point.x - 10 - width;
  const x = place?.x ?? (beside > frame.left ? beside : point.x + 10);
  return (
    <text
      class="name highlighted"
      x={Math.max(frame.left, Math.min(x, frame.right - width))}
      y={(place?.y ?? point.y) + 3.5}
      lang={point.scores.item.label.language}
    >
      {point.name}
    </text>
  );
}

/** Small squares on a grid, each cell once: thousands of round points would take the browser too long. */
function dotsPath({ x, y }: PlotFrame, scored: readonly ScoredItem[]): string {
  const cell = 4;
  const cells = new Set<string>();
  for (const { confidence, centricScore } of scored) {
    cells.add(
      `M${Math.round(x(confidence) / cell) * cell - 1} ${Math.round(y(centricScore) / cell) * cell - 1}`,
    );
  }
  return [...cells].map((start) => `${start}h2v2h-2z`).join("");
}

function titleOf({ item, confidence, centricScore }: ScoredItem): string {
  const name = item.name.length > 200 ? `${item.name.slice(0, 200)}…` : item.name;
  return `${name}\nconfidence ${formatScore(confidence)}, centric score ${formatScore(centricScore)}`;
}
