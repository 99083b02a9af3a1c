/** What axe-core, the accessibility checker, finds in a page. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations of WCAG 2.2 AA and of best practice, one line each: rule, element and what is wrong. */
export async function axeViolations(page: Page): Promise<string[]> {
  // By the debugging protocol, which the page's policy does not bind.
  await page.evaluate(await source);
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run({ runOnly: tags });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
    );
  });
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary: string;
  }[];
}

/** For functions that run in the page. */
declare const axe: {
  run(options: {
    readonly runOnly: readonly string[];
  }): Promise<{ readonly violations: readonly Violation[] }>;
};
