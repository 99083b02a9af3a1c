/** Why a call did not work, and the ways on. */
import { callText } from "../model/facts.ts";
import type { CopyFormat, PanelFailed } from "../protocol.ts";
import { CopyButton } from "./copy.tsx";
import { send } from "./host.ts";
import { Icon } from "./icon.tsx";

interface FailureProps {
  readonly state: PanelFailed;
  /** Where the slider stands. */
  readonly threshold: number;
  readonly copied: CopyFormat | undefined;
  readonly onDetect: (threshold: number) => void;
}

export function Failure({ state, threshold, copied, onDetect }: FailureProps) {
  // With an answer from before, the slider filters that; the failed call is what is tried again.
  const at = state.answer ? state.threshold : threshold;
  return (
    <section class="failure">
      <Icon name="error" />
      <div>
        <p role="alert" dir="auto">
          {state.sentence}
        </p>
        <p class="details mono">
          <span>{state.code}</span>
          {state.requestId && (
            <span class="request">
              <span class="id">request {state.requestId}</span>
              <CopyButton format="requestId" name="Copy request id" copied={copied} />
            </span>
          )}
        </p>
        <div class="actions">
          <button type="button" class="button primary" onClick={() => onDetect(at)}>
            {callText("Try again", at === state.threshold ? undefined : at)}
          </button>
          <button type="button" class="button secondary" onClick={() => send({ type: "showLog" })}>
            Show log
          </button>
        </div>
        {state.answer && <p class="kept">The previous answer is kept below.</p>}
      </div>
    </section>
  );
}
