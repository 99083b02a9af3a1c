/** Why a call did not work, and the ways on: what mends it first. */
import { t } from "@vscode/l10n";
import { around, slot } from "../../webview/browser/around.tsx";
import { Icon } from "../../webview/browser/icon.tsx";
import type { CopyFormat, PanelFailed } from "../protocol.ts";
import { CopyButton } from "./copy.tsx";
import { DetectButton, type Detection } from "./detectButton.tsx";
import { send } from "./host.ts";

interface FailureProps {
  readonly state: PanelFailed;
  /** Where the slider stands. */
  readonly threshold: number;
  readonly copied: CopyFormat | undefined;
  readonly detection: Detection;
}

export function Failure({ state, threshold, copied, detection }: FailureProps) {
  const { sentence, code, requestId, serviceMessage, remedy, canRetry = true, answer } = state;
  // With an answer from before, the slider filters that; the failed call is what is tried again.
  const at = answer ? state.threshold : threshold;
  return (
    <section class="failure" aria-label={t("What went wrong")}>
      <Icon name="error" />
      <div>
        <p role="alert" dir="auto">
          {sentence}
        </p>
        {serviceMessage && (
          <p class="service">
            {around(t("The service says: {0}", slot), <q dir="auto">{serviceMessage}</q>)}
          </p>
        )}
        <p class="details mono">
          <span>{code}</span>
          {requestId && (
            <span class="request">
              <span class="id">{t("request {0}", requestId)}</span>
              <CopyButton format="requestId" name={t("Copy request id")} copied={copied} />
            </span>
          )}
        </p>
        <div class="actions">
          {remedy && (
            <button
              type="button"
              class="button primary"
              title={remedy.tooltip ?? remedy.title}
              onClick={() => send({ type: "action", id: remedy.id, threshold })}
            >
              {remedy.title}
            </button>
          )}
          {canRetry && (
            <DetectButton
              detection={detection}
              occasion="retry"
              threshold={at}
              saysThreshold={at !== state.threshold}
              look="secondary"
            />
          )}
          <button type="button" class="button secondary" onClick={() => send({ type: "showLog" })}>
            {t("Show log")}
          </button>
        </div>
        {answer && <p class="kept">{t("The previous answer is kept below.")}</p>}
      </div>
    </section>
  );
}
