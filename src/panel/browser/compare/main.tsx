/** Entry of the comparison: labels as rows, detections as columns. */
import "../../../webview/browser/language.ts";
import "../styles/compare.css";
import { t } from "@vscode/l10n";
import { render } from "preact";
import { useMemo, useState } from "preact/hooks";
import { formatScore, grouped, plainLine } from "../../../labels/format.ts";
import type { Namer } from "../../../labels/shownNames.ts";
import { keep, post } from "../../../webview/browser/host.ts";
import { keepTextsReadable } from "../../../webview/browser/readableColors.ts";
import { offerTextMenuInFieldsOnly } from "../../../webview/browser/textMenu.ts";
import {
  type ComparedCell,
  type ComparedRow,
  type ComparedScore,
  comparedRows,
  differs,
  leastDifference,
} from "../../model/comparison.ts";
import type { CompareColumn, CompareIntent, CompareState } from "../../protocol.ts";

function send(intent: CompareIntent): void {
  post(intent);
}

function Comparison({ state }: { readonly state: CompareState }) {
  const { columns, names } = state;
  const [score, setScore] = useState<ComparedScore>("confidence");
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const namer = useMemo((): Namer => {
    const shown = new Map(names);
    return (name) => shown.get(name);
  }, [names]);
  const rows = useMemo(() => comparedRows(columns, score), [columns, score]);
  const different = rows.filter(differs);
  const shown = onlyDifferent ? different : rows;
  const isComparable = columns.filter(({ labels }) => labels).length > 1;
  const unknown = columns.filter(({ labels, canDetect }) => !labels && canDetect).length;
  return (
    <main class="compare" aria-busy={state.isDetecting}>
      {state.isDetecting && <div class="progress" />}
      <h1>{t("Compare labels")}</h1>
      <p class="quiet" role="status">
        {isComparable && differenceText(different.length, rows.length)}
      </p>
      <fieldset class="choices">
        <legend class="unseen">{t("What is compared")}</legend>
        <label>
          <input
            type="radio"
            name="score"
            checked={score === "confidence"}
            onChange={() => setScore("confidence")}
          />{" "}
          {t("Confidence")}
        </label>
        <label>
          <input
            type="radio"
            name="score"
            checked={score === "centricScore"}
            onChange={() => setScore("centricScore")}
          />{" "}
          {t("Centric score")}
        </label>
        <label>
          <input
            type="checkbox"
            checked={onlyDifferent}
            onChange={({ currentTarget }) => setOnlyDifferent(currentTarget.checked)}
          />{" "}
          {t("Only what differs")}
        </label>
      </fieldset>
      {unknown > 0 && (
        <p class="offer">
          {unknown === 1
            ? t("Nothing is known of one of these images yet.")
            : t("Nothing is known of {0} of these images yet.", unknown)}{" "}
          <button
            type="button"
            class="button secondary"
            aria-disabled={state.isDetecting}
            onClick={() => !state.isDetecting && send({ type: "detect" })}
          >
            {t("Detect them…")}
          </button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroller" aria-label={t("Labels side by side")} tabIndex={0}>
        <table>
          <caption class="unseen">{t("Scores of each label in each detection")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("Label")}</th>
              {columns.map((column, index) => (
                <ColumnHead key={index} column={column} index={index} />
              ))}
              <th scope="col" class="number" aria-sort="descending">
                {t("Difference")}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <RowView key={row.name} row={row} namer={namer} />
            ))}
          </tbody>
        </table>
      </section>
      {shown.length === 0 && <p class="quiet">{t("No label to show.")}</p>}
    </main>
  );
}

/** `different` of `all` labels. */
function differenceText(different: number, all: number): string {
  const least = formatScore(leastDifference);
  if (different === 0) return t("No label differs by {0} or more.", least);
  if (all === 1) return t("1 of 1 label differs by {0} or more.", least);
  if (different === 1) return t("1 of {0} labels differs by {1} or more.", grouped(all), least);
  return t("{0} of {1} labels differ by {2} or more.", grouped(different), grouped(all), least);
}

function ColumnHead({ column, index }: { readonly column: CompareColumn; readonly index: number }) {
  const { title, uri, facts } = column;
  return (
    <th scope="col" title={plainLine(uri)}>
      <button type="button" class="link" onClick={() => send({ type: "open", column: index })}>
        <bdi>{plainLine(title)}</bdi>
      </button>
      {facts.map((fact) => (
        <span key={fact} class="quiet">
          {plainLine(fact)}
        </span>
      ))}
    </th>
  );
}

function RowView({ row, namer }: { readonly row: ComparedRow; readonly namer: Namer }) {
  const { name, cells, difference, standsOut } = row;
  const shown = namer(name);
  return (
    <tr class={differs(row) ? "different" : ""}>
      <th scope="row">
        <bdi lang={shown?.language}>{shown?.text ?? plainLine(name)}</bdi>
        {shown && <bdi class="quiet original"> {plainLine(name)}</bdi>}
      </th>
      {cells.map((cell, index) => (
        <td key={index} class={cell.kind}>
          <CellView cell={cell} standsOut={standsOut.includes(index)} />
        </td>
      ))}
      <td class="number">{difference === undefined ? "≠" : formatScore(difference)}</td>
    </tr>
  );
}

interface CellProps {
  readonly cell: ComparedCell;
  readonly standsOut: boolean;
}

function CellView({ cell, standsOut }: CellProps) {
  const mark = standsOut ? "stands-out" : "";
  switch (cell.kind) {
    case "unknown":
      return <span title={t("Nothing is known of this image")}>?</span>;
    case "named":
      return <Sign sign="✓" words={t("No score given")} look={mark} />;
    case "absent":
      return (
        <Sign
          sign="–"
          words={t("Not named; asked at {0}", formatScore(cell.threshold))}
          look={mark}
        />
      );
    case "below": {
      const threshold = formatScore(cell.threshold);
      return (
        <Sign sign={`< ${threshold}`} words={t("Not named; asked at {0}", threshold)} look="" />
      );
    }
    case "score":
      return (
        <>
          <span class="score" aria-hidden="true">
            <i style={{ width: `${cell.value * 100}%` }} />
          </span>
          <span class={`number ${mark}`}>{formatScore(cell.value)}</span>
        </>
      );
  }
}

interface SignProps {
  readonly sign: string;
  /** What it stands for. */
  readonly words: string;
  readonly look: string;
}

function Sign({ sign, words, look }: SignProps) {
  return (
    <span title={words}>
      <span class={`sign ${look}`} aria-hidden="true">
        {sign}
      </span>
      <span class="unseen">{words}</span>
    </span>
  );
}

const root = document.getElementById("root");
window.addEventListener("message", ({ data }: MessageEvent<CompareState>) => {
  keep({ compared: data.compared });
  if (root) render(<Comparison state={data} />, root);
});
offerTextMenuInFieldsOnly();
keepTextsReadable();
send({ type: "ready" });
