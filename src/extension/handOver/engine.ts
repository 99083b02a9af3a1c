/** What a query becomes at an engine that a bucket was given to: questions that are ready to be asked, page by page. */
import { t } from "@vscode/l10n";
import { Refusal } from "../../errors/refusal.ts";
import {
  detectionOfFile,
  imageOfFile,
  imageOfObject,
  isWorthKeeping,
} from "../../handOver/intake.ts";
import { namesIn, spellingsIn } from "../../handOver/spellings.ts";
import { translateToImm } from "../../handOver/translateToImm.ts";
import { translateToMetaQuery } from "../../handOver/translateToMetaQuery.ts";
import type { Place, Translation } from "../../handOver/translation.ts";
import { differenceTexts, untranslatedText } from "../../handOver/words.ts";
import type { Imm, ImmGroup, ImmQuery } from "../../imm/datasets.ts";
import { formatScore } from "../../labels/format.ts";
import { topLabels } from "../../labels/report.ts";
import type { MetaQueryCondition } from "../../oss/calls/metaQuery.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { parseQuery } from "../../query/parse.ts";
import type { Query } from "../../query/query.ts";
import { isDetectableName } from "../../references/imageExtension.ts";
import { tagKeys } from "../../writeBack/tagChange.ts";
import { valueName } from "../../writeBack/tagText.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { LabelStore } from "../images/labelStore.ts";
import { readSetting } from "../settings.ts";
import type { HandedOver } from "./handedOver.ts";
import { type OpenImmServices, withImm } from "./openImm.ts";

export interface EngineServices extends OpenImmServices {
  readonly accounts: Accounts;
  readonly labels: Pick<LabelStore, "index" | "latest" | "save">;
}

export interface FoundElsewhere {
  readonly object: ObjectRef;
  /** Names of labels, with their confidence where the engine has it. */
  readonly labels: readonly string[];
}

export interface ElsewherePage {
  readonly found: readonly FoundElsewhere[];
  /** Images whose labels came into the label index. */
  readonly kept: number;
  /** Of all pages, where the engine says it. */
  readonly total?: number | undefined;
  /** Absent on the last page. */
  readonly nextToken?: string | undefined;
}

/** A question that has been translated, and nothing of it asked. */
export interface ReadyQuestion {
  readonly kind: "ready";
  /** The same for the same question. */
  readonly id: string;
  /** How the answer may differ from that of the label index, a sentence each. */
  readonly differences: readonly string[];
  /** Why the answer may lack images; throws a `Refusal` where the engine cannot be asked. Asks for its state. */
  caution(signal: AbortSignal): Promise<string | undefined>;
  /** One query of the engine, which may be billed. */
  page(nextToken: string | undefined, signal: AbortSignal): Promise<ElsewherePage>;
  /** Also one query: what is found, by its labels. Absent where the engine knows none. */
  readonly byLabel?: (signal: AbortSignal) => Promise<readonly ImmGroup[]>;
}

export type Question =
  | ReadyQuestion
  /** No image of the place can be what is asked for. */
  | { readonly kind: "nothing" }
  /** What cannot be asked, a sentence each. */
  | { readonly kind: "untranslatable"; readonly reasons: readonly string[] };

/** Of each query: as many as the engines give at once. */
export const pageSize = 100;

/** Throws the refusal `query-syntax` for a text that is no query. */
export async function questionOf(
  typed: string,
  entry: HandedOver,
  place: Place,
  services: EngineServices,
): Promise<Question> {
  const query = parseQuery(typed);
  const where = [entry, place];
  const spellings = spellingsIn(typed, await knownNames(query, services));
  if (entry.engine === "imm") {
    const translation = translateToImm(query, place, spellings);
    return question(typed, translation, (ready) => immQuestion(ready, entry, services), where);
  }
  const translation = translateToMetaQuery(query, place, spellings, readSetting("writeBack"));
  return question(typed, translation, (ready) => indexQuestion(ready, entry, services), where);
}

/** Names as the label index writes them, that begin with or contain one of the query. */
async function knownNames({ condition }: Query, { labels }: EngineServices): Promise<string[]> {
  const asked = [...new Set(namesIn(condition))];
  const known = await Promise.all(asked.map((name) => labels.index.labelNames(name, maxNames)));
  return known.flat().map(({ name }) => name);
}

/** Of one name: far more than there are ways to write it. */
const maxNames = 100;

type Translated<Node> = Extract<Translation<Node>, { readonly kind: "translated" }>;
type Asking = Omit<ReadyQuestion, "kind" | "id" | "differences">;

function question<Node>(
  typed: string,
  translation: Translation<Node>,
  asking: (translated: Translated<Node>) => Asking,
  where: unknown,
): Question {
  switch (translation.kind) {
    case "nothing":
      return translation;
    case "untranslatable":
      return { kind: "untranslatable", reasons: translation.clauses.map(untranslatedText) };
    case "translated": {
      const { query, sort, approximations } = translation;
      return {
        kind: "ready",
        id: JSON.stringify([where, query, sort]),
        differences: differenceTexts(typed, approximations),
        ...asking(translation),
      };
    }
  }
}

function immQuestion(
  { query, sort }: Translated<ImmQuery>,
  entry: HandedOver,
  services: EngineServices,
): Asking {
  const { account, bucket } = entry;
  const asked = { ...namesOf(entry), ...(query && { query }) };
  const imm = <T>(work: (imm: Imm) => Promise<T>) =>
    withImm(services.accounts.setting(account), bucket, services, work);
  return {
    caution: async (signal) => {
      const binding = await imm((imm) => imm.binding(namesOf(entry), signal));
      if (binding === undefined) return t("The bucket is no longer bound at IMM.");
      if (binding.state === "Stopped") return t("IMM no longer follows the bucket.");
      if (binding.phase === "IncrementalScanning") return undefined;
      return notScanned();
    },
    page: async (nextToken, signal) => {
      const at = new Date();
      const page = await imm((imm) =>
        imm.query({
          ...asked,
          ...(sort && { sort: [sort] }),
          maxResults: pageSize,
          ...(nextToken !== undefined && { nextToken }),
          signal,
        }),
      );
      const images = page.files.flatMap((file) => imageOfFile(file, account) ?? []);
      await services.labels.index.see(images.filter(({ key }) => isDetectableName(key)));
      let kept = 0;
      const found: FoundElsewhere[] = [];
      for (const file of page.files) {
        const object = imageOfFile(file, account);
        if (object === undefined) continue;
        const detection = detectionOfFile(file, account, { at, requestId: page.requestId });
        if (detection && isWorthKeeping(detection, await services.labels.latest(object))) {
          await services.labels.save(detection);
          kept += 1;
        }
        const labels = topLabels(file.labels ?? [], shownLabels).map(({ name, confidence }) =>
          confidence === undefined ? name : `${name} ${formatScore(confidence)}`,
        );
        found.push({ object: { account, bucket: object.bucket, key: object.key }, labels });
      }
      return { found, kept, total: page.totalHits, nextToken: page.nextToken };
    },
    byLabel: (signal) => imm((imm) => imm.group({ ...asked, signal }, "Labels.LabelName")),
  };
}

const shownLabels = 4;

function notScanned(): string {
  return t("The bucket has not been scanned to its end yet, so that images will be missing.");
}

function indexQuestion(
  { query, sort }: Translated<MetaQueryCondition>,
  { account, bucket }: HandedOver,
  services: EngineServices,
): Asking {
  return {
    caution: async (signal) => {
      const client = await services.client(account);
      const status = await client.metaQueryStatus(bucket, { signal });
      if (status === undefined) throw new Refusal("not-handed-over", { reason: "bucket", bucket });
      if (status.state === "Ready") throw new Refusal("index-being-prepared", { bucket });
      if (status.phase !== "FullScanning") return undefined;
      return notScanned();
    },
    page: async (nextToken, signal) => {
      const client = await services.client(account);
      const page = await client.queryMetadata(bucket, {
        ...(query && { query }),
        ...(sort && { sort }),
        maxResults: pageSize,
        ...(nextToken !== undefined && { nextToken }),
        signal,
      });
      const images = page.objects.filter(({ key }) => isDetectableName(key));
      await services.labels.index.see(
        images.map((object) => imageOfObject(object, account, bucket)),
      );
      const keys = tagKeys(readSetting("writeBack"));
      const found = page.objects.map(({ key, tags }) => {
        const values = keys.flatMap((name) => tags.get(name) ?? []);
        const labels = values.map((value) => valueName(value) ?? value);
        return { object: { account, bucket, key }, labels };
      });
      return { found, kept: 0, nextToken: page.nextToken };
    },
  };
}

/** Of IMM, as they were when the bucket was given. */
export function namesOf({ project = "", dataset = "", bucket }: HandedOver) {
  return { project, dataset, bucket };
}
