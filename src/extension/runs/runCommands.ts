/** The commands of runs, as people call them. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped } from "../../labels/format.ts";
import { problemOf as problemOfCheck } from "../../messages/explain.ts";
import type { Run } from "../../runs/item.ts";
import type { AskQuery } from "../askQuery.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { Ui } from "../ui.ts";
import type { PeopleRuns } from "./peopleRuns.ts";
import { type RunNode, readRunNode } from "./runNodes.ts";
import type { Runs } from "./runs.ts";
import { stateText } from "./runWords.ts";
import { type RunScope, readPrefix, scopeOfItems } from "./scope.ts";

export interface RunCommandServices {
  readonly runs: Runs;
  readonly people: PeopleRuns;
  readonly showRuns: (id?: number) => Promise<void>;
  readonly askQuery: AskQuery;
  readonly ui: Ui;
}

export function runCommands({ runs, people, showRuns, askQuery, ui }: RunCommandServices) {
  const chosen = (argument: unknown, asking: Asking, fits: (run: Run) => boolean) =>
    chooseRun(argument, asking, fits, { runs, ui });
  return {
    detectMany: async (argument?: unknown, selected?: unknown) => {
      const items = Array.isArray(selected) && selected.length > 1 ? selected : [argument];
      const scope =
        argument === undefined ? await askForScope(ui, askQuery) : await scopeOfItems(items);
      if (scope) await people.detect(scope);
    },
    showRuns: () => showRuns(),
    showResults: (argument?: unknown) => people.offer(readRunNode(argument)?.run.id),
    openRunImage: async (argument?: unknown) => {
      const node = readRunNode(argument);
      if (node?.kind === "image") await people.open(node.item);
    },
    pauseRun: async (argument?: unknown) => {
      const asking = {
        none: t("There is no run to pause."),
        which: t("Which run do you want to pause?"),
      };
      const run = await chosen(argument, asking, ({ state }) => state === "running");
      if (run) await runs.pause(run.id);
    },
    resumeRun: async (argument?: unknown) => {
      const isResumable = ({ state, reason }: Run) =>
        state === "paused" || (state === "running" && reason !== undefined);
      const asking = {
        none: t("There is no run to resume."),
        which: t("Which run do you want to resume?"),
      };
      const run = await chosen(argument, asking, isResumable);
      if (run) await runs.resume(run.id);
    },
    cancelRun: async (argument?: unknown) => {
      const asking = {
        none: t("There is no run to cancel."),
        which: t("Which run do you want to cancel?"),
      };
      const run = await chosen(argument, asking, ({ state }) =>
        ["running", "paused"].includes(state),
      );
      if (run && (await agreesToCancel(run, ui))) await runs.cancel(run.id);
    },
    retryFailedRun: async (argument?: unknown) => {
      const asking = {
        none: t("There is no run to retry."),
        which: t("Which run do you want to retry?"),
      };
      const run = await chosen(
        argument,
        asking,
        ({ state, failed }) => ["done", "cancelled"].includes(state) && failed > 0,
      );
      if (run) await people.retry(run.id);
    },
    deleteRun: async (argument?: unknown) => {
      const asking = {
        none: t("There is no run to remove from the list."),
        which: t("Which run do you want to remove from the list?"),
      };
      const run = await chosen(argument, asking, ({ state }) =>
        ["done", "cancelled"].includes(state),
      );
      if (run) await runs.remove(run.id);
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** What is said when no run fits, and what is asked when several do. */
interface Asking {
  readonly none: string;
  readonly which: string;
}

/** The run that a menu was opened on, else the only one that fits, else the one that the person chooses. */
async function chooseRun(
  argument: unknown,
  { none, which }: Asking,
  fits: (run: Run) => boolean,
  { runs, ui }: Pick<RunCommandServices, "runs" | "ui">,
): Promise<Run | undefined> {
  const node: RunNode | undefined = readRunNode(argument);
  if (node) return runs.run(node.run.id);
  const possible = (await runs.list()).filter(fits);
  const [only] = possible;
  if (!only) {
    void ui.tell({ text: none });
    return undefined;
  }
  if (possible.length === 1) return only;
  const rows = possible.map((run) => ({
    label: run.title,
    description: stateText(run, runs.rate(run.id)),
    run,
  }));
  return (await ui.pick(rows, { title: which }))?.run;
}

async function agreesToCancel(run: Run, ui: Ui): Promise<boolean> {
  // Beside it is the dialog's own "Cancel".
  const end = t("End Run");
  const todo = run.waiting + run.inFlight;
  const answer = await ui.tell({
    severity: "warning",
    text: t("End the run over {0}?", run.title),
    detail:
      todo === 1
        ? t(
            "1 image has no labels yet. Answers that have come are kept. To go on later, pause it instead.",
          )
        : t(
            "{0} images have no labels yet. Answers that have come are kept. To go on later, pause it instead.",
            grouped(todo),
          ),
    modal: true,
    buttons: [end],
  });
  return answer === end;
}

/** What the command palette asks; `undefined` when the person changed their mind. */
async function askForScope(ui: Ui, askQuery: AskQuery): Promise<RunScope | undefined> {
  const title = t("Detect Labels of Many Images");
  const prefix = {
    label: t("All images below a prefix of a bucket…"),
    iconPath: new vscode.ThemeIcon("database"),
  };
  const query = {
    label: t("What a query finds in the label index…"),
    iconPath: new vscode.ThemeIcon("search"),
  };
  const list = {
    label: t("The images of a list or of a bucket inventory…"),
    iconPath: new vscode.ThemeIcon("list-unordered"),
  };
  const folder = {
    label: t("The pictures of a folder…"),
    iconPath: new vscode.ThemeIcon("folder"),
  };
  switch (await ui.pick([prefix, query, list, folder], { title })) {
    case prefix: {
      const text = await ui.ask({
        title,
        prompt: t("Below which prefix? Write oss://bucket/folder/, or oss://bucket for all of it."),
        placeholder: "oss://bucket/folder/",
        keepOpen: true,
        problem: (value) =>
          value.trim() === "" ? undefined : problemOfCheck(() => readPrefix(value)),
      });
      return text === undefined || text.trim() === "" ? undefined : readPrefix(text);
    }
    case query: {
      const prompt = t(
        "Which images of the label index? Such as {0}",
        "is:unlabelled prefix:photos/",
      );
      const text = await askQuery({ title, prompt, value: "" });
      return text === undefined ? undefined : { kind: "query", query: text };
    }
    case list: {
      const uri = await ui.chooseFile({ kind: "open", title, button: t("Use This List") });
      return uri && { kind: "list", uri };
    }
    case folder: {
      const uri = await ui.chooseFile({ kind: "folder", title, button: t("Use This Folder") });
      return uri && { kind: "folder", uri };
    }
    default:
      return undefined;
  }
}
