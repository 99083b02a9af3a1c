/** A row of the list: name, level and two scores with their bars. */
import { t } from "@vscode/l10n";
import { formatScore, joined, plainLine } from "../../labels/format.ts";
import { nameLanguage } from "../../labels/language.ts";
import { shownNameOrigin } from "../../labels/shownNames.ts";
import { around, slot } from "../../webview/browser/around.tsx";
import { Icon } from "../../webview/browser/icon.tsx";
import { itemText } from "../model/labelTree.ts";
import type { Row } from "../model/rows.ts";
import type { ViewState } from "../model/viewState.ts";
import { CorrectButton, markOf } from "./corrections.tsx";

export interface LabelRowProps {
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
              {around(t("in {0}", slot), <bdi>{itemText(item.parent)}</bdi>)}
            </span>
          )}
        </span>
      </th>
      <td
        class="level"
        title={label && label.level === undefined ? t("No level given") : undefined}
      >
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
  const names = item.shown ? [item.shown.text, item.name] : [item.name];
  if (!label) return joined([...names, t("implied parent")]);
  if (correction === "added") return joined([...names, markOf(item)]);
  const { level, confidence, centricScore } = label;
  return joined([
    ...names,
    level === undefined ? t("no level given") : t("level {0}", level),
    confidence === undefined
      ? t("confidence not given")
      : t("confidence {0}", formatScore(confidence)),
    centricScore === undefined
      ? t("centric score not given")
      : t("centric score {0}", formatScore(centricScore)),
    ...(correction ? [markOf(item)] : []),
  ]);
}

function titleOf(row: Row): string {
  const { name, shown } = row.item;
  return shown ? lines(shown.text, shownNameOrigin(shown, name), factsOf(row)) : factsOf(row);
}

function factsOf({ item: { name, label, correction }, matches }: Row): string {
  if (correction === "added") return lines(name, t("Added by hand; it is not in the answer."));
  if (correction === "hidden") return lines(name, t("Hidden by hand; it stays in the answer."));
  if (!label) {
    return lines(name, t("Its labels name it as their parent; it is not in the answer itself."));
  }
  const both = label.alias ? `${name} (${plainLine(label.alias)})` : name;
  if (matches) return both;
  return lines(both, t("Does not match the filter; shown for the labels below it."));
}

function lines(...texts: readonly string[]): string {
  return texts.join("\n");
}

function ScoreBar({ value }: { readonly value: number | undefined }) {
  if (value === undefined) {
    return (
      <span class="number" title={t("No score given")}>
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
