/** Starts a detection, in whatever form the panel offers it, and keeps one press from being billed twice. */
import { t } from "@vscode/l10n";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatScore } from "../../labels/format.ts";
import { callText, type Occasion } from "../model/facts.ts";
import { send } from "./host.ts";

/** What a part of the panel needs in order to offer a detection. */
export interface Detection {
  /** Asks for one billable call at a threshold; does nothing while `isShut`. */
  readonly start: (threshold: number) => void;
  /** True while a call is under way, and for a second after a press and after an answer. */
  readonly isShut: boolean;
  /** True where the account that is asked bills nothing. */
  readonly isFree: boolean;
  /** Gives the call up; does nothing for a moment after it was asked for, where a double click would end. */
  readonly cancel: () => void;
}

/** A second press that was meant for what stood there before comes within this time. In milliseconds. */
const pause = 1000;
/** A double click is over by then. In milliseconds. */
const doubleClick = 500;

/** `isUnderWay`: the extension says that a call is. `ask` tells it what the person wants. */
export function useDetection(
  isUnderWay: boolean,
  isFree: boolean,
  ask: (threshold: number) => void,
): Detection {
  const openFrom = useRef(0);
  const cancelledFrom = useRef(0);
  const wasUnderWay = useRef(isUnderWay);
  const [isPaused, setPaused] = useState(false);
  const timer = useRef(0);

  const shut = () => {
    openFrom.current = performance.now() + pause;
    setPaused(true);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setPaused(false), pause);
  };
  useLayoutEffect(() => {
    if (wasUnderWay.current && !isUnderWay) shut();
    wasUnderWay.current = isUnderWay;
  }, [isUnderWay]);
  useLayoutEffect(() => () => window.clearTimeout(timer.current), []);

  return {
    isShut: isUnderWay || isPaused,
    isFree,
    start: (threshold) => {
      if (isUnderWay || performance.now() < openFrom.current) return;
      shut();
      cancelledFrom.current = performance.now() + doubleClick;
      ask(threshold);
    },
    cancel: () => {
      if (performance.now() >= cancelledFrom.current) send({ type: "cancel" });
    },
  };
}

interface DetectButtonProps {
  readonly detection: Detection;
  readonly occasion: Occasion;
  /** 0–1: what is asked for. */
  readonly threshold: number;
  /** Whether the text says the threshold. */
  readonly saysThreshold: boolean;
  readonly look: "primary" | "secondary" | "link";
}

/** A button that says that it is one billable call, or that it is free. */
export function DetectButton(props: DetectButtonProps) {
  const { detection, occasion, threshold, saysThreshold, look } = props;
  const at = formatScore(threshold);
  return (
    <button
      type="button"
      class={look === "link" ? look : `button ${look}`}
      // Not `disabled`: that would take the focus away from who pressed it.
      aria-disabled={detection.isShut}
      title={
        detection.isFree
          ? t("Asks for labels at threshold {0}; nothing is billed", at)
          : t("Asks the service for labels: one billable call at threshold {0}", at)
      }
      onClick={() => detection.start(threshold)}
    >
      {callText(occasion, detection.isFree, saysThreshold ? threshold : undefined)}
    </button>
  );
}
