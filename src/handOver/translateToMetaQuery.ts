/**
 * A query as the bucket's own index takes it. That knows no labels: they are looked for in the tags that write-back
 * gives to objects, which hold a few names of each. [MetaQuery fields] [PutObjectTagging]
 */
import type { MetaQueryCondition } from "../oss/calls/metaQuery.ts";
import type { Condition, LabelCondition, Query } from "../query/query.ts";
import { tagKeys, type WriteBackRules } from "../writeBack/tagChange.ts";
import { fitsTag, tagValue } from "../writeBack/tagText.ts";
import {
  type Built,
  type Comparing,
  type LeafCondition,
  type Place,
  type Spellings,
  simpleGlob,
  type Translation,
  Translator,
} from "./translation.ts";

export function translateToMetaQuery(
  query: Query,
  place: Place,
  spellings: Spellings,
  rules: WriteBackRules,
): Translation<MetaQueryCondition> {
  return new MetaQueryTranslator(place, spellings, rules).translate(query);
}

class MetaQueryTranslator extends Translator<MetaQueryCondition> {
  readonly #spellings: Spellings;
  readonly #rules: WriteBackRules;

  constructor(place: Place, spellings: Spellings, rules: WriteBackRules) {
    super(place);
    this.#spellings = spellings;
    this.#rules = rules;
  }

  protected inPlace(): readonly MetaQueryCondition[] {
    const { prefix } = this.place;
    return prefix === "" ? [] : [{ Operation: "prefix", Field: "Filename", Value: prefix }];
  }

  protected join(
    Operation: "and" | "or" | "not",
    SubQueries: readonly MetaQueryCondition[],
  ): MetaQueryCondition {
    return { Operation, SubQueries };
  }

  protected partsOf(node: MetaQueryCondition): readonly MetaQueryCondition[] {
    return "SubQueries" in node ? node.SubQueries : [];
  }

  protected compare(Operation: Comparing, Field: string, Value: string): MetaQueryCondition {
    return { Operation, Field, Value };
  }

  protected leaf(condition: LeafCondition): Built<MetaQueryCondition> {
    switch (condition.kind) {
      case "label":
        return this.#label(condition, condition);
      case "word": {
        const { match, text } = condition;
        return match === "begins"
          ? this.#label(condition, { name: { match, text }, where: [] })
          : this.refuse(condition, "part-of-name");
      }
      case "labels":
        return this.refuse(condition, "counts-labels");
      case "key":
        return this.#key(condition);
      case "format": {
        this.approximate(condition, "own-contains");
        const endings = condition.format === "jpg" ? [".jpg", ".jpeg"] : [".png"];
        return this.or(
          endings.map((Value) => ({ Operation: "match", Field: "Filename", Value }) as const),
        );
      }
    }
  }

  #key(condition: Extract<LeafCondition, { readonly kind: "key" }>): Built<MetaQueryCondition> {
    const asked =
      "glob" in condition ? simpleGlob(condition.glob) : { contains: condition.contains };
    if (asked === undefined) return this.refuse(condition, "glob");
    if ("begins" in asked) return { Operation: "prefix", Field: "Filename", Value: asked.begins };
    this.approximate(condition, "own-contains");
    return { Operation: "match", Field: "Filename", Value: asked.contains };
  }

  #label(
    condition: Condition,
    { name, where }: Pick<LabelCondition, "name" | "where">,
  ): Built<MetaQueryCondition> {
    if (where.length > 0) return this.refuse(condition, "no-scores");
    if (name.text === "") return this.refuse(condition, "part-of-name");
    const values = this.#spellings(name).flatMap((spelling) => {
      const isWritten = this.#rules.otherNames === "spell" || fitsTag(spelling);
      return (isWritten ? tagValue(spelling) : undefined) ?? [];
    });
    if (values.length === 0) return this.refuse(condition, "not-in-tags");
    this.approximate(condition, "few-tags");
    const keys = tagKeys(this.#rules);
    const Operation = name.match === "begins" ? "prefix" : "eq";
    return this.or(
      values.flatMap((Value) =>
        keys.map((key) => ({ Operation, Field: `OSSTagging.${key}`, Value }) as const),
      ),
    );
  }
}
