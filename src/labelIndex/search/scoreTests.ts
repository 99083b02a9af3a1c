/** Conditions on one and the same label, judged by the scores in the postings as far as these tell. */
import type { LabelCondition, ScoreTest } from "../../query/query.ts";
import { removed } from "../changeLog.ts";
import { families, manyScores, postingOf, scoreSteps } from "../imageEntries.ts";
import { numbersOf } from "../postingBlock.ts";
import type { Postings } from "../postings.ts";
import type { Statements } from "../statements.ts";
import { firstImageOf, type ImageSet } from "./imageSet.ts";
import { matchingNames } from "./namePatterns.ts";
import type { Turns } from "./turns.ts";

/** What the postings say of one name's images. */
export interface Verdict {
  readonly name: number;
  /** Images whose label of the name is what is asked for. */
  readonly sure: ImageSet;
  /** Images whose labels must be looked at. */
  readonly unsure: ImageSet;
}

type Answer = "yes" | "no" | "unknown";

export interface ScoreSources {
  readonly statements: Statements;
  readonly postings: Postings;
  readonly turns: Turns;
  emptySet(): ImageSet;
}

/** One verdict for each name that a label of the condition may have. Images of none do not fulfil it. */
export async function* verdictsOn(
  condition: LabelCondition,
  { statements, postings, turns, emptySet }: ScoreSources,
): AsyncIterable<Verdict> {
  const meant = new Set(matchingNames(condition.name, statements));
  const isBelow = condition.reach === "below";
  const links = isBelow ? new Links(statements, postings, meant) : undefined;
  for (const name of links?.meantOrBelow ?? meant) {
    const isSure = meant.has(name) || links?.isAlwaysBelow(name) === true;
    const sure = emptySet();
    const unsure = emptySet();
    const judge = judgeOf(condition.where);
    for (const { block, written, changes } of postings.read(postingOf(families.scores, name))) {
      const first = firstImageOf(block);
      const put = (number: number, scores: number) => {
        const answer = judge(scores);
        if (answer === "yes" && isSure) sure.add(first + number);
        else if (answer !== "no") unsure.add(first + number);
      };
      const changed = changes?.latest;
      const numbers = written ? numbersOf(written) : [];
      for (let at = 0; at < numbers.length; at++) {
        const number = numbers[at] ?? 0;
        if (!changed?.has(number)) put(number, written?.relevance?.[at] ?? manyScores);
      }
      for (const [number, scores] of changed ?? []) if (scores !== removed) put(number, scores);
    }
    await turns.next();
    yield { name, sure, unsure };
  }
}

/** The answers to packed scores, each worked out once. */
function judgeOf(tests: readonly ScoreTest[]): (scores: number) => Answer {
  const known = new Map<number, Answer>();
  return (scores) => {
    let answer = known.get(scores);
    if (!answer) {
      answer = answerTo(tests, scores);
      known.set(scores, answer);
    }
    return answer;
  };
}

function answerTo(tests: readonly ScoreTest[], scores: number): Answer {
  if (scores === manyScores) return "unknown";
  const answers = tests.map((test) => answerToOne(test, scores));
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

function answerToOne({ score, operator, value }: ScoreTest, scores: number): Answer {
  if (score === "level") return "unknown";
  const step = score === "confidence" ? scores >>> 8 : scores & 255;
  if (step === 0) return "no";
  const stepOfValue = 1 + Math.floor(value * scoreSteps);
  if (step === stepOfValue) return "unknown";
  switch (operator) {
    case ">":
    case ">=":
      return step > stepOfValue ? "yes" : "no";
    case "<":
    case "<=":
      return step < stepOfValue ? "yes" : "no";
    case "=":
      return "no";
  }
}

/** Who is below whom in any image. */
class Links {
  readonly #meant: ReadonlySet<number>;
  readonly #parents = new Map<number, number[]>();
  readonly #children = new Map<number, number[]>();
  readonly #alwaysBelow = new Map<number, boolean>();

  constructor(statements: Statements, postings: Postings, meant: ReadonlySet<number>) {
    this.#meant = meant;
    for (const [id, parent, child, images] of statements.arrays(
      "SELECT id, parent, child, images FROM links",
    )) {
      const change = postings.countChange(postingOf(families.link, Number(id)));
      if (Number(images) + change <= 0) continue;
      append(this.#parents, Number(child), Number(parent));
      append(this.#children, Number(parent), Number(child));
    }
  }

  get meantOrBelow(): ReadonlySet<number> {
    const found = new Set(this.#meant);
    for (const name of found) for (const child of this.#children.get(name) ?? []) found.add(child);
    return found;
  }

  /** Whether whatever is above the name in an image leads to a name that is meant. */
  isAlwaysBelow(name: number): boolean {
    const known = this.#alwaysBelow.get(name);
    if (known !== undefined) return known;
    // A circle leads nowhere.
    this.#alwaysBelow.set(name, false);
    const parents = this.#parents.get(name) ?? [0];
    const isBelow = parents.every(
      (parent) => parent !== 0 && (this.#meant.has(parent) || this.isAlwaysBelow(parent)),
    );
    this.#alwaysBelow.set(name, isBelow);
    return isBelow;
  }
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
