/**
 * The one item in the status bar: how far the runs are, while any goes on; else the calls that this window has sent,
 * once there are any.
 */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped, sentences } from "../../labels/format.ts";
import { left, type Run } from "../../runs/item.ts";
import { commandName } from "../commandIds.ts";
import type { RunStore, SessionCalls } from "../images/runStore.ts";
import { uiLine } from "../uiText.ts";
import type { Runs } from "./runs.ts";
import { progressText, stateText } from "./runWords.ts";

/** What this window has asked for. */
type Calls = Pick<RunStore, "session" | "onDidCount">;

export class RunStatus implements vscode.Disposable {
  readonly #runs: Runs;
  readonly #calls: Calls;
  readonly #item = vscode.window.createStatusBarItem(
    "ossImageLabels.runs",
    vscode.StatusBarAlignment.Left,
    10,
  );
  readonly #listeners: readonly vscode.Disposable[];

  constructor(runs: Runs, calls: Calls) {
    this.#runs = runs;
    this.#calls = calls;
    this.#item.name = t("OSS Image Labels: Runs and Calls");
    this.#listeners = [runs.onDidChange(() => this.#show()), calls.onDidCount(() => this.#show())];
  }

  /** What it says; `undefined` while it is not there. */
  get text(): string | undefined {
    const { billable, free } = this.#calls.session;
    return this.#going().length > 0 || billable + free > 0 ? this.#item.text : undefined;
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#item.dispose();
  }

  #going(): readonly Run[] {
    return this.#runs.known.filter(({ state }) => state === "running" || state === "paused");
  }

  #showCalls(): void {
    const calls = this.#calls.session;
    if (calls.billable + calls.free === 0) {
      this.#item.hide();
      return;
    }
    const words = callsText(calls);
    this.#item.text = `$(sparkle) ${words}`;
    this.#item.command = commandName("showCosts");
    this.#item.tooltip = [
      t("Detections that this window has asked for: {0}.", words),
      calls.billable > 0 &&
        calls.free > 0 &&
        t("Free ones of the sample account: {0}.", grouped(calls.free)),
      t(
        "Click to see what detections cost, by day, month and account. Your bill may say otherwise.",
      ),
    ]
      .filter(Boolean)
      .join("\n");
    this.#item.accessibilityInformation = {
      label: t("Image labels: {0} in this window. Show what detections cost.", words),
      role: "button",
    };
    this.#item.show();
  }

  #show(): void {
    const going = this.#going();
    const [first] = going;
    if (!first) {
      this.#showCalls();
      return;
    }
    this.#item.command = commandName("showRuns");
    const run = going.find(({ state }) => state === "running") ?? first;
    const rate = this.#runs.rate(run.id);
    const more = going.length > 1 ? ` (+${going.length - 1})` : "";
    this.#item.text = `$(${iconOf(run)}) ${progressText(run, rate)}${more}`;
    this.#item.tooltip = going
      .map((one) => uiLine(tooltipLine(one, this.#runs.rate(one.id))))
      .join("\n");
    this.#item.accessibilityInformation = {
      label: uiLine(t("Labels of {0}: {1}", run.title, stateText(run, rate))),
      role: "button",
    };
    this.#item.show();
  }
}

/** As words, for the item and for whoever hears it. Calls of the sample account are told where there are no others. */
export function callsText({ billable, free }: SessionCalls): string {
  if (billable === 0) return free === 1 ? t("1 free call") : t("{0} free calls", grouped(free));
  return billable === 1 ? t("1 call") : t("{0} calls", grouped(billable));
}

function iconOf({ state, reason }: Run): string {
  if (state === "paused") return "debug-pause";
  return reason ? "watch" : "sync~spin";
}

function tooltipLine(run: Run, rate: number | undefined): string {
  const todo = grouped(left(run));
  return sentences(
    t("{0}: {1}, {2} to do.", run.title, stateText(run, rate), todo),
    run.reason?.message,
  );
}
