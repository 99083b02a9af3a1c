/** The same query, asked of another engine: first what it cannot be asked and what it costs, then page after page. */
import { Refusal } from "../../errors/refusal.ts";
import { clauseText } from "../../handOver/clauseText.ts";
import { detectionOfFile, imageOfFile, isWorthKeeping } from "../../handOver/intake.ts";
import { queryPriceText } from "../../handOver/price.ts";
import { spellingsIn } from "../../handOver/spellings.ts";
import { translateToImm } from "../../handOver/translateToImm.ts";
import { translateToMetaQuery } from "../../handOver/translateToMetaQuery.ts";
import type { EngineSort, Place, Translation } from "../../handOver/translation.ts";
import { approximationText, untranslatedText } from "../../handOver/words.ts";
import type { ImmQuery } from "../../imm/datasets.ts";
import { formatScore } from "../../labels/format.ts";
import { topLabels } from "../../labels/report.ts";
import { problemOf } from "../../messages/explain.ts";
import type { MetaQueryCondition } from "../../oss/calls/metaQuery.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { parseQuery } from "../../query/parse.ts";
import type { Query } from "../../query/query.ts";
import { valueName } from "../../writeBack/tagText.ts";
import type { Images } from "../images/images.ts";
import type { LabelStore } from "../images/labelStore.ts";
import type { LabelPanels } from "../panel/labelPanels.ts";
import { readSetting } from "../settings.ts";
import { priceFor } from "./giveBucket.ts";
import { engineName, type HandedOver } from "./handedOver.ts";
import { type OpenImmServices, withImm } from "./openImm.ts";
import { handedOverOf, keyParts, type PlaceServices } from "./place.ts";
import { named } from "./showHandOvers.ts";

export interface SearchServices extends PlaceServices, OpenImmServices {
  readonly images: Images;
  readonly labels: Pick<LabelStore, "latest" | "save">;
  readonly panels: LabelPanels;
}

const title = "Search at IMM or in the Bucket's Index";
const pageSize = 100;

interface Row {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly object?: ObjectRef;
  readonly action?: "more" | "again" | "count";
}

/** What has been answered to one question so far. */
interface Answered {
  readonly askedAt: Date;
  readonly rows: readonly Row[];
  /** Images whose labels came into the index. */
  readonly kept: number;
  /** Of all pages, where the engine says it. */
  readonly total?: number | undefined;
  readonly nextToken?: string | undefined;
}

interface Question {
  readonly entry: HandedOver;
  readonly place: Place;
  readonly translated: Translated;
}

type Translated = Extract<Translation<ImmQuery | MetaQueryCondition>, { kind: "translated" }>;

/** Questions that are not asked twice, though each might be billed: as many as a person looks back at. */
const maxRemembered = 50;

export class ElsewhereSearch {
  readonly #services: SearchServices;
  readonly #answered = new Map<string, Answered>();
  #lastTyped = "";

  constructor(services: SearchServices) {
    this.#services = services;
  }

  /** `query` is offered to begin with. Resolves when the person has left the results. */
  async run(argument: unknown, query?: string): Promise<void> {
    const { ui } = this.#services;
    const found = await handedOverOf(argument, title, this.#services);
    if (!found) return;
    const { entry, place } = found;
    if (query !== undefined) this.#lastTyped = query;
    for (;;) {
      const typed = await ui.ask({
        title: `Search ${place.bucket}/${place.prefix} at ${engineName(entry.engine)}`,
        prompt: "A query, such as label:cat size>1MB",
        value: this.#lastTyped,
        problem: (text) => problemOf(() => parseQuery(text)),
      });
      if (typed === undefined) return;
      this.#lastTyped = typed;
      const translation = translate(entry, place, parseQuery(typed), typed);
      if (translation.kind === "translated") {
        const narrower = await this.#show({ entry, place, translated: translation });
        if (narrower === undefined) return;
        this.#lastTyped = `${typed} ${narrower}`.trim();
      } else if (!(await this.#changesQuery(translation, entry))) return;
    }
  }

  /** Names what cannot be asked; true when the person wants to change the query. */
  async #changesQuery(
    translation: Exclude<Translation<unknown>, { kind: "translated" }>,
    { engine, bucket }: HandedOver,
  ): Promise<boolean> {
    const change = "Change the Query";
    const isNothing = translation.kind === "nothing";
    const chosen = await this.#services.ui.tell({
      text: isNothing
        ? `No image of ${bucket} can be what this query asks for: it is about another account or bucket.`
        : `This query cannot be asked of ${engineName(engine)}. Nothing was asked.`,
      severity: "warning",
      modal: true,
      ...(!isNothing && { detail: translation.clauses.map(untranslatedText).join("\n") }),
      buttons: [change],
    });
    return chosen === change;
  }

  /** A clause to narrow the query by; `undefined` when the person has left the results. */
  async #show(question: Question): Promise<string | undefined> {
    const name = JSON.stringify([question.entry, question.place, question.translated]);
    let answered = this.#answered.get(name);
    if (answered === undefined) {
      if (!(await this.#agrees(question))) return undefined;
      answered = await this.#ask(question, undefined);
      this.#remember(name, answered);
    }
    for (;;) {
      const chosen = await this.#pick(question, answered);
      if (chosen?.object) {
        await this.#open(chosen.object);
        return undefined;
      }
      if (chosen?.action === undefined) return undefined;
      if (chosen.action === "count") return this.#countByLabel(question);
      answered = await this.#ask(question, chosen.action === "more" ? answered : undefined);
      this.#remember(name, answered);
    }
  }

  #remember(name: string, answered: Answered): void {
    this.#answered.delete(name);
    this.#answered.set(name, answered);
    const [oldest] = this.#answered.keys();
    if (this.#answered.size > maxRemembered && oldest !== undefined) this.#answered.delete(oldest);
  }

  /** Says what it costs and where the answer may differ, before anything is asked. */
  async #agrees({ entry, place, translated }: Question): Promise<boolean> {
    const search = "Search";
    const { ui, accounts } = this.#services;
    const engine = engineName(entry.engine);
    const isPartial = await this.#isPartial(entry);
    const lines = [
      queryPriceText(priceFor(accounts.setting(entry.account)), engine),
      isPartial &&
        "The bucket has not been scanned to its end yet, so that images will be missing.",
      ...translated.approximations.map(approximationText),
    ];
    const chosen = await ui.tell({
      text: `Search ${place.bucket}/${place.prefix} at ${engine}?`,
      modal: true,
      detail: lines.filter(Boolean).join("\n"),
      buttons: [search],
    });
    return chosen === search;
  }

  /** Throws a `Refusal` where the engine cannot be asked. */
  async #isPartial(entry: HandedOver): Promise<boolean> {
    const { ui, accounts } = this.#services;
    const { account, bucket, engine } = entry;
    if (engine === "imm") {
      const binding = await withImm(accounts.setting(account), bucket, this.#services, (imm) =>
        ui.progress(`Asking IMM for ${bucket}`, (signal) => imm.binding(named(entry), signal)),
      );
      return binding?.phase === "FullScanning";
    }
    const client = await this.#services.client(account);
    const status = await ui.progress(`Looking at the index of ${bucket}`, (signal) =>
      client.metaQueryStatus(bucket, { signal }),
    );
    if (status === undefined) throw new Refusal("not-handed-over", { reason: "bucket", bucket });
    if (status.state === "Ready") throw new Refusal("index-being-prepared", { bucket });
    return status.phase === "FullScanning";
  }

  async #ask(question: Question, before: Answered | undefined): Promise<Answered> {
    const { ui } = this.#services;
    const { entry, place } = question;
    const page = await ui.progress(
      `Searching ${place.bucket} at ${engineName(entry.engine)}`,
      (signal) =>
        entry.engine === "imm"
          ? this.#askImm(question, before?.nextToken, signal)
          : this.#askIndex(question, before?.nextToken, signal),
    );
    return {
      ...page,
      rows: [...(before?.rows ?? []), ...page.rows],
      kept: (before?.kept ?? 0) + page.kept,
    };
  }

  async #askImm(
    { entry, translated }: Question,
    nextToken: string | undefined,
    signal: AbortSignal,
  ): Promise<Answered> {
    const { accounts } = this.#services;
    const { account, bucket } = entry;
    const { query, sort } = translated;
    const askedAt = new Date();
    const page = await withImm(accounts.setting(account), bucket, this.#services, (imm) =>
      imm.query({
        ...named(entry),
        ...(query && { query: query as ImmQuery }),
        ...sorting(sort),
        maxResults: pageSize,
        ...(nextToken !== undefined && { nextToken }),
        signal,
      }),
    );
    let kept = 0;
    const rows: Row[] = [];
    for (const file of page.files) {
      const object = imageOfFile(file, account);
      if (object === undefined) continue;
      const asked = { at: askedAt, requestId: page.requestId };
      const detection = detectionOfFile(file, account, asked);
      if (detection && isWorthKeeping(detection, await this.#services.labels.latest(object))) {
        await this.#services.labels.save(detection);
        kept += 1;
      }
      const labels = topLabels(file.labels ?? [], 4).map(({ name, confidence }) =>
        confidence === undefined ? name : `${name} ${formatScore(confidence)}`,
      );
      const { key } = object;
      rows.push({ ...keyParts(key), detail: labels.join(" · "), object: refOf(object) });
    }
    return { askedAt, rows, kept, total: page.totalHits, nextToken: page.nextToken };
  }

  async #askIndex(
    { entry, translated }: Question,
    nextToken: string | undefined,
    signal: AbortSignal,
  ): Promise<Answered> {
    const { account, bucket } = entry;
    const { query, sort } = translated;
    const client = await this.#services.client(account);
    const askedAt = new Date();
    const page = await client.queryMetadata(bucket, {
      ...(query && { query: query as MetaQueryCondition }),
      ...(sort && { sort }),
      maxResults: pageSize,
      ...(nextToken !== undefined && { nextToken }),
      signal,
    });
    const { keyPrefix } = readSetting("writeBack");
    const rows = page.objects.map(({ key, tags }): Row => {
      const ours = [...tags].filter(([name]) => name.startsWith(keyPrefix));
      const names = ours.map(([, value]) => valueName(value) ?? value);
      return { ...keyParts(key), detail: names.join(" · "), object: { account, bucket, key } };
    });
    return { askedAt, rows, kept: 0, nextToken: page.nextToken };
  }

  /** The labels of what was found, the most frequent first; the one that is chosen, as a clause. */
  async #countByLabel({ entry, place, translated }: Question): Promise<string | undefined> {
    const { ui, accounts } = this.#services;
    const { account, bucket } = entry;
    const query = translated.query as ImmQuery | undefined;
    const groups = await withImm(accounts.setting(account), bucket, this.#services, (imm) =>
      ui.progress(`Counting what is in ${bucket}`, (signal) =>
        imm.group({ ...named(entry), ...(query && { query }), signal }, "Labels.LabelName"),
      ),
    );
    const rows = groups.map(({ value, count }) => ({
      value,
      label: value,
      description: count.toLocaleString("en-US"),
    }));
    const chosen = await ui.pick(rows, {
      title: `Labels in ${place.bucket} at IMM: ${rows.length}`,
      placeholder: "Choose one to search for it, too",
    });
    if (!chosen) return undefined;
    const name = { match: "equal", text: chosen.value } as const;
    return clauseText({ kind: "label", name, reach: "exact", where: [] });
  }

  #pick({ entry, place }: Question, answered: Answered): Promise<Row | undefined> {
    const { ui, accounts } = this.#services;
    const { rows, total, nextToken, kept, askedAt } = answered;
    const price = isFreeText(accounts.setting(entry.account));
    const more: Row = { action: "more", label: `Load ${pageSize} More (1 query${price})` };
    const again: Row = {
      action: "again",
      label: `Ask Again (1 query${price})`,
      description: `answered at ${askedAt.toLocaleTimeString("en-GB")}`,
    };
    const count: Row = { action: "count", label: `Count Them by Label (1 query${price})` };
    const further = [
      ...(nextToken === undefined ? [] : [more]),
      ...(entry.engine === "imm" && rows.length > 0 ? [count] : []),
      again,
    ];
    const counts = [
      total === undefined ? `${rows.length} images` : `${rows.length} of ${total} images`,
      kept > 0 && `${kept} came into the label index`,
    ];
    return ui.pick([...rows, ...further], {
      title: `${place.bucket} at ${engineName(entry.engine)}: ${counts.filter(Boolean).join(", ")}`,
      matchOnDescription: true,
      matchOnDetail: true,
      keepOpen: true,
    });
  }

  async #open({ account, bucket, key }: ObjectRef): Promise<void> {
    const { images, panels } = this.#services;
    const image = await images.open({ kind: "object", account, address: { bucket, key } });
    await panels.preview(image).showKnown();
  }
}

function translate(
  entry: HandedOver,
  place: Place,
  query: Query,
  typed: string,
): Translation<ImmQuery | MetaQueryCondition> {
  const spellings = spellingsIn(typed, []);
  return entry.engine === "imm"
    ? translateToImm(query, place, spellings)
    : translateToMetaQuery(query, place, spellings, readSetting("writeBack"));
}

function sorting(sort: EngineSort | undefined) {
  return sort === undefined ? {} : { sort: [sort] };
}

function refOf({ account, bucket, key }: ObjectRef): ObjectRef {
  return { account, bucket, key };
}

function isFreeText(setting: Parameters<typeof priceFor>[0]): string {
  return priceFor(setting).isFree ? ", not billed" : ", billed";
}
