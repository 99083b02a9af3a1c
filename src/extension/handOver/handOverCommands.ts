/** The commands that give buckets to other engines and search there; what they need is loaded when one first runs. */
import type { CommandId, Handler } from "../commandIds.ts";
import type { HandOverMemory } from "./handedOver.ts";
import type { OpenImmServices } from "./openImm.ts";
import type { PlaceServices } from "./place.ts";
import type { ElsewhereSearch, SearchServices } from "./searchElsewhere.ts";

export interface HandOverServices extends PlaceServices, OpenImmServices, SearchServices {
  readonly handedOver: HandOverMemory;
}

export function handOverCommands(services: HandOverServices) {
  let searching: Promise<ElsewhereSearch> | undefined;
  const search = async (argument?: unknown, query?: unknown): Promise<void> => {
    searching ??= import("./searchElsewhere.ts").then(
      ({ ElsewhereSearch }) => new ElsewhereSearch(services),
    );
    // The second argument of a menu is its selection.
    await (await searching).run(argument, typeof query === "string" ? query : undefined);
  };
  const showing = {
    ...services,
    search: ({ account, bucket, prefix }: { account: string; bucket: string; prefix: string }) =>
      search({ kind: "prefix", account, bucket, prefix }),
  };
  const show = async (): Promise<void> => {
    const { showHandOvers } = await import("./showHandOvers.ts");
    await showHandOvers(showing);
  };
  return {
    /** Of a node of a bucket or prefix, or `oss://bucket/prefix/`, else of one that is asked for. */
    handOver: async (argument?: unknown) => {
      const { giveBucket } = await import("./giveBucket.ts");
      await giveBucket(argument, { ...services, showHandOvers: show });
    },
    showHandOvers: show,
    stopHandOver: async (argument?: unknown) => {
      const { stopHandOver } = await import("./showHandOvers.ts");
      await stopHandOver(argument, showing);
    },
    /** In what was handed over and holds the node or URI, else in what is chosen; `query` is what the box begins with. */
    searchElsewhere: search,
  } satisfies Partial<Record<CommandId, Handler>>;
}
