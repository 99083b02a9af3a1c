/** Small facts about the answer and the object. */
import { sizeText } from "../../labels/format.ts";
import { grouped, labelCount } from "../model/facts.ts";
import type { LabelTree } from "../model/labelTree.ts";
import type { PanelAnswer, PanelObject } from "../protocol.ts";

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
