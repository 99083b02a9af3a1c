/** How far the runs are, in the status bar, while any goes on. */
import * as vscode from "vscode";
import { left, type Run } from "../../runs/item.ts";
import { commandName } from "../commandIds.ts";
import { uiLine } from "../uiText.ts";
import type { Runs } from "./runs.ts";
import { progressText, stateText } from "./runWords.ts";

export class RunStatus implements vscode.Disposable {
  readonly #runs: Runs;
  readonly #item = vscode.window.createStatusBarItem(
    "ossImageLabels.runs",
    vscode.StatusBarAlignment.Left,
    10,
  );
  readonly #listener: vscode.Disposable;

  constructor(runs: Runs) {
    this.#runs = runs;
    this.#item.name = "OSS Image Labels: Runs";
    this.#item.command = commandName("showRuns");
    this.#listener = runs.onDidChange(() => this.#show());
  }

  /** What it says; `undefined` while it is not there. */
  get text(): string | undefined {
    return this.#going().length > 0 ? this.#item.text : undefined;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #going(): readonly Run[] {
    return this.#runs.known.filter(({ state }) => state === "running" || state === "paused");
  }

  #show(): void {
    const going = this.#going();
    const [first] = going;
    if (!first) {
      this.#item.hide();
      return;
    }
    const run = going.find(({ state }) => state === "running") ?? first;
    const rate = this.#runs.rate(run.id);
    const more = going.length > 1 ? ` (+${going.length - 1})` : "";
    this.#item.text = `$(${iconOf(run)}) ${progressText(run, rate)}${more}`;
    this.#item.tooltip = going
      .map((one) => uiLine(tooltipLine(one, this.#runs.rate(one.id))))
      .join("\n");
    this.#item.accessibilityInformation = {
      label: uiLine(`Labels of ${run.title}: ${stateText(run, rate)}`),
      role: "button",
    };
    this.#item.show();
  }
}

function iconOf({ state, reason }: Run): string {
  if (state === "paused") return "debug-pause";
  return reason ? "watch" : "sync~spin";
}

function tooltipLine(run: Run, rate: number | undefined): string {
  const reason = run.reason ? ` ${run.reason.message}` : "";
  return `${run.title}: ${stateText(run, rate)}, ${left(run)} to do.${reason}`;
}
