/** What was handed over, how far each is, and its end. */
import type { ImmBinding, ImmDataset } from "../../imm/datasets.ts";
import { countText } from "../../labels/format.ts";
import { wordsFor } from "../../messages/explain.ts";
import type { MetaQueryStatus } from "../../oss/calls/metaQuery.ts";
import { refuseWhenReadOnly } from "../settings.ts";
import { namesOf } from "./engine.ts";
import type { HandedOver, HandOverMemory } from "./handedOver.ts";
import { type OpenImmServices, withImm } from "./openImm.ts";
import { entryRow, handedOverOf, type PlaceServices } from "./place.ts";

export interface ShowServices extends PlaceServices, OpenImmServices {
  readonly handedOver: HandOverMemory;
  readonly search: (entry: HandedOver) => Promise<void>;
}

/** Asks each engine once for its state. Resolves when the person has left the list. */
export async function showHandOvers(services: ShowServices): Promise<void> {
  const { ui, accounts, handedOver } = services;
  const entries = handedOver.of(accounts.list().accounts.map(({ name }) => name));
  if (entries.length === 0) {
    await ui.tell({
      text: "No bucket was given to IMM or to its own index. Do that in the menu of a bucket in the tree.",
    });
    return;
  }
  const states = await ui.progress("Asking how far the hand-overs are", (signal) =>
    Promise.all(entries.map((entry) => stateOf(entry, services, signal))),
  );
  const rows = entries.map((entry, at) => ({ ...entryRow(entry), detail: states[at] ?? "" }));
  const placeholder = "Choose one to search or to end it";
  const chosen = await ui.pick(rows, { title: "Hand-Overs", placeholder, matchOnDetail: true });
  if (!chosen) return;
  const { entry } = chosen;
  const actions = [
    { action: "search" as const, label: "Search There…" },
    { action: "refresh" as const, label: "Ask Again How Far They Are" },
    {
      action: "stop" as const,
      label: entry.engine === "imm" ? "Stop Following the Bucket…" : "Close the Index…",
    },
    {
      action: "forget" as const,
      label: "Take off This List",
      detail: "Nothing is stopped or deleted; giving the bucket again brings it back.",
    },
  ];
  const next = await ui.pick(actions, { title: chosen.label });
  switch (next?.action) {
    case "search":
      return services.search(entry);
    case "refresh":
      return showHandOvers(services);
    case "stop":
      return stop(entry, services);
    case "forget":
      return handedOver.remove(entry);
  }
}

/** Ends what the argument is about, or what the person chooses, once they agreed. */
export async function stopHandOver(argument: unknown, services: ShowServices): Promise<void> {
  refuseWhenReadOnly();
  const found = await handedOverOf(argument, "Stop a Hand-Over", services);
  if (found) await stop(found.entry, services);
}

async function stop(entry: HandedOver, services: ShowServices): Promise<void> {
  refuseWhenReadOnly();
  const { ui, accounts, handedOver } = services;
  const { account, bucket, engine } = entry;
  const { button, text, detail } = stopWords(entry);
  const chosen = await ui.tell({
    text,
    detail,
    severity: "warning",
    modal: true,
    buttons: [button],
  });
  if (chosen !== button) return;
  if (engine === "imm") {
    await withImm(accounts.setting(account), bucket, services, (imm) =>
      ui.progress(`Stopping IMM for ${bucket}`, (signal) =>
        imm.stopBinding(namesOf(entry), signal),
      ),
    );
    void ui.tell({
      text: `IMM no longer follows ${bucket}. What its dataset holds can be searched.`,
    });
    return;
  }
  const client = await services.client(account);
  await ui.progress(`Closing the index of ${bucket}`, (signal) =>
    client.closeMetaQuery(bucket, { signal }),
  );
  await handedOver.remove(entry);
  void ui.tell({ text: `The metadata index of ${bucket} is closed.` });
}

function stopWords({ bucket, engine }: HandedOver) {
  if (engine === "imm") {
    return {
      button: "Stop",
      text: `Stop IMM from following ${bucket}?`,
      detail:
        "New and changed images are no longer looked at, nor billed. As far as IMM says, what the dataset holds stays and can be searched; whether its storage is billed is on IMM's price page. Give the bucket again to go on.",
    };
  }
  return {
    button: "Close the Index",
    text: `Close the metadata index of ${bucket}?`,
    detail:
      "The index is deleted, and it may take a while until another one can be opened. Objects and their tags stay as they are.",
  };
}

/** One line: the state in words, or why it is not known. */
async function stateOf(
  entry: HandedOver,
  services: ShowServices,
  signal: AbortSignal,
): Promise<string> {
  const { account, bucket, engine } = entry;
  try {
    if (engine === "imm") {
      return await withImm(services.accounts.setting(account), bucket, services, async (imm) => {
        const binding = await imm.binding(namesOf(entry), signal);
        return bindingText(binding, binding && (await imm.dataset(namesOf(entry), signal)));
      });
    }
    const client = await services.client(account);
    return indexText(await client.metaQueryStatus(bucket, { signal }));
  } catch (error) {
    if (signal.aborted) throw error;
    return wordsFor(error);
  }
}

function bindingText(binding: ImmBinding | undefined, dataset: ImmDataset | undefined): string {
  const files = dataset?.fileCount;
  const count = files === undefined ? "" : `, ${countText(files, "file")} so far`;
  switch (binding?.state) {
    case undefined:
      return binding ? `In a state that is not documented${count}` : "No longer bound at IMM";
    case "Ready":
      return `Being prepared${count}`;
    case "Running":
      return binding?.phase === "IncrementalScanning"
        ? `Follows the bucket${count}`
        : `First scan under way${count}`;
    case "Stopped":
      return `Stopped${count}`;
    case "Retrying":
      return `IMM tries again${count}`;
    case "Failed":
      return ["IMM failed", binding?.reason].filter(Boolean).join(": ");
    case "Deleted":
      return "No longer bound at IMM";
  }
}

function indexText(status: MetaQueryStatus | undefined): string {
  if (status === undefined) return "No longer open";
  const { state, phase } = status;
  if (state === "Ready") return "Being prepared; it cannot be asked yet";
  if (state === "Running") {
    return phase === "FullScanning" ? "First scan under way" : "Follows the bucket";
  }
  return `OSS says: ${state || "nothing"}`;
}
