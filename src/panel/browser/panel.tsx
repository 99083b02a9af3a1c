/** The whole panel, drawn from the state that the extension posted and the view that the person has set up. */
import { t } from "@vscode/l10n";
import { useMemo } from "preact/hooks";
import { formatScore, grouped } from "../../labels/format.ts";
import { asTheyCame, type Namer } from "../../labels/shownNames.ts";
import { labelTree } from "../model/labelTree.ts";
import { countShown, findItems } from "../model/rows.ts";
import type { CopyFormat, PanelAnswer, PanelState } from "../protocol.ts";
import { About, type ShownCount } from "./about.tsx";
import { AnswerView } from "./answerView.tsx";
import { ThresholdBar } from "./bar.tsx";
import { Corrections } from "./corrections.tsx";
import { useDetection } from "./detectButton.tsx";
import { Failure } from "./failure.tsx";
import { Footer } from "./footer.tsx";
import { send } from "./host.ts";
import { Explanation, Skeleton } from "./placeholder.tsx";
import { RawAnswer } from "./rawAnswer.tsx";
import { useView } from "./useView.ts";

interface PanelProps {
  readonly state: PanelState;
  /** What the clipboard has just received. */
  readonly copied: CopyFormat | undefined;
}

export function Panel({ state, copied }: PanelProps) {
  const { canDetect = true } = state;
  const answer = answerOf(state);
  const [view, change] = useView(state.object.uri, answer?.threshold);
  const { labels, corrections } = answer ?? {};
  const { names } = state;
  const namer = useMemo(() => namerOf(names), [names]);
  const tree = useMemo(
    () => labels && labelTree(labels, corrections, namer),
    [labels, corrections, namer],
  );
  const threshold = view.threshold ?? answer?.threshold ?? askedIn(state);
  const found = useMemo(() => tree && findItems(tree, view.filter), [tree, view.filter]);
  const counts = useMemo(
    () => (tree ? countShown(tree, { threshold, found }) : { labels: 0, categories: 0 }),
    [tree, threshold, found],
  );
  const hidden = tree?.labelled.filter((item) => item.correction === "hidden").length ?? 0;
  const shown = { ...counts, all: (tree?.labelled.length ?? 0) - hidden };
  const detecting = state.kind === "detecting";
  const detection = useDetection(detecting, state.isFree ?? false, (at) => {
    // What was not known before will be seen: a slider further up would hide it.
    if (answer && at < answer.threshold) change({ threshold: at });
    send({ type: "detect", threshold: at });
  });

  // As it was when the state arrived: a slider that is moved says for itself what that means.
  const happened = useMemo(() => happening(state, shown, threshold), [state]);

  return (
    <main class={`panel ${state.kind}`} aria-busy={detecting}>
      {detecting && <div class="progress" />}
      <div class="unseen" role="status">
        {copied ? t("Copied.") : happened}
      </div>
      <About
        state={state}
        answer={answer}
        namer={namer}
        shown={shown}
        threshold={threshold}
        copied={copied}
        detection={detection}
      />
      {state.kind === "failed" && (
        <Failure state={state} threshold={threshold} copied={copied} detection={detection} />
      )}
      {(answer || (canDetect && !detecting)) && (
        <ThresholdBar
          asked={answer?.threshold}
          threshold={threshold}
          shown={shown}
          view={view}
          canDetect={canDetect}
          detection={detection}
          onChange={change}
        />
      )}
      {answer && tree && (
        <AnswerView
          answer={answer}
          tree={tree}
          found={found}
          threshold={threshold}
          view={view}
          busy={detecting}
          canDetect={canDetect}
          canCorrect={state.canCorrect ?? false}
          detection={detection}
          onChange={change}
        />
      )}
      {answer && state.canCorrect && (
        <Corrections hidden={hidden} hiddenShown={view.hiddenShown} onChange={change} />
      )}
      {!answer && detecting && <Skeleton />}
      {state.kind === "ready" && canDetect && <Explanation isFree={state.isFree ?? false} />}
      {answer && view.rawShown && <RawAnswer raw={answer.raw} copied={copied} />}
      <Footer
        account={state.object.account}
        answer={answer}
        rawShown={view.rawShown}
        copied={copied}
        onRaw={(rawShown) => change({ rawShown })}
      />
    </main>
  );
}

function namerOf(names: PanelState["names"]): Namer {
  if (!names) return asTheyCame;
  const shown = new Map(names.shown);
  return (name) => shown.get(name);
}

function answerOf(state: PanelState): PanelAnswer | undefined {
  return state.kind === "ready" ? undefined : state.answer;
}

function askedIn(state: PanelState): number {
  return state.kind === "detected" ? state.answer.threshold : state.threshold;
}

/** What has just happened, for screen readers; a failure is an alert of its own. */
function happening(state: PanelState, shown: ShownCount, threshold: number): string {
  const { notice = "" } = state;
  switch (state.kind) {
    case "ready":
      return notice;
    case "detecting":
      return t("Detecting labels at {0}.", formatScore(state.threshold));
    case "detected":
      return `${notice} ${shownText(shown, threshold)}`.trim();
    case "failed":
      return "";
  }
}

function shownText({ labels, all }: ShownCount, threshold: number): string {
  const from = formatScore(threshold);
  const count = grouped(labels);
  if (labels === all) {
    if (all === 1) return t("1 label at or above {0}.", from);
    return t("{0} labels at or above {1}.", count, from);
  }
  if (all === 1) return t("{0} of 1 label at or above {1}.", count, from);
  return t("{0} of {1} labels at or above {2}.", count, grouped(all), from);
}
