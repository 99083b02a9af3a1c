/** Where the answer comes from: when, for whom, how long it took, and its request id. */
import { t } from "@vscode/l10n";
import { useEffect, useState } from "preact/hooks";
import { around, slot } from "../../webview/browser/around.tsx";
import { ago, localTime } from "../model/facts.ts";
import type { CopyFormat, PanelAnswer } from "../protocol.ts";
import { CopyButton } from "./copy.tsx";
import { send } from "./host.ts";

interface FooterProps {
  readonly account: string;
  readonly answer: PanelAnswer | undefined;
  readonly rawShown: boolean;
  readonly copied: CopyFormat | undefined;
  readonly onRaw: (shown: boolean) => void;
}

export function Footer({ account, answer, rawShown, copied, onRaw }: FooterProps) {
  return (
    <footer>
      {answer && <Age detectedAt={answer.detectedAt} fromCache={answer.fromCache} />}
      {answer?.serverTime !== undefined && (
        <span title={t("Time the service took")}>{t("{0} ms", Math.round(answer.serverTime))}</span>
      )}
      {answer?.requestId && (
        <span class="request">
          <span class="id" title={t("request {0}", answer.requestId)}>
            {t("request {0}", answer.requestId)}
          </span>
          <CopyButton format="requestId" name={t("Copy request id")} copied={copied} />
        </span>
      )}
      <span title={t("Account")} class="account">
        {/account/i.test(account) ? (
          <bdi>{account}</bdi>
        ) : (
          around(t("account {0}", slot), <bdi>{account}</bdi>)
        )}
      </span>
      <span class="links">
        {answer && (
          <button
            type="button"
            class="link"
            aria-expanded={rawShown}
            onClick={() => onRaw(!rawShown)}
          >
            {rawShown ? t("Hide raw JSON") : t("Raw JSON")}
          </button>
        )}
        <button type="button" class="link" onClick={() => send({ type: "openSettings" })}>
          {t("Settings")}
        </button>
      </span>
    </footer>
  );
}

/** How often "2 min ago" is looked at again. In milliseconds. */
const refresh = 20_000;

function Age({ detectedAt, fromCache }: Pick<PanelAnswer, "detectedAt" | "fromCache">) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), refresh);
    return () => clearInterval(timer);
  }, [detectedAt]);
  const then = new Date(detectedAt);
  if (Number.isNaN(then.getTime())) return null;
  return (
    <span>
      {around(
        t("Detected {0}", slot),
        <time dateTime={detectedAt} title={localTime(then)}>
          {ago(then, now)}
        </time>,
      )}
      <span
        class="origin"
        title={
          fromCache
            ? t("From the label index; no call was made this time")
            : t("From a call made just now")
        }
      >
        {fromCache ? t("cached") : t("fresh")}
      </span>
    </span>
  );
}
