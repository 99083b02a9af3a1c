/** The names that a condition means. */
import type { NameCondition, NamePattern } from "../../query/query.ts";
import { type Family, families, postingOf } from "../imageEntries.ts";
import type { Statements } from "../statements.ts";

/** The postings whose images a condition on names means, apart from its tests of scores. */
export function postingsOf(condition: NameCondition, statements: Statements): number[] {
  return namesOf(condition, statements).flatMap((name) =>
    familiesOf(condition).map((family) => postingOf(family, name)),
  );
}

function familiesOf(condition: NameCondition): readonly Family[] {
  if (condition.kind === "subject") return [families.subject];
  const isBelow = condition.kind === "label" && condition.reach === "below";
  return isBelow ? [families.self, families.under] : [families.self];
}

function namesOf(condition: NameCondition, statements: Statements): number[] {
  if (condition.kind === "word") {
    const { match, text } = condition;
    if (match === "begins") return matchingNames({ match, text }, statements);
    return idsOf(statements.arrays("SELECT id FROM names WHERE instr(folded, ?) > 0", text));
  }
  return matchingNames(condition.name, statements);
}

export function matchingNames({ match, text }: NamePattern, statements: Statements): number[] {
  return idsOf(
    match === "equal"
      ? statements.arrays("SELECT id FROM names WHERE folded = ?", text)
      : statements.arrays(
          "SELECT id FROM names WHERE substr(folded, 1, length(?1)) = ?1 AND folded >= ?1",
          text,
        ),
  );
}

function idsOf(rows: readonly (readonly unknown[])[]): number[] {
  return rows.map(([id]) => Number(id));
}
