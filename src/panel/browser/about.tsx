/** The panel's head: the picture, what it is called, what it is of, and what can be done with it. */

import { useMemo } from "preact/hooks";
import { plainLine, sizeText } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { mainSubject, subjectSentence } from "../../labels/subject.ts";
import { grouped, labelCount } from "../model/facts.ts";
import type { LabelTree } from "../model/labelTree.ts";
import type { CopyFormat, PanelAnswer, PanelObject, PanelState } from "../protocol.ts";
import { CopyButton, CopyMenu } from "./copy.tsx";
import { DetectButton } from "./detectButton.tsx";
import { send } from "./host.ts";
import { Icon } from "./icon.tsx";
import { Picture } from "./picture.tsx";

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

interface ChipsProps {
  readonly object: PanelObject;
  readonly answer: PanelAnswer | undefined;
  readonly tree: LabelTree | undefined;
  /** Labels at or above the threshold. */
  readonly shown: number;
}

export function Chips({ object, answer, tree, shown }: ChipsProps) {
  const facts = [...answerFacts(answer, tree, shown), ...objectFacts(object)];
  if (facts.length === 0) return null;
  return (
    <ul class="chips">
      {facts.map(([name, text]) => (
        <li key={name} title={name}>
          {text}
        </li>
      ))}
    </ul>
  );
}

type Fact = readonly [name: string, text: string];

function answerFacts(
  answer: PanelAnswer | undefined,
  tree: LabelTree | undefined,
  shown: number,
): Fact[] {
  if (!answer || !tree) return [];
  const all = tree.labelled.length;
  const roots = tree.roots.length;
  const languages = new Set(answer.labels.flatMap(({ language }) => language ?? []));
  return [
    ["Labels at or above the threshold", labelCount(shown, all)],
    ...(roots > 0
      ? [["Trees of labels", roots === 1 ? "1 category" : `${grouped(roots)} categories`] as const]
      : []),
    ...(languages.size > 0
      ? [["Language of the labels", [...languages].slice(0, 3).join(", ")] as const]
      : []),
  ];
}

function objectFacts({ width, height, size }: PanelObject): Fact[] {
  return [
    ...(width && height ? [["Pixels", `${width} × ${height}`] as const] : []),
    ...(size === undefined ? [] : [["Size", sizeText(size)] as const]),
  ];
}

export function SubjectSentence({ labels }: { readonly labels: readonly Label[] }) {
  const parts = useMemo(() => sentenceParts(labels), [labels]);
  if (parts.length === 0) return null;
  return (
    <p class="sentence" title={parts.map(({ text }) => text).join("")}>
      {parts.map(({ text, isName }, index) =>
        isName ? (
          <strong key={index} dir="auto" lang={labels[0]?.language}>
            {text}
          </strong>
        ) : (
          text
        ),
      )}
    </p>
  );
}

interface SentencePart {
  readonly text: string;
  readonly isName: boolean;
}

function sentenceParts(labels: readonly Label[]): SentencePart[] {
  const sentence = subjectSentence(labels);
  const subject = mainSubject(labels);
  if (!sentence || !subject) return [];
  const names = [subject.label.name, subject.category].flatMap(
    (name) => plainLine(name ?? "") || [],
  );
  const parts: SentencePart[] = [];
  let rest = sentence;
  for (const name of names) {
    const at = rest.indexOf(name);
    if (at < 0) continue;
    parts.push({ text: rest.slice(0, at), isName: false }, { text: name, isName: true });
    rest = rest.slice(at + name.length);
  }
  return [...parts, { text: rest, isName: false }];
}
