/** The view "Runs": those that go on, and the last ones with what came of them. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped, imagesText, joined } from "../../labels/format.ts";
import type { Run, RunItem } from "../../runs/item.ts";
import { commandName } from "../commandIds.ts";
import { uiLine } from "../uiText.ts";
import { itemName, itemText } from "./peopleRuns.ts";
import type { RunNode } from "./runNodes.ts";
import type { Runs } from "./runs.ts";
import { stateText, summary } from "./runWords.ts";

/** Images that a group shows; all are in the results of its run. */
const maxShown = 200;

export class RunsView implements vscode.TreeDataProvider<RunNode> {
  readonly #runs: Runs;
  readonly #changed: vscode.EventEmitter<RunNode | undefined>;
  readonly onDidChangeTreeData: vscode.Event<RunNode | undefined>;

  constructor(runs: Runs, changed: vscode.EventEmitter<RunNode | undefined>) {
    this.#runs = runs;
    this.#changed = changed;
    this.onDidChangeTreeData = changed.event;
    runs.onDidChange(() => this.#changed.fire(undefined));
  }

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    if (!node) {
      const runs = await this.#runs.list();
      return runs.map((run) => ({ kind: "run", run }));
    }
    if (node.kind === "run") return this.#outcomes(node.run);
    return node.kind === "outcome" ? this.#images(node) : [];
  }

  getParent(node: RunNode): RunNode | undefined {
    return node.kind === "run" ? undefined : { kind: "run", run: node.run };
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    switch (node.kind) {
      case "run":
        return runItem(node.run, this.#runs.rate(node.run.id));
      case "outcome":
        return outcomeItem(node);
      case "image":
        return imageItem(node.item, node);
      case "note":
        return new vscode.TreeItem(uiLine(node.text));
    }
  }

  async #outcomes(run: Run): Promise<RunNode[]> {
    const counts = [
      ["waiting", run.waiting + run.inFlight],
      ["detected", run.detected],
      ["known", run.known],
    ] as const;
    const nodes = counts
      .filter(([, items]) => items > 0)
      .map(([state, items]): RunNode => ({ kind: "outcome", run, state, items }));
    const problems = (await this.#runs.problems(run.id)).map((problem): RunNode => {
      const { state, items } = problem;
      return { kind: "outcome", run, state, items, problem };
    });
    return [...nodes, ...problems];
  }

  async #images({ run, state, problem, items }: Extract<RunNode, { kind: "outcome" }>) {
    const page = await this.#runs.items(run.id, {
      states: [state],
      limit: maxShown,
      ...(problem && { code: problem.code }),
    });
    const nodes = page.map((item): RunNode => ({ kind: "image", run, item }));
    if (items <= page.length) return nodes;
    const text = t("{0} more", grouped(items - page.length));
    return [...nodes, { kind: "note", run, text } as const];
  }
}

function runItem(run: Run, rate: number | undefined): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const isGoingOn = run.state === "running" || run.state === "paused";
  const item = new vscode.TreeItem(uiLine(run.title), isGoingOn ? Expanded : Collapsed);
  // Another id lets VS Code forget whether a run was open, so it is the run's own.
  item.id = `run ${run.id}`;
  item.description = uiLine(stateText(run, rate));
  item.iconPath = icons(run);
  const words = [
    "run",
    run.state,
    run.reason && "waiting",
    run.failed > 0 && (run.state === "done" || run.state === "cancelled") && "failed",
  ];
  item.contextValue = words.filter(Boolean).join(".");
  const lines = [
    summary(run),
    t("Begun {0}", new Date(run.agreedAt ?? run.createdAt).toLocaleString()),
    run.reason?.message,
  ];
  item.tooltip = lines.filter(Boolean).join("\n");
  const spoken = [t("Run over {0}", run.title), stateText(run, rate), run.reason?.message];
  item.accessibilityInformation = {
    label: uiLine(joined(spoken.filter((part) => part !== undefined))),
  };
  return item;
}

function icons(run: Run): vscode.ThemeIcon {
  switch (run.state) {
    case "running":
      return run.reason
        ? new vscode.ThemeIcon("watch", new vscode.ThemeColor("list.warningForeground"))
        : new vscode.ThemeIcon("sync~spin");
    case "paused":
      return new vscode.ThemeIcon("debug-pause");
    case "cancelled":
      return new vscode.ThemeIcon("circle-slash");
    default:
      return run.failed > 0
        ? new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"))
        : new vscode.ThemeIcon("check");
  }
}

function stateName(state: RunItem["state"]): string {
  switch (state) {
    case "waiting":
      return t("Waiting");
    case "detected":
      return t("Detected");
    case "known":
      return t("Known already");
    case "refused":
      return t("Refused");
    case "failed":
      return t("Failed");
  }
}

/** "Failed: InvalidArgument". What the person stopped has not failed. */
function outcomeName(state: RunItem["state"], code: string | undefined): string {
  if (code === "cancelled") return t("Cancelled");
  return code === undefined ? stateName(state) : t("{0}: {1}", stateName(state), code);
}

function outcomeItem({ run, state, items, problem }: Extract<RunNode, { kind: "outcome" }>) {
  const name = outcomeName(state, problem?.code);
  const item = new vscode.TreeItem(uiLine(name), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `run ${run.id} ${state} ${problem?.code ?? ""}`;
  item.description = grouped(items);
  item.contextValue = "outcome";
  if (problem) item.tooltip = uiLine(problem.message);
  item.accessibilityInformation = {
    label: uiLine(joined([name, imagesText(items), ...(problem ? [problem.message] : [])])),
  };
  return item;
}

function imageItem(image: RunItem, node: RunNode): vscode.TreeItem {
  const item = new vscode.TreeItem(uiLine(itemName(image)));
  item.id = `image ${image.id}`;
  item.iconPath = new vscode.ThemeIcon("file-media");
  item.contextValue = "image";
  item.tooltip = uiLine([itemText(image), image.problem?.message].filter(Boolean).join(" · "));
  item.command = {
    title: t("Open Labels"),
    command: commandName("openRunImage"),
    arguments: [node],
  };
  return item;
}
