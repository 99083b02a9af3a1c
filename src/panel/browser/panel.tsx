/** The whole panel, drawn from the state that the extension posted and the view that the person has set up. */
import { useMemo } from "preact/hooks";
import { formatScore } from "../../labels/format.ts";
import { asTheyCame, type Namer } from "../../labels/shownNames.ts";
import { labelCount } from "../model/facts.ts";
import { labelTree } from "../model/labelTree.ts";
import { countShown, findItems } from "../model/rows.ts";
import type { CopyFormat, PanelAnswer, PanelState } from "../protocol.ts";
import { About } from "./about.tsx";
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
  const happened = useMemo(
    () => happening(state, labelCount(shown.labels, shown.all), threshold),
    [state],
  );

  return (
    <main class={`panel ${state.kind}`} aria-busy={detecting}>
      {detecting && <div class="progress" />}
      <div class="unseen" role="status">
        {copied ? "Copied." : happened}
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
function happening(state: PanelState, count: string, threshold: number): string {
  const { notice = "" } = state;
  switch (state.kind) {
    case "ready":
      return notice;
    case "detecting":
      return `Detecting labels at ${formatScore(state.threshold)}.`;
    case "detected":
      return `${notice} ${count} at or above ${formatScore(threshold)}.`.trim();
    case "failed":
      return "";
  }
}
