/** Runs as people begin them: the plan is a question first, and the results are offered in the end. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped, imagesText, joined } from "../../labels/format.ts";
import { topLabels } from "../../labels/report.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import { left, type Run, type RunItem } from "../../runs/item.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import type { Images } from "../images/images.ts";
import type { LabelStore } from "../images/labelStore.ts";
import type { RunStore } from "../images/runStore.ts";
import { targetText } from "../images/target.ts";
import type { LabelPanels } from "../panel/labelPanels.ts";
import { readSetting } from "../settings.ts";
import type { Ui } from "../ui.ts";
import { targetOf } from "./runImages.ts";
import type { Runs } from "./runs.ts";
import { planButton, planDetail, planQuestion, retryTitle, summary } from "./runWords.ts";
import { type RunScope, scopeTitle } from "./scope.ts";

export interface PeopleRunsServices {
  readonly runs: Runs;
  readonly store: RunStore;
  readonly bucketAccounts: BucketAccounts;
  readonly isFree: (account: string) => boolean;
  readonly images: Images;
  readonly labels: LabelStore;
  readonly panels: LabelPanels;
  readonly ui: Ui;
}

export interface PersonOptions {
  /** 0–1; each image's setting when absent. */
  readonly threshold?: number;
  /** True asks the service for what is known, too. */
  readonly refresh?: boolean;
}

/** Images that a list of results shows. */
const maxListed = 1000;
/** Images of a run whose progress is a notification. */
const maxNotified = 200;

export class PeopleRuns {
  readonly #services: PeopleRunsServices;

  constructor(services: PeopleRunsServices) {
    this.#services = services;
  }

  /** Plans, asks, works, and offers the results. Resolves when the person has them, or did not agree. */
  async detect(scope: RunScope, { threshold, refresh = false }: PersonOptions = {}): Promise<void> {
    // A wrong setting is one sentence and no question, not a sentence an image.
    const options = {
      ...{ refresh, by: "person" as const },
      threshold: threshold ?? readSetting("threshold"),
    };
    const run = await this.#plan(
      scope,
      threshold === undefined ? { refresh, by: "person" } : options,
    );
    let isAgreed = false;
    try {
      isAgreed = run.images > 0 && (await this.#agrees(run));
    } finally {
      if (!isAgreed) await this.#services.runs.remove(run.id);
    }
    if (isAgreed) await this.#work(run);
    else if (run.images === 0) {
      void this.#services.ui.tell({
        text: t("There are no JPEG or PNG images in {0}.", run.title),
      });
    }
  }

  /** Offers the results of the last run once more, or lists those of the run given. */
  async offer(id?: number): Promise<void> {
    const { runs, ui } = this.#services;
    if (id !== undefined) return this.#list(id);
    const last = (await runs.list()).find(({ state }) => state === "done" || state === "cancelled");
    if (last) return this.#offer(last.id);
    await ui.tell({ text: t("No images have been detected together yet.") });
  }

  /** Asks anew about what failed, when the person agrees. */
  async retry(id: number): Promise<void> {
    const { runs, ui } = this.#services;
    const run = await runs.run(id);
    if (!run || run.failed === 0) return;
    const maxUnasked = readSetting("confirmAbove");
    if (run.failed > maxUnasked) {
      const failed = grouped(run.failed);
      const retry = run.failed === 1 ? t("Retry 1 Image") : t("Retry {0} Images", failed);
      const answer = await ui.tell({
        severity: "warning",
        text:
          run.failed === 1
            ? t("Detect the image that has no labels yet? It may be one billable call.")
            : t(
                "Detect the {0} images that have no labels yet? Each may be one billable call.",
                failed,
              ),
        modal: true,
        buttons: [retry],
      });
      if (answer !== retry) return;
    }
    await runs.retryFailed(id);
    await this.#offerInTheEnd(id);
  }

  #plan(scope: RunScope, options: Parameters<Runs["plan"]>[1]["options"]): Promise<Run> {
    const { runs, bucketAccounts, ui } = this.#services;
    const account = (bucket: string, key: string) => bucketAccounts.accountFor(bucket, key);
    return ui.progress(t("Looking at {0}", scopeTitle(scope)), (signal, report) => {
      const onSeen = (images: number) => report(imagesText(images));
      return runs.plan(scope, { options, account, signal, onSeen });
    });
  }

  /** A plan within the setting `confirmAbove` needs no question, unless it pays again. */
  async #agrees(run: Run): Promise<boolean> {
    const { runs, store, ui, isFree } = this.#services;
    const byAccount = [...(await runs.callsByAccount(run.id))];
    const billable = byAccount.filter(([account]) => !isFree(account));
    const billed = billable.reduce((sum, [, calls]) => sum + calls, 0);
    const paysAgain = run.options.refresh && billed > 0;
    if (!paysAgain && run.calls <= readSetting("confirmAbove")) return true;
    const [account = "free"] = billable.flatMap(([name]) => name);
    const button = planButton(run);
    const facts = {
      billed,
      prices: {
        perThousandCalls: readSetting("pricePerThousandCalls"),
        currency: readSetting("currency"),
      },
      concurrency: readSetting("batch.concurrency"),
      leftToday: await store.leftToday(account),
    };
    const answer = await ui.tell({
      severity: billed > 0 ? "warning" : "information",
      text: planQuestion(run, facts),
      detail: planDetail(run, await runs.problems(run.id), facts),
      modal: true,
      buttons: [button],
    });
    return answer === button;
  }

  async #work({ id, calls }: Run): Promise<void> {
    const { runs, images } = this.#services;
    await runs.begin(id, calls, images.askingOnce());
    await this.#offerInTheEnd(id);
  }

  /** A short run has a notification; a long one would leave it there for hours, and is in the status bar. */
  async #watch(id: number): Promise<Run | undefined> {
    const { runs, ui } = this.#services;
    const ended = runs.ended(id);
    const run = await runs.run(id);
    if (!run || left(run) > maxNotified) return ended;
    return ui.progress(detectingText(run.images), async (signal, report) => {
      let told = run.images - left(run);
      const tell = async () => {
        const { images, ...now } = (await runs.run(id)) ?? run;
        const done = images - left({ images, ...now });
        if (done <= told) return;
        report(t("{0} of {1}", grouped(done), grouped(images)), (100 * (done - told)) / images);
        told = done;
      };
      const listener = runs.onDidChange(() => void tell());
      signal.addEventListener("abort", () => void runs.cancel(id), { once: true });
      if (signal.aborted) await runs.cancel(id);
      try {
        return await ended;
      } finally {
        listener.dispose();
      }
    });
  }

  async #offerInTheEnd(id: number): Promise<void> {
    const ended = await this.#watch(id);
    if (ended) await this.#offer(id);
  }

  async #offer(id: number): Promise<void> {
    const { runs, ui } = this.#services;
    const run = await runs.run(id);
    if (!run) return;
    const cancelled = cancelledOf(await runs.problems(id));
    const show = t("Show Results");
    const retry = retryTitle(run, cancelled);
    const severity = run.failed > cancelled ? "warning" : "information";
    const buttons = [show, ...(retry === undefined ? [] : [retry])];
    const chosen = await ui.tell({ severity, text: summary(run, cancelled), buttons });
    if (chosen === show) await this.#list(id);
    else if (chosen !== undefined && chosen === retry) await this.retry(id);
  }

  async #list(id: number): Promise<void> {
    const { runs, ui } = this.#services;
    const items = await runs.items(id, { limit: maxListed });
    const rows = await Promise.all(items.map((item) => this.#row(item)));
    const chosen = await ui.pick(rows, {
      title: t("Detected labels"),
      placeholder:
        items.length < maxListed
          ? t("Choose an image to open its labels")
          : t("The first {0} images. Choose one to open its labels", grouped(maxListed)),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen) await this.open(chosen.item);
  }

  /** Opens the labels of one image of a run. */
  async open({ ref }: RunItem): Promise<void> {
    const { images, panels } = this.#services;
    await panels.open(await images.open(targetOf(ref))).showKnown();
  }

  async #row(item: RunItem): Promise<vscode.QuickPickItem & { item: RunItem }> {
    const { labels, images } = this.#services;
    const { ref, state, problem } = item;
    const hasLabels = state === "detected" || state === "known";
    const stored = hasLabels
      ? ref.kind === "object"
        ? ((await labels.latest(ref.object)) ?? (await images.stored(targetOf(ref))))
        : await images.stored(targetOf(ref))
      : undefined;
    const names = stored && topLabels(stored.labels, 5).map(({ name }) => name);
    return {
      label: itemText(item),
      ...(names && { description: names.length > 0 ? joined(names) : t("no labels") }),
      ...(problem && { detail: problem.code === "cancelled" ? t("Cancelled") : problem.message }),
      item,
    };
  }
}

function detectingText(images: number): string {
  return images === 1 ? t("Detecting 1 image") : t("Detecting {0} images", grouped(images));
}

function cancelledOf(problems: Awaited<ReturnType<Runs["problems"]>>): number {
  return problems.find(({ code }) => code === "cancelled")?.items ?? 0;
}

/** The object's URI, the file's path in the workspace, or the text that named neither. */
export function itemText({ ref }: Pick<RunItem, "ref">): string {
  if (ref.kind === "file" && !/^[a-z][a-z0-9+.-]*:/i.test(ref.uri)) return ref.uri;
  return targetText(targetOf(ref));
}

/** The last part of it. */
export function itemName({ ref }: Pick<RunItem, "ref">): string {
  if (ref.kind === "object") return lastSegment(ref.object.key);
  return lastSegment(vscode.Uri.parse(ref.uri).path);
}
