/** The panel's head: the picture, what it is called, what it is of, and what can be done with it. */
import { t } from "@vscode/l10n";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { correctedLabels } from "../../labels/corrections.ts";
import { formatScore, grouped, joined, sizeText } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import {
  type LabelLanguage,
  labelLanguages,
  labelLanguageTitle,
  type Namer,
} from "../../labels/shownNames.ts";
import { type SentencePart, subjectSentenceParts } from "../../labels/subject.ts";
import { Icon } from "../../webview/browser/icon.tsx";
import { MenuButton } from "../../webview/browser/menu.tsx";
import { callText, labelCount, languageWords } from "../model/facts.ts";
import type { CopyFormat, PanelAnswer, PanelObject, PanelState } from "../protocol.ts";
import { CopyButton, CopyMenu } from "./copy.tsx";
import { DetectButton, type Detection } from "./detectButton.tsx";
import { send } from "./host.ts";
import { Picture } from "./picture.tsx";
import { useFitsOneRow } from "./useSize.ts";

/** What the list shows of an answer. */
export interface ShownCount {
  readonly labels: number;
  /** Trees that they stand in. */
  readonly categories: number;
  /** Labels of the whole answer. */
  readonly all: number;
}

interface AboutProps {
  readonly state: PanelState;
  readonly answer: PanelAnswer | undefined;
  /** What labels are called in the reader's language. */
  readonly namer: Namer;
  readonly shown: ShownCount;
  readonly threshold: number;
  readonly copied: CopyFormat | undefined;
  readonly detection: Detection;
}

export function About(props: AboutProps) {
  const { state, answer, namer, shown, copied } = props;
  const { object, note, labelsNote, notice, canDetect = true } = state;
  const labels = useMemo(
    () => answer && correctedLabels(answer.labels, answer.corrections),
    [answer],
  );
  const sentence = useMemo(() => subjectSentenceParts(labels ?? [], namer), [labels, namer]);
  const alt = sentence.map(({ text }) => text).join("");
  const aboutLabels = shown.all > 0 && state.kind !== "failed" ? labelsNote : undefined;
  const notes = [notice, note, aboutLabels].filter((text) => text !== undefined);
  return (
    <header class="about">
      <Picture object={object} alt={alt || object.title} />
      <div class="title">
        <h1 dir="auto" title={object.title}>
          {object.title}
        </h1>
        <div class="uri">
          {object.uri !== object.title && (
            <bdi class="mono" dir="ltr" title={object.uri}>
              {object.uri}
            </bdi>
          )}
          <CopyButton format="uri" name={t("Copy URI")} copied={copied} />
          {state.canWalk && <WalkButtons />}
        </div>
      </div>
      <div class="facts">
        {sentence.length > 0 && (
          <p class="sentence" title={sentenceTitle(sentence)}>
            {sentence.map(({ text, name }, index) =>
              name ? (
                <strong key={index} dir="auto" lang={name.language}>
                  {text}
                </strong>
              ) : (
                text
              ),
            )}
          </p>
        )}
        {!canDetect && (
          <p class="sentence quiet">{t("Only JPEG and PNG images can be labelled.")}</p>
        )}
        {canDetect && state.kind === "ready" && (
          <p class="sentence quiet">{t("No labels known yet.")}</p>
        )}
        <Facts object={object} labels={labels} shown={shown} />
        {shown.all > 0 && <LanguageMenu language={state.names?.language ?? "original"} />}
        <Actions {...props} />
        {notes.map((text) => (
          <p key={text} class="note">
            <Icon name="info" />
            <span dir="auto">{text}</span>
          </p>
        ))}
      </div>
    </header>
  );
}

/** Which of the two was pressed: it has the focus again when the next picture has taken the place of this one. */
let pressed: 1 | -1 | undefined;

function WalkButtons() {
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (pressed === undefined) return;
    const button = pressed < 0 ? "button" : "button + button";
    // At an end of the list none took its place: meanwhile people may have gone to the tree, where the focus stays.
    if (document.hasFocus()) box.current?.querySelector<HTMLElement>(button)?.focus();
    pressed = undefined;
  }, []);
  const walk = (step: 1 | -1) => {
    pressed = step;
    send({ type: "walk", step });
  };
  return (
    <span class="walk" ref={box}>
      <button
        type="button"
        class="icon-button"
        aria-label={t("Previous picture")}
        title={t("Previous picture (←)")}
        onClick={() => walk(-1)}
      >
        <Icon name="chevronLeft" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t("Next picture")}
        title={t("Next picture (→)")}
        onClick={() => walk(1)}
      >
        <Icon name="chevronRight" />
      </button>
    </span>
  );
}

/** The whole sentence, and below it what the service named what is shown under other names. */
function sentenceTitle(sentence: readonly SentencePart[]): string {
  const text = sentence.map((part) => part.text).join("");
  const named = sentence.flatMap((part) =>
    part.name?.original === undefined ? [] : `${part.text} = ${part.name.original}`,
  );
  return [text, ...named].join("\n");
}

/** In which language names are shown, here and in all other views. */
function LanguageMenu({ language }: { readonly language: LabelLanguage }) {
  return (
    <div class="names">
      <MenuButton
        label={t("Names of labels")}
        look="link"
        items={labelLanguages.map((key) => ({
          key,
          title: labelLanguageTitle(key),
          isChosen: key === language,
        }))}
        onChoose={(chosen) => send({ type: "labelLanguage", language: chosen })}
      >
        {t("Names: {0}", labelLanguageTitle(language))}
      </MenuButton>
    </div>
  );
}

interface FactsProps {
  readonly object: PanelObject;
  readonly labels: readonly Label[] | undefined;
  readonly shown: ShownCount;
}

/** Small facts about the answer and the object, on one quiet line. */
function Facts({ object: { width, height, size }, labels, shown }: FactsProps) {
  const languages = useMemo(() => languageWords(labels ?? []), [labels]);
  const { labels: count, categories, all } = shown;
  const facts: (readonly [name: string, text: string])[] = [];
  if (all > 0) {
    facts.push([t("Labels shown"), labelCount(count, all)]);
    if (count > 0) facts.push([t("Trees of labels shown"), categoryCount(categories)]);
    if (languages.length > 0) facts.push([t("Language of the names"), joined(languages)]);
  }
  if (width && height) facts.push([t("Pixels"), `${width} × ${height}`]);
  if (size !== undefined) facts.push([t("Size"), sizeText(size)]);
  if (facts.length === 0) return null;
  return (
    <ul class="facts-line">
      {facts.map(([name, text]) => (
        <li key={name} title={name}>
          {text}
        </li>
      ))}
    </ul>
  );
}

function categoryCount(count: number): string {
  return count === 1 ? t("1 category") : t("{0} categories", grouped(count));
}

/** What can be done: while nothing is known, a detection first; afterwards the use of what is known. */
function Actions({ state, answer, threshold, copied, detection }: AboutProps) {
  const { actions = [], canDetect = true } = state;
  const buttons = actions.map(({ id, title, tooltip }) => (
    <button
      key={id}
      type="button"
      class="button secondary"
      title={tooltip ?? title}
      onClick={() => send({ type: "action", id, threshold })}
    >
      {title}
    </button>
  ));
  const box = useRef<HTMLDivElement>(null);
  useKeptFocus(box);
  // A failed call, an empty answer and a slider below the mark offer their own way on.
  const offersAgain =
    state.kind === "detected" &&
    canDetect &&
    state.answer.labels.length > 0 &&
    threshold >= state.answer.threshold;
  const content = [state.kind, detection.isFree, offersAgain, ...actions.map(({ title }) => title)];
  const fits = useFitsOneRow(box, content.join("\n"));
  const copy = answer && answer.labels.length > 0 && (
    <CopyMenu
      threshold={threshold}
      copied={copied}
      look={state.kind === "detected" ? "primary" : "secondary"}
    />
  );
  if (state.kind === "detecting") {
    return (
      <div class="actions" ref={box}>
        <button
          type="button"
          class="button secondary"
          onClick={detection.cancel}
          // A key that is held down since the detection was asked for is not meant to end it.
          onKeyDown={(event) => event.repeat && event.preventDefault()}
        >
          {t("Cancel")}
        </button>
        <span class="under-way">{t("Detecting labels at {0}…", formatScore(state.threshold))}</span>
      </div>
    );
  }
  if (state.kind === "ready") {
    return (
      <div class="actions" ref={box}>
        {canDetect && (
          <DetectButton
            detection={detection}
            occasion="first"
            threshold={threshold}
            saysThreshold={threshold !== state.threshold}
            look="primary"
          />
        )}
        {buttons}
      </div>
    );
  }
  const known = answer?.threshold ?? threshold;
  if (!fits && copy && actions.length + Number(offersAgain) > 1) {
    // One line of buttons, so that labels are seen without scrolling.
    const again = "detectAgain";
    const title = callText("again", detection.isFree);
    const items = [
      ...actions.map((action) => ({ key: action.id, title: action.title })),
      ...(offersAgain ? [{ key: again, title, isDisabled: detection.isShut }] : []),
    ];
    return (
      <div class="actions" ref={box}>
        {copy}
        <MenuButton
          label={t("More to do with these labels")}
          look="secondary"
          items={items}
          onChoose={(id) => {
            if (id === again) detection.start(known);
            else send({ type: "action", id, threshold });
          }}
        >
          {t("More")}
        </MenuButton>
      </div>
    );
  }
  return (
    <div class="actions" ref={box}>
      {copy}
      {buttons}
      {offersAgain && (
        <DetectButton
          detection={detection}
          occasion="again"
          threshold={known}
          saysThreshold={false}
          look="secondary"
        />
      )}
    </div>
  );
}

/** Where a new state or another width takes the focused button away, its place's first button takes the focus. */
function useKeptFocus(box: RefObject<HTMLDivElement | null>): void {
  // While drawing, the buttons of the state before are still there.
  const hadFocus = box.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (!hadFocus || box.current?.contains(document.activeElement)) return;
    box.current?.querySelector("button")?.focus();
  });
}
