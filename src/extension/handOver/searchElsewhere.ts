/** The same query, asked of another engine: first what it cannot be asked and what it costs, then page after page. */
import { t } from "@vscode/l10n";
import { queryPriceText } from "../../handOver/price.ts";
import { grouped, imagesText, joined } from "../../labels/format.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { writeName } from "../../query/write.ts";
import type { AskQuery } from "../askQuery.ts";
import type { Images } from "../images/images.ts";
import type { LabelPanels } from "../panel/labelPanels.ts";
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
  readonly askQuery: AskQuery;
}

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
    const title = t("Search at IMM or in the Bucket's Index");
    const searched = await handedOverOf(argument, title, this.#services);
    if (!searched) return;
    const { entry, place } = searched;
    let typed: string | undefined = query ?? this.#lastTyped;
    while (typed !== undefined) {
      typed = await this.#services.askQuery({
        title: t("Search {0} at {1}", uriOf(place), engineName(entry.engine)),
        prompt: t("A query, such as {0}", "label:cat size>1MB"),
        value: typed,
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
    const change = t("Change the Query");
    const refusal =
      question.kind === "nothing"
        ? {
            text: t(
              "No image of {0} can be what this query asks for: it is about another account or bucket. Nothing was asked.",
              bucket,
            ),
          }
        : {
            text: t("This query cannot be asked of {0}. Nothing was asked.", engineName(engine)),
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
      t("Asking how far {0} is with {1}", engine, place.bucket),
      (signal) => question.caution(signal),
    );
    const price = queryPriceText(priceFor(accounts.setting(entry.account)), entry.engine);
    const search = t("Search");
    const chosen = await ui.tell({
      text: t("Search {0} at {1}?", uriOf(place), engine),
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
      t("Searching {0} at {1}", place.bucket, engineName(entry.engine)),
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
    const price = priceFor(accounts.setting(entry.account)).isFree ? t("not billed") : t("billed");
    const images = found.map(
      ({ object, labels }): Row => ({
        ...keyParts(object.key),
        detail: labels.join(" · "),
        object,
      }),
    );
    const further: Row[] = [];
    if (nextToken !== undefined) {
      further.push({ action: "more", label: t("Load {0} More (1 query, {1})", pageSize, price) });
    }
    if (question.byLabel && found.length > 0) {
      further.push({ action: "count", label: t("Count Them by Label (1 query, {0})", price) });
    }
    further.push({
      action: "again",
      label: t("Ask Again (1 query, {0})", price),
      description: t("answered at {0}", askedAt.toLocaleTimeString("en-GB")),
    });
    const counts = [
      total === undefined
        ? imagesText(found.length)
        : t("{0} of {1}", grouped(found.length), imagesText(total)),
      ...(kept > 0 ? [t("{0} came into the label index", grouped(kept))] : []),
    ];
    return ui.pick([...images, ...further], {
      title: t("{bucket} at {engine}: {counts}", {
        bucket: place.bucket,
        engine: engineName(entry.engine),
        counts: joined(counts),
      }),
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
    const groups = await ui.progress(t("Counting what is in {0}", place.bucket), byLabel);
    const rows = groups.map(({ value, count }) => ({
      value,
      label: value,
      description: grouped(count),
    }));
    const chosen = await ui.pick(rows, {
      title: t("Labels in {0} at IMM: {1}", place.bucket, grouped(rows.length)),
      placeholder: t("Choose one to search for it, too"),
    });
    return chosen && `label:=${writeName(chosen.value)}`;
  }

  async #open({ account, bucket, key }: ObjectRef): Promise<void> {
    const { images, panels } = this.#services;
    const image = await images.open({ kind: "object", account, address: { bucket, key } });
    await panels.preview(image).showKnown();
  }
}

function uriOf({ bucket, prefix }: Searched["place"]): string {
  return `oss://${bucket}/${prefix}`;
}
