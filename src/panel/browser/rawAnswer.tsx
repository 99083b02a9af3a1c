/** The answer's body as it came, laid out, with a search that marks what it finds. */
import { t } from "@vscode/l10n";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { grouped } from "../../labels/format.ts";
import { withTextMenu } from "../../webview/browser/textMenu.ts";
import { indentJson } from "../model/indentJson.ts";
import type { CopyFormat } from "../protocol.ts";
import { CopyButton } from "./copy.tsx";
import { markMatches, showMatch } from "./textMarks.ts";

interface RawAnswerProps {
  readonly raw: string;
  readonly copied: CopyFormat | undefined;
}

/** More is not shown, as it would stall the page; "Copy" has it all. In characters. */
const maxShown = 2_000_000;

export function RawAnswer({ raw, copied }: RawAnswerProps) {
  const text = useMemo(() => indentJson(raw.slice(0, maxShown)), [raw]);
  const [search, setSearch] = useState("");
  const [count, setCount] = useState(0);
  const [current, setCurrent] = useState(0);
  const body = useRef<HTMLPreElement>(null);
  const section = useRef<HTMLElement>(null);

  useEffect(() => section.current?.scrollIntoView({ block: "nearest" }), []);
  useEffect(() => {
    setCount(markMatches(body.current, search));
    setCurrent(0);
    return () => void markMatches(null, "");
  }, [text, search]);
  useEffect(() => {
    if (count > 0) showMatch(current);
  }, [count, current]);

  const step = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || count === 0) return;
    event.preventDefault();
    setCurrent((current + (event.shiftKey ? count - 1 : 1)) % count);
  };
  return (
    <section class="raw" ref={section} aria-label={t("Raw JSON")}>
      <div class="raw-head">
        <h2>{t("Raw JSON")}</h2>
        <input
          {...withTextMenu}
          type="search"
          placeholder={t("Find")}
          aria-label={t("Find in the raw JSON")}
          spellcheck={false}
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
          onKeyDown={step}
        />
        <span class="found" role="status">
          {search &&
            (count > 0 ? t("{0} of {1}", grouped(current + 1), grouped(count)) : t("No match"))}
        </span>
        <CopyButton format="raw" name={t("Copy raw JSON")} copied={copied} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
      <pre ref={body} tabIndex={0} dir="ltr">
        {text}
      </pre>
      {raw.length > maxShown && (
        <p class="cut">{t("The rest is left out here; copying has all of it.")}</p>
      )}
    </section>
  );
}
