/** The same query, asked of another engine: first what it cannot be asked and what it costs, then page after page. */
import { queryPriceText } from "../../handOver/price.ts";
import { countText, grouped } from "../../labels/format.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { writeName } from "../../query/write.ts";
import type { Images } from "../images/images.ts";
import type { LabelPanels } from "../panel/labelPanels.ts";
import { queryProblem } from "../queryProblem.ts";
import {
  type ElsewherePage,
  type EngineServices,
  pageSize,
  type Question,
  questionOf,
  type ReadyQuestion,
} from "./engine.ts";
import { priceFor } from "./giveBucket.ts";
import { engineName } from "./handedOver.ts";
import { handedOverOf, keyParts, type PlaceServices, type Searched } from "./place.ts";

export interface SearchServices extends PlaceServices, EngineServices {
  readonly images: Images;
  readonly panels: LabelPanels;
}

const title = "Search at IMM or in the Bucket's Index";

/** All pages that have been asked for so far, as one. */
interface Answer extends ElsewherePage {
  readonly askedAt: Date;
}

interface Row {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly object?: ObjectRef;
  readonly action?: "more" | "again" | "count";
}

/** Answers that are shown again without a second question: as many as a person looks back at. */
const maxRemembered = 50;

export class ElsewhereSearch {
  readonly #services: SearchServices;
  /** By the question's id, the oldest first. */
  readonly #answers = new Map<string, Answer>();
  #lastTyped = "";

  constructor(services: SearchServices) {
    this.#services = services;
  }

  /** `query` is offered to begin with. Resolves when the person has left the results. */
  async run(argument: unknown, query?: string): Promise<void> {
    const searched = await handedOverOf(argument, title, this.#services);
    if (!searched) return;
    const { entry, place } = searched;
    let typed: string | undefined = query ?? this.#lastTyped;
    while (typed !== undefined) {
      typed = await this.#services.ui.ask({
        title: `Search oss://${place.bucket}/${place.prefix} at ${engineName(entry.engine)}`,
        prompt: "A query, such as label:cat size>1MB",
        value: typed,
        problem: queryProblem,
      });
      if (typed === undefined) return;
      this.#lastTyped = typed;
      const question = await questionOf(typed, entry, place, this.#services);
      typed =
        question.kind === "ready"
          ? await this.#show(typed, question, searched)
          : await this.#refused(typed, question, searched);
    }
  }

  /** Names what cannot be asked; the query to change, or `undefined` to leave it. */
  async #refused(
    typed: string,
    question: Exclude<Question, ReadyQuestion>,
    { entry: { bucket, engine } }: Searched,
  ): Promise<string | undefined> {
    const change = "Change the Query";
    const refusal =
      question.kind === "nothing"
        ? {
            text: `No image of ${bucket} can be what this query asks for: it is about another account or bucket. Nothing was asked.`,
          }
        : {
            text: `This query cannot be asked of ${engineName(engine)}. Nothing was asked.`,
            detail: question.reasons.join("\n"),
          };
    const { ui } = this.#services;
    const message = { ...refusal, severity: "warning", modal: true, buttons: [change] } as const;
    return (await ui.tell(message)) === change ? typed : undefined;
  }

  /** A narrower query to go on with; `undefined` when the person has left the results. */
  async #show(
    typed: string,
    question: ReadyQuestion,
    searched: Searched,
  ): Promise<string | undefined> {
    let answer = this.#answers.get(question.id);
    if (answer === undefined) {
      if (!(await this.#agrees(question, searched))) return undefined;
      answer = await this.#ask(question, undefined, searched);
    }
    for (;;) {
      const chosen = await this.#pick(question, answer, searched);
      if (chosen?.object) await this.#open(chosen.object);
      if (chosen?.action === undefined) return undefined;
      if (chosen.action === "count") {
        const clause = await this.#countByLabel(question, searched);
        return clause && `${typed} ${clause}`.trim();
      }
      answer = await this.#ask(question, chosen.action === "more" ? answer : undefined, searched);
    }
  }

  /** Says what it costs and where the answer may differ, before anything is asked. */
  async #agrees(question: ReadyQuestion, { entry, place }: Searched): Promise<boolean> {
    const { ui, accounts } = this.#services;
    const engine = engineName(entry.engine);
    const caution = await ui.progress(
      `Asking how far ${engine} is with ${place.bucket}`,
      (signal) => question.caution(signal),
    );
    const price = queryPriceText(priceFor(accounts.setting(entry.account)), entry.engine);
    const search = "Search";
    const chosen = await ui.tell({
      text: `Search oss://${place.bucket}/${place.prefix} at ${engine}?`,
      modal: true,
      detail: [price, caution, ...question.differences].filter(Boolean).join("\n"),
      buttons: [search],
    });
    return chosen === search;
  }

  /** One more page, or the first one anew. */
  async #ask(
    question: ReadyQuestion,
    before: Answer | undefined,
    { entry, place }: Searched,
  ): Promise<Answer> {
    const page = await this.#services.ui.progress(
      `Searching ${place.bucket} at ${engineName(entry.engine)}`,
      (signal) => question.page(before?.nextToken, signal),
    );
    const answer = {
      ...page,
      found: [...(before?.found ?? []), ...page.found],
      kept: (before?.kept ?? 0) + page.kept,
      askedAt: new Date(),
    };
    this.#answers.delete(question.id);
    this.#answers.set(question.id, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > maxRemembered && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  #pick(
    question: ReadyQuestion,
    answer: Answer,
    { entry, place }: Searched,
  ): Promise<Row | undefined> {
    const { ui, accounts } = this.#services;
    const { found, total, nextToken, kept, askedAt } = answer;
    const price = priceFor(accounts.setting(entry.account)).isFree ? "not billed" : "billed";
    const images = found.map(
      ({ object, labels }): Row => ({
        ...keyParts(object.key),
        detail: labels.join(" · "),
        object,
      }),
    );
    const further: Row[] = [];
    if (nextToken !== undefined) {
      further.push({ action: "more", label: `Load ${pageSize} More (1 query, ${price})` });
    }
    if (question.byLabel && found.length > 0) {
      further.push({ action: "count", label: `Count Them by Label (1 query, ${price})` });
    }
    further.push({
      action: "again",
      label: `Ask Again (1 query, ${price})`,
      description: `answered at ${askedAt.toLocaleTimeString("en-GB")}`,
    });
    const counts = [
      total === undefined
        ? countText(found.length, "image")
        : `${grouped(found.length)} of ${countText(total, "image")}`,
      kept > 0 && `${grouped(kept)} came into the label index`,
    ];
    return ui.pick([...images, ...further], {
      title: `${place.bucket} at ${engineName(entry.engine)}: ${counts.filter(Boolean).join(", ")}`,
      matchOnDescription: true,
      matchOnDetail: true,
      keepOpen: true,
    });
  }

  /** The labels of what was found, the most frequent first; the one that is chosen, as a clause. */
  async #countByLabel(
    { byLabel }: ReadyQuestion,
    { place }: Searched,
  ): Promise<string | undefined> {
    if (!byLabel) return undefined;
    const { ui } = this.#services;
    const groups = await ui.progress(`Counting what is in ${place.bucket}`, byLabel);
    const rows = groups.map(({ value, count }) => ({
      value,
      label: value,
      description: grouped(count),
    }));
    const chosen = await ui.pick(rows, {
      title: `Labels in ${place.bucket} at IMM: ${rows.length}`,
      placeholder: "Choose one to search for it, too",
    });
    return chosen && `label:=${writeName(chosen.value)}`;
  }

  async #open({ account, bucket, key }: ObjectRef): Promise<void> {
    const { images, panels } = this.#services;
    const image = await images.open({ kind: "object", account, address: { bucket, key } });
    await panels.preview(image).showKnown();
  }
}
