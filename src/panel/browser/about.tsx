/** The panel's head: the picture, what it is called, what it is of, and what can be done with it. */
import type { LabelTree } from "../model/labelTree.ts";
import type { CopyFormat, PanelState } from "../protocol.ts";
import { Chips } from "./chips.tsx";
import { CopyButton } from "./copyButton.tsx";
import { CopyMenu } from "./copyMenu.tsx";
import { DetectButton } from "./detectButton.tsx";
import { send } from "./host.ts";
import { Icon } from "./icon.tsx";
import { Picture } from "./picture.tsx";
import { SubjectSentence } from "./subjectSentence.tsx";

interface AboutProps {
  readonly state: PanelState;
  readonly tree: LabelTree | undefined;
  readonly threshold: number;
  /** Labels at or above the threshold. */
  readonly shown: number;
  readonly copied: CopyFormat | undefined;
  readonly onDetect: (threshold: number) => void;
}

export function About({ state, tree, threshold, shown, copied, onDetect }: AboutProps) {
  const { object, actions = [], note } = state;
  const answer = state.kind === "ready" ? undefined : state.answer;
  return (
    <header class="about">
      <Picture object={object} />
      <div class="facts">
        <h1 dir="auto" title={object.title}>
          {object.title}
        </h1>
        <div class="uri">
          <bdi class="mono" dir="ltr" title={object.uri}>
            {object.uri}
          </bdi>
          <CopyButton format="uri" name="Copy URI" copied={copied} />
        </div>
        {answer && <SubjectSentence labels={answer.labels} />}
        {state.kind === "ready" && <p class="sentence quiet">No labels known yet.</p>}
        <Chips object={object} answer={answer} tree={tree} shown={shown} />
        <div class="actions">
          <DetectButton state={state} threshold={threshold} onDetect={onDetect} />
          {answer && <CopyMenu threshold={threshold} copied={copied} />}
          {actions.map(({ id, title, tooltip }) => (
            <button
              key={id}
              type="button"
              class="button secondary"
              title={tooltip ?? title}
              onClick={() => send({ type: "action", id, threshold })}
            >
              {title}
            </button>
          ))}
        </div>
        {note && (
          <p class="note">
            <Icon name="info" />
            <span dir="auto">{note}</span>
          </p>
        )}
      </div>
    </header>
  );
}
