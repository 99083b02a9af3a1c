/** The plot's points and as many of their names as fit. */
import { t } from "@vscode/l10n";
import { useMemo } from "preact/hooks";
import { formatScore, joined } from "../../../labels/format.ts";
import { nameLanguage } from "../../../labels/language.ts";
import { minSubjectScore } from "../../../labels/subject.ts";
import { itemText, type LabelledItem } from "../../model/labelTree.ts";
import { groupPoints, type PlacedName, placeNames, withNameAt } from "../../model/plotNames.ts";
import type { ScoredItem } from "../../model/plotScale.ts";
import { useStable, useUnchangedList } from "../unchanged.ts";
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
  const first = useUnchangedList(scored.slice(0, maxPoints));
  const groups = useMemo(() => groupPoints(first.map(pointIn(frame)), pointRadius), [frame, first]);
  const dots = useMemo(() => dotsPath(frame, scored.slice(maxPoints)), [frame, scored]);
  const names = useMemo(() => placedNames(frame, groups), [frame, groups]);
  const shown = groups.find((group) => group.some(({ id }) => id === highlighted));
  const shownPoint = shown?.find(({ id }) => id === highlighted);

  const [highlight, reveal] = [useStable(onHighlight), useStable(onReveal)];
  const points = useMemo(
    () => (
      <>
        {groups.map(([first]) => first && leaderOf(first, names.get(first.id)))}
        {groups.toReversed().flatMap((group) =>
          group.toReversed().map(({ id, x, y, scores }) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: hidden from assistive technology; the list does the same by keyboard
            <g
              key={id}
              class={scores.centricScore >= minSubjectScore ? "point subject" : "point"}
              onMouseEnter={() => highlight(id)}
              onMouseLeave={() => highlight(undefined)}
              onClick={() => reveal(id)}
            >
              <title>{titleOf(scores, group)}</title>
              <circle class="reach" cx={x} cy={y} r={9} />
              <circle
                class="dot"
                cx={x}
                cy={y}
                r={id === highlighted ? pointRadius + 1.5 : pointRadius}
              />
            </g>
          )),
        )}
        {groups.map((group, index) => {
          const [first] = group;
          const place = first && names.get(first.id);
          if (!place || group === shown) return null;
          return (
            <text
              key={first.id}
              class={index === 0 ? "name first" : "name"}
              x={place.x}
              y={place.y + 3.5}
              lang={languageOf(first.scores.item)}
            >
              {nameOf(group)}
            </text>
          );
        })}
      </>
    ),
    [groups, names, highlighted],
  );

  return (
    <>
      {dots && <path class="dots" d={dots} />}
      {points}
      {shownPoint && (
        <HighlightedName point={shownPoint} place={names.get(shown?.[0]?.id ?? "")} frame={frame} />
      )}
    </>
  );
}

function languageOf({ shown, label }: LabelledItem): string | undefined {
  return shown?.language ?? nameLanguage(label)?.tag;
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
    name: fitName(itemText(scores.item), widest),
    scores,
  });
}

/** Points of one place share a name: `Egg +2`. */
function nameOf(group: readonly Point[]): string {
  const name = group[0]?.name ?? "";
  return group.length > 1 ? `${name} +${group.length - 1}` : name;
}

function placedNames(
  frame: PlotFrame,
  groups: readonly (readonly Point[])[],
): Map<string, PlacedName> {
  const { left, top, right, bottom } = frame;
  const firsts = groups.flatMap(([first]) => first ?? []);
  const inside = firsts.map(({ id, x, y }) => ({ id, x: x - left, y: y - top }));
  const names = groups.slice(0, maxNames).map((group, index) => ({
    id: group[0]?.id ?? "",
    width: textWidth(nameOf(group), index === 0),
  }));
  const area = { width: right - left, height: bottom - top, lineHeight, pointRadius };
  const places = [...placeNames(inside, names, area)].map(([id, { x, y, leader }]) => {
    const end = leader && { x: leader.x + left, y: leader.y + top };
    return [id, { x: x + left, y: y + top, leader: end }] as const;
  });
  const placed = new Map(places);
  const [first] = firsts;
  const [name] = names;
  if (!first || !name || placed.has(first.id)) return placed;
  // What the picture is of has its name, whatever points lie beneath it.
  return withNameAt(placed, name, placeBeside(first, frame, name.width), names, area);
}

function placeBeside(point: Point, { left, right }: PlotFrame, width: number): PlacedName {
  const beside = point.x - 10 - width;
  const x = beside > left ? beside : Math.min(point.x + 10, right - width);
  return { x, y: point.y, leader: undefined };
}

function leaderOf(point: Point, place: PlacedName | undefined) {
  if (!place?.leader) return null;
  return (
    <path
      key={`leader ${point.id}`}
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
  const { x, y } = place ?? placeBeside(point, frame, width);
  return (
    <text
      class="name highlighted"
      x={Math.max(frame.left, Math.min(x, frame.right - width))}
      y={y + 3.5}
      lang={languageOf(point.scores.item)}
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

/** The label under the pointer, then those that lie beneath it. */
function titleOf(scores: ScoredItem, group: readonly Point[]): string {
  const others = group.flatMap((point) => (point.scores === scores ? [] : point.scores));
  return [scores, ...others].map(scoresText).join("\n");
}

function scoresText({ item, confidence, centricScore }: ScoredItem): string {
  const both = item.shown ? `${item.shown.text} (${item.name})` : item.name;
  const name = both.length > 200 ? `${both.slice(0, 200)}…` : both;
  const scores = [
    t("confidence {0}", formatScore(confidence)),
    t("centric score {0}", formatScore(centricScore)),
  ];
  return `${name}\n${joined(scores)}`;
}
