/** What was handed over, how far each is, and its end. */
import { t } from "@vscode/l10n";
import type { ImmBinding, ImmDataset } from "../../imm/datasets.ts";
import { grouped, joined } from "../../labels/format.ts";
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
      text: t(
        "No bucket was given to IMM or to its own index. Do that in the menu of a bucket in the tree.",
      ),
    });
    return;
  }
  const states = await ui.progress(t("Asking how far the hand-overs are"), (signal) =>
    Promise.all(entries.map((entry) => stateOf(entry, services, signal))),
  );
  const rows = entries.map((entry, at) => ({ ...entryRow(entry), detail: states[at] ?? "" }));
  const placeholder = t("Choose one to search or to end it");
  const chosen = await ui.pick(rows, { title: t("Hand-Overs"), placeholder, matchOnDetail: true });
  if (!chosen) return;
  const { entry } = chosen;
  const actions = [
    { action: "search" as const, label: t("Search There…") },
    { action: "refresh" as const, label: t("Ask Again How Far They Are") },
    {
      action: "stop" as const,
      label: entry.engine === "imm" ? t("Stop Following the Bucket…") : t("Close the Index…"),
    },
    {
      action: "forget" as const,
      label: t("Take off This List"),
      detail: t("Nothing is stopped or deleted; giving the bucket again brings it back."),
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
  const found = await handedOverOf(argument, t("Stop a Hand-Over"), services);
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
      ui.progress(t("Stopping IMM for {0}", bucket), (signal) =>
        imm.stopBinding(namesOf(entry), signal),
      ),
    );
    void ui.tell({
      text: t("IMM no longer follows {0}. What its dataset holds can be searched.", bucket),
    });
    return;
  }
  const client = await services.client(account);
  await ui.progress(t("Closing the index of {0}", bucket), (signal) =>
    client.closeMetaQuery(bucket, { signal }),
  );
  await handedOver.remove(entry);
  void ui.tell({ text: t("The metadata index of {0} is closed.", bucket) });
}

function stopWords({ bucket, engine }: HandedOver) {
  if (engine === "imm") {
    return {
      button: t("Stop"),
      text: t("Stop IMM from following {0}?", bucket),
      detail: t(
        "New and changed images are no longer looked at, nor billed. As far as IMM says, what the dataset holds stays and can be searched; whether its storage is billed is on IMM's price page. Give the bucket again to go on.",
      ),
    };
  }
  return {
    button: t("Close the Index"),
    text: t("Close the metadata index of {0}?", bucket),
    detail: t(
      "The index is deleted, and it may take a while until another one can be opened. Objects and their tags stay as they are.",
    ),
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
  if (!binding || binding.state === "Deleted") return t("No longer bound at IMM");
  if (binding.state === "Failed") {
    return binding.reason ? t("IMM failed: {0}", binding.reason) : t("IMM failed");
  }
  const files = dataset?.fileCount;
  return joined([followingText(binding), ...(files === undefined ? [] : [filesText(files)])]);
}

function followingText({ state, phase }: ImmBinding): string {
  switch (state) {
    case "Ready":
      return t("Being prepared");
    case "Running":
      return phase === "IncrementalScanning" ? t("Follows the bucket") : t("First scan under way");
    case "Stopped":
      return t("Stopped");
    case "Retrying":
      return t("IMM tries again");
    default:
      return t("In a state that is not documented");
  }
}

function filesText(files: number): string {
  return files === 1 ? t("1 file so far") : t("{0} files so far", grouped(files));
}

function indexText(status: MetaQueryStatus | undefined): string {
  if (status === undefined) return t("No longer open");
  const { state, phase } = status;
  if (state === "Ready") return t("Being prepared; it cannot be asked yet");
  if (state === "Running") {
    return phase === "FullScanning" ? t("First scan under way") : t("Follows the bucket");
  }
  return state ? t("OSS says: {0}", state) : t("OSS says nothing");
}
