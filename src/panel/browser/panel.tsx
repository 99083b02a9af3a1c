/** The whole panel, drawn from the state that the extension posted and the view that the person has set up. */
import { useMemo } from "preact/hooks";
import { labelTree } from "../model/labelTree.ts";
import { countAbove } from "../model/rows.ts";
import type { CopyFormat, PanelAnswer, PanelState } from "../protocol.ts";
import { About } from "./about.tsx";
import { AnswerView } from "./answerView.tsx";
import { ThresholdBar } from "./bar.tsx";
import { Failure } from "./failure.tsx";
import { Footer } from "./footer.tsx";
import { send } from "./host.ts";
import { Waiting } from "./placeholder.tsx";
import { RawAnswer } from "./rawAnswer.tsx";
import { Status } from "./status.tsx";
import { useView } from "./useView.ts";

interface PanelProps {
  readonly state: PanelState;
  /** What the clipboard has just received. */
  readonly copied: CopyFormat | undefined;
}

export function Panel({ state, copied }: PanelProps) {
  const answer = answerOf(state);
  const [view, change] = useView(state.object.uri, answer?.threshold);
  const labels = answer?.labels;
  const tree = useMemo(() => labels && labelTree(labels), [labels]);
  const threshold = view.threshold ?? answer?.threshold ?? askedIn(state);
  const shown = useMemo(() => (tree ? countAbove(tree, threshold) : 0), [tree, threshold]);
  const detecting = state.kind === "detecting";

  const detect = (at: number) => {
    // What was not known before will be seen: a slider further up would hide it.
    if (answer && at < answer.threshold) change({ threshold: at });
    send({ type: "detect", threshold: at });
  };

  return (
    <main class={`panel ${state.kind}`} aria-busy={detecting}>
      {detecting && <div class="progress" />}
      <Status state={state} copied={copied} />
      <About
        state={state}
        tree={tree}
        threshold={threshold}
        shown={shown}
        copied={copied}
        onDetect={detect}
      />
      {state.kind === "failed" && (
        <Failure state={state} threshold={threshold} copied={copied} onDetect={detect} />
      )}
      {!(detecting && !answer) && (
        <ThresholdBar
          asked={answer?.threshold}
          threshold={threshold}
          known={tree?.labelled.length ?? 0}
          shown={shown}
          view={view}
          busy={detecting}
          onChange={change}
          onDetect={detect}
        />
      )}
      {answer && tree ? (
        <AnswerView
          answer={answer}
          tree={tree}
          threshold={threshold}
          shown={shown}
          view={view}
          busy={detecting}
          onChange={change}
          onDetect={detect}
        />
      ) : (
        <Waiting kind={state.kind} />
      )}
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

function answerOf(state: PanelState): PanelAnswer | undefined {
  return state.kind === "ready" ? undefined : state.answer;
}

function askedIn(state: PanelState): number {
  return state.kind === "detected" ? state.answer.threshold : state.threshold;
}
