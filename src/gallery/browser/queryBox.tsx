/** The query: searched for while it is typed, completed at the cursor, and marked where it is wrong. */
import { t } from "@vscode/l10n";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { plainLine } from "../../labels/format.ts";
import { Icon } from "../../webview/browser/icon.tsx";
import type { CompletionItem, Completions, GalleryProblem, GalleryState } from "../protocol.ts";
import { send } from "./host.ts";

/** A person who types on is not interrupted. In milliseconds. */
const searchDelay = 200;
/** What is half written is wrong on the way; it is said when the person rests. In milliseconds. */
const problemDelay = 700;

interface QueryBoxProps {
  readonly state: GalleryState;
  readonly completions: Completions | undefined;
}

export function QueryBox({ state, completions }: QueryBoxProps) {
  const [text, setText] = useState(state.text);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef(0);
  const request = useRef(0);
  const [list, setList] = useState<{ readonly request: number; readonly index: number }>();
  useLayoutEffect(() => setText(state.text), [state.revision]);

  const search = (wanted: string) => {
    window.clearTimeout(timer.current);
    send({ type: "search", text: wanted });
  };
  const complete = (wanted: string, cursor: number) => {
    request.current += 1;
    send({ type: "complete", request: request.current, text: wanted, cursor });
    setList({ request: request.current, index: -1 });
  };
  const write = (wanted: string, cursor: number) => {
    setText(wanted);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => search(wanted), searchDelay);
    // A list of everything that could come next is there for who asks for it.
    if (/\S/.test(wanted.charAt(cursor - 1))) complete(wanted, cursor);
    else setList(undefined);
  };

  // The items of the request before stay until those of this one come: a list must not blink.
  const items = list && completions ? completions.items : [];
  const isOpen = items.length > 0;
  const index = list?.index ?? -1;
  const isCurrent = list !== undefined && completions?.request === list.request;
  const accept = (item: CompletionItem) => {
    // Those of a text before say where they belong in that.
    if (!completions || !isCurrent) return;
    const { from, to } = completions;
    const written = text.slice(0, from) + item.text + text.slice(to);
    const cursor = from + item.text.length;
    setCursor(input.current, written, cursor);
    write(written, cursor);
    // A whole condition is done; after a field its value is wanted.
    if (!/[:[]$/.test(item.text)) setList(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = items[index];
    if (step !== undefined && isOpen && list) {
      const next = index + step;
      setList({ ...list, index: next < -1 ? items.length - 1 : next >= items.length ? -1 : next });
    } else if (step === 1 || (event.key === " " && event.ctrlKey)) {
      complete(text, input.current?.selectionStart ?? text.length);
    } else if (event.key === "Enter" && item) accept(item);
    else if (event.key === "Enter") {
      setList(undefined);
      search(text);
    } else if (event.key === "Tab" && item && !event.shiftKey) accept(item);
    else if (event.key === "Escape" && isOpen) setList(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const problem = useRested(state.text === text ? state.problem : undefined);

  return (
    <search class="query">
      <div class="query-line">
        <Icon name="search" />
        {problem?.span && <Mark text={text} {...problem.span} input={input} />}
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={t("Query")}
          aria-expanded={isOpen}
          aria-controls="completions"
          aria-autocomplete="list"
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? "problem" : undefined}
          aria-activedescendant={index >= 0 ? `completion-${index}` : undefined}
          placeholder={t("A label, or label:cat size>1MB")}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          dir="auto"
          value={text}
          onInput={({ currentTarget }) =>
            write(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length)
          }
          onKeyDown={onKeyDown}
          onBlur={() => setList(undefined)}
        />
        {text !== "" && (
          <button
            type="button"
            class="icon-button"
            aria-label={t("Clear the query")}
            title={t("Clear the query")}
            onClick={() => {
              setText("");
              search("");
              input.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <div
        class="menu completions"
        id="completions"
        role="listbox"
        aria-label={t("Completions")}
        aria-busy={!isCurrent}
        hidden={!isOpen}
      >
        {items.map((item, at) => (
          <div
            key={`${at} ${item.text}`}
            id={`completion-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            // The box keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              accept(item);
            }}
          >
            <bdi>{plainLine(item.title)}</bdi> <span>{item.detail}</span>
          </div>
        ))}
      </div>
      {problem && !isOpen && <ProblemText problem={problem} />}
    </search>
  );
}

function setCursor(input: HTMLInputElement | null, text: string, cursor: number): void {
  if (!input) return;
  input.value = text;
  input.setSelectionRange(cursor, cursor);
  input.focus();
}

/** A problem that has stood for a moment; gone at once when it is mended. */
function useRested(problem: GalleryProblem | undefined): GalleryProblem | undefined {
  const [rested, setRested] = useState(problem);
  useEffect(() => {
    if (!problem) return setRested(undefined);
    const timer = window.setTimeout(() => setRested(problem), problemDelay);
    return () => window.clearTimeout(timer);
  }, [problem]);
  return problem && rested;
}

interface MarkProps {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly input: { readonly current: HTMLInputElement | null };
}

/** Lies behind the box with the same text, unseen, and underlines what cannot be read. */
function Mark({ text, start, end, input }: MarkProps) {
  const mark = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = input;
    const line = mark.current?.parentElement;
    if (!current || !line) return;
    const follow = () => {
      line.style.transform = `translateX(${-current.scrollLeft}px)`;
      const query = current.closest<HTMLElement>(".query");
      const left = (mark.current?.offsetLeft ?? 0) - current.scrollLeft;
      query?.style.setProperty("--wrong-at", `${Math.max(0, left)}px`);
    };
    follow();
    current.addEventListener("scroll", follow);
    return () => current.removeEventListener("scroll", follow);
  });
  return (
    <div class="query-mark" aria-hidden="true">
      <span>
        {text.slice(0, start)}
        <mark ref={mark}>{text.slice(start, end)}</mark>
      </span>
    </div>
  );
}

function ProblemText({ problem: { sentence, span } }: { readonly problem: GalleryProblem }) {
  return (
    <p class={span ? "problem pointing" : "problem"} id="problem" role="alert">
      {sentence}
    </p>
  );
}
