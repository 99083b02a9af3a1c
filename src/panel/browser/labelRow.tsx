/** A row of the list: name, level and two scores with their bars. */
import { formatScore, plainLine } from "../../labels/format.ts";
import { nameLanguage } from "../../labels/language.ts";
import { shownNameOrigin } from "../../labels/shownNames.ts";
import { Icon } from "../../webview/browser/icon.tsx";
import { itemText } from "../model/labelTree.ts";
import type { Row } from "../model/rows.ts";
import type { ViewState } from "../model/viewState.ts";
import { CorrectButton, markOf } from "./corrections.tsx";

interface LabelRowProps {
  readonly row: Row;
  readonly index: number;
  /** In CSS pixels from the top of the list. */
  readonly top: number;
  readonly layout: ViewState["layout"];
  readonly isActive: boolean;
  readonly isHighlighted: boolean;
  readonly canCorrect: boolean;
  readonly onFold: (keys: readonly string[], collapsed: boolean) => void;
  readonly onHighlight: (key: string | undefined) => void;
  readonly onFocus: (key: string) => void;
}

export function LabelRow(props: LabelRowProps) {
  const { row, index, top, layout, isActive, isHighlighted, onFold, onHighlight, onFocus } = props;
  const { item, level, expanded } = row;
  const { label, key } = item;
  const toggle = () => {
    if (expanded !== undefined) onFold([key], expanded);
  };
  return (
    <tr
      class={classOf(row, isHighlighted)}
      aria-label={spoken(row)}
      aria-rowindex={index + 2}
      {...(layout === "tree" && placeOf(row))}
      tabIndex={isActive ? 0 : -1}
      style={{ top: `${top}px` }}
      onFocus={() => {
        onFocus(key);
        onHighlight(key);
      }}
      onBlur={() => onHighlight(undefined)}
      onMouseEnter={() => onHighlight(key)}
      onDblClick={toggle}
    >
      <th class="name" scope="row" style={{ "--depth": String(level - 1) }}>
        {layout === "tree" && (
          // The keyboard folds with the arrow keys, so this is for pointers alone.
          <span class="twistie" aria-hidden="true" onClick={toggle}>
            {expanded !== undefined && <Icon name={expanded ? "chevronDown" : "chevronRight"} />}
          </span>
        )}
        <span class="words" title={titleOf(row)}>
          <bdi class="text" lang={item.shown?.language ?? (label && nameLanguage(label)?.tag)}>
            {itemText(item)}
          </bdi>
          {item.shown && (
            <>
              {" "}
              <bdi class="alias original" lang={label && nameLanguage(label)?.tag}>
                {item.name}
              </bdi>
            </>
          )}
          {label?.alias && (
            <>
              {" "}
              <bdi class="alias">{plainLine(label.alias)}</bdi>
            </>
          )}
          {item.correction && <span class="mark"> {markOf(item)}</span>}
          {layout === "flat" && item.parent && (
            <span class="alias">
              {" "}
              in <bdi>{itemText(item.parent)}</bdi>
            </span>
          )}
        </span>
      </th>
      <td class="level" title={label && label.level === undefined ? "No level given" : undefined}>
        {label && (label.level ?? "–")}
      </td>
      <td class="confidence">{label && <ScoreBar value={label.confidence} />}</td>
      <td class="centricScore">
        {label && <ScoreBar value={label.centricScore} />}
        {props.canCorrect && label && <CorrectButton item={item} />}
      </td>
    </tr>
  );
}

function classOf({ item, level, matches }: Row, isHighlighted: boolean): string {
  const kind = item.label ? (matches ? "" : "below-threshold") : "implied";
  const root = level === 1 ? "root" : "";
  return `row columns ${root} ${kind} ${item.correction ?? ""} ${isHighlighted ? "highlighted" : ""}`;
}

function placeOf({ level, position, siblings, expanded }: Row) {
  return {
    "aria-level": level,
    "aria-posinset": position,
    "aria-setsize": siblings,
    ...(expanded !== undefined && { "aria-expanded": expanded }),
  };
}

/** The row as one sentence: cells alone would be read as bare numbers. */
function spoken({ item }: Row): string {
  const { label, correction } = item;
  const name = item.shown ? `${item.shown.text}, ${item.name}` : item.name;
  if (!label) return `${name}, implied parent`;
  if (correction === "added") return `${name}, ${markOf(item)}`;
  return [
    name,
    label.level === undefined ? "no level given" : `level ${label.level}`,
    `confidence ${formatScore(label.confidence, "not given")}`,
    `centric score ${formatScore(label.centricScore, "not given")}`,
    ...(correction ? [markOf(item)] : []),
  ].join(", ");
}

function titleOf(row: Row): string {
  const { name, shown } = row.item;
  return shown ? `${shown.text}\n${shownNameOrigin(shown, name)}\n${factsOf(row)}` : factsOf(row);
}

function factsOf({ item: { name, label, correction }, matches }: Row): string {
  if (correction === "added") return `${name}\nAdded by hand; it is not in the answer.`;
  if (correction === "hidden") return `${name}\nHidden by hand; it stays in the answer.`;
  if (!label) return `${name}\nIts labels name it as their parent; it is not in the answer itself.`;
  const alias = label.alias ? ` (${plainLine(label.alias)})` : "";
  return `${name}${alias}${matches ? "" : "\nDoes not match the filter; shown for the labels below it."}`;
}

function ScoreBar({ value }: { readonly value: number | undefined }) {
  if (value === undefined) {
    return (
      <span class="number" title="No score given">
        –
      </span>
    );
  }
  return (
    <>
      <span class="score" aria-hidden="true">
        <i style={{ width: `${value * 100}%` }} />
      </span>
      <span class="number" title={String(value)}>
        {formatScore(value)}
      </span>
    </>
  );
}
