/** Circles in the import graph, type-only imports included. */
import type { SourceFile } from "./sources.ts";

/** Groups of files that each import all others of their group, directly or not (Tarjan). */
export function importCircles(sources: readonly SourceFile[]): string[][] {
  const byPath = new Map(sources.map((file) => [file.path, file]));
  const order = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  function visit(path: string): number {
    const index = order.size;
    order.set(path, index);
    open.push(path);
    let low = index;
    for (const { path: imported } of byPath.get(path)?.imports ?? []) {
      if (!byPath.has(imported)) continue;
      if (!order.has(imported)) low = Math.min(low, visit(imported));
      else if (open.includes(imported)) low = Math.min(low, order.get(imported) ?? low);
    }
    if (low === index) {
      const group = open.splice(open.indexOf(path));
      if (group.length > 1) circles.push(group);
    }
    return low;
  }

  for (const path of byPath.keys()) if (!order.has(path)) visit(path);
  return circles;
}
