/** The commands of runs, as people call them. */
import * as vscode from "vscode";
import { countText } from "../../labels/format.ts";
import { problemOf as problemOfCheck } from "../../messages/explain.ts";
import type { Run } from "../../runs/item.ts";
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
  readonly ui: Ui;
}

export function runCommands({ runs, people, showRuns, ui }: RunCommandServices) {
  const chosen = (argument: unknown, what: string, fits: (run: Run) => boolean) =>
    chooseRun(argument, what, fits, { runs, ui });
  return {
    detectMany: async (argument?: unknown, selected?: unknown) => {
      const items = Array.isArray(selected) && selected.length > 1 ? selected : [argument];
      const scope = argument === undefined ? await askForScope(ui) : await scopeOfItems(items);
      if (scope) await people.detect(scope);
    },
    showRuns: () => showRuns(),
    showResults: (argument?: unknown) => people.offer(readRunNode(argument)?.run.id),
    openRunImage: async (argument?: unknown) => {
      const node = readRunNode(argument);
      if (node?.kind === "image") await people.open(node.item);
    },
    pauseRun: async (argument?: unknown) => {
      const run = await chosen(argument, "pause", ({ state }) => state === "running");
      if (run) await runs.pause(run.id);
    },
    resumeRun: async (argument?: unknown) => {
      const isResumable = ({ state, reason }: Run) =>
        state === "paused" || (state === "running" && reason !== undefined);
      const run = await chosen(argument, "resume", isResumable);
      if (run) await runs.resume(run.id);
    },
    cancelRun: async (argument?: unknown) => {
      const run = await chosen(argument, "cancel", ({ state }) =>
        ["running", "paused"].includes(state),
      );
      if (run && (await agreesToCancel(run, ui))) await runs.cancel(run.id);
    },
    retryFailedRun: async (argument?: unknown) => {
      const run = await chosen(
        argument,
        "retry",
        ({ state, failed }) => ["done", "cancelled"].includes(state) && failed > 0,
      );
      if (run) await people.retry(run.id);
    },
    deleteRun: async (argument?: unknown) => {
      const run = await chosen(argument, "remove from the list", ({ state }) =>
        ["done", "cancelled"].includes(state),
      );
      if (run) await runs.remove(run.id);
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** The run that a menu was opened on, else the only one that fits, else the one that the person chooses. */
async function chooseRun(
  argument: unknown,
  what: string,
  fits: (run: Run) => boolean,
  { runs, ui }: Pick<RunCommandServices, "runs" | "ui">,
): Promise<Run | undefined> {
  const node: RunNode | undefined = readRunNode(argument);
  if (node) return runs.run(node.run.id);
  const possible = (await runs.list()).filter(fits);
  const [only] = possible;
  if (!only) {
    void ui.tell({ text: `There is no run to ${what}.` });
    return undefined;
  }
  if (possible.length === 1) return only;
  const rows = possible.map((run) => ({
    label: run.title,
    description: stateText(run, runs.rate(run.id)),
    run,
  }));
  return (await ui.pick(rows, { title: `Which run do you want to ${what}?` }))?.run;
}

async function agreesToCancel(run: Run, ui: Ui): Promise<boolean> {
  // Beside it is the dialog's own "Cancel".
  const end = "End Run";
  const todo = run.waiting + run.inFlight;
  const answer = await ui.tell({
    severity: "warning",
    text: `End the run over ${run.title}?`,
    detail: `${countText(todo, "image")} ${todo === 1 ? "has" : "have"} no labels yet. Answers that have come are kept. To go on later, pause it instead.`,
    modal: true,
    buttons: [end],
  });
  return answer === end;
}

/** What the command palette asks; `undefined` when the person changed their mind. */
async function askForScope(ui: Ui): Promise<RunScope | undefined> {
  const title = "Detect Labels of Many Images";
  const prefix = {
    label: "All images below a prefix of a bucket…",
    iconPath: new vscode.ThemeIcon("database"),
  };
  const query = {
    label: "What a query finds in the label index…",
    iconPath: new vscode.ThemeIcon("search"),
  };
  const list = {
    label: "The images of a list or of a bucket inventory…",
    iconPath: new vscode.ThemeIcon("list-unordered"),
  };
  const folder = { label: "The pictures of a folder…", iconPath: new vscode.ThemeIcon("folder") };
  switch (await ui.pick([prefix, query, list, folder], { title })) {
    case prefix: {
      const text = await ui.ask({
        title,
        prompt: "Below which prefix? Write oss://bucket/folder/, or oss://bucket for all of it.",
        placeholder: "oss://bucket/folder/",
        keepOpen: true,
        problem: (value) =>
          value.trim() === "" ? undefined : problemOfCheck(() => readPrefix(value)),
      });
      return text === undefined || text.trim() === "" ? undefined : readPrefix(text);
    }
    case query: {
      const text = await ui.ask({
        title,
        prompt: "Which images of the label index? Such as is:unlabelled prefix:photos/",
        placeholder: "is:unlabelled",
        keepOpen: true,
      });
      return text === undefined ? undefined : { kind: "query", query: text };
    }
    case list: {
      const uri = await ui.chooseFile({ kind: "open", title, button: "Use This List" });
      return uri && { kind: "list", uri };
    }
    case folder: {
      const uri = await ui.chooseFile({ kind: "folder", title, button: "Use This Folder" });
      return uri && { kind: "folder", uri };
    }
    default:
      return undefined;
  }
}
