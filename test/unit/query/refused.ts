import assert from "node:assert/strict";
import { Refusal } from "../../../src/errors/refusal.ts";
import { parseQuery } from "../../../src/query/parse.ts";

/** Why a text is no query, and from where on. */
export function refusalOf(text: string): { reason: string; position: number } {
  try {
    parseQuery(text);
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.code, "query-syntax");
    const { reason, position } = error.facts;
    return { reason: String(reason), position: Number(position) };
  }
  assert.fail(`"${text}" is a query`);
}
