/** Runs, put together: their commands, view and status, and going on with what was left. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { grouped } from "../../labels/format.ts";
import type { OssClient } from "../../oss/client.ts";
import { left as leftOf, type Run } from "../../runs/item.ts";
import type { FindPage } from "../../runs/sources.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import type { AskQuery } from "../askQuery.ts";
import type { Images } from "../images/images.ts";
import type { LabelStore } from "../images/labelStore.ts";
import type { RunStore } from "../images/runStore.ts";
import type { UploadConsent } from "../images/uploadConsent.ts";
import type { Log } from "../log.ts";
import type { LabelPanels } from "../panel/labelPanels.ts";
import type { Ui } from "../ui.ts";
import { detectManyProgram } from "./detectManyForProgram.ts";
import { PeopleRuns } from "./peopleRuns.ts";
import { runCommands } from "./runCommands.ts";
import type { RunNode } from "./runNodes.ts";
import { RunStatus } from "./runStatus.ts";
import { Runs } from "./runs.ts";
import { RunsView } from "./runsView.ts";

export interface RunFeatureServices {
  readonly accounts: Accounts;
  readonly bucketAccounts: BucketAccounts;
  readonly client: (account: string) => Promise<OssClient>;
  readonly images: Images;
  readonly labels: LabelStore;
  readonly store: RunStore;
  readonly uploadConsent: UploadConsent;
  readonly isFree: (account: string) => boolean;
  readonly find: (query: string) => Promise<FindPage>;
  readonly panels: LabelPanels;
  readonly view: vscode.TreeView<RunNode>;
  readonly changed: vscode.EventEmitter<RunNode | undefined>;
  readonly memory: vscode.Memento;
  readonly report: (error: unknown) => void;
  readonly askQuery: AskQuery;
  readonly ui: Ui;
  readonly log: Log;
}

/** Remembers over restarts that a run was going on, so that a window without one need not look for it. */
const goingOnKey = "runsGoingOn";

/** Whether a run was going on when a window was closed last. */
function mayBeLeft(memory: vscode.Memento): boolean {
  return memory.get(goingOnKey) === true;
}

export function runFeature(services: RunFeatureServices) {
  const { bucketAccounts, images, labels, store, uploadConsent, memory, view, askQuery, ui } =
    services;
  const { client, find, report, changed } = services;
  const runs = new Runs({
    ...{ images, labels, store, client, find, report },
    goesOn: (isGoingOn) => {
      if (isGoingOn !== mayBeLeft(memory)) void memory.update(goingOnKey, isGoingOn);
    },
  });
  const people = new PeopleRuns({ ...services, runs });
  const runsView = new RunsView(runs, changed);
  const status = new RunStatus(runs, services.store);
  const showRuns = async () => {
    await vscode.commands.executeCommand("ossImageLabels.runs.focus");
    const [run] = await runs.list();
    if (!run) return;
    try {
      await view.reveal({ kind: "run", run }, { select: true, expand: true });
    } catch {
      // A row that is being read anew, as those of a run under way often are, cannot be revealed. The view is there.
    }
  };
  const unasked = images.askingNobody(
    (bucket, key) => knownAccount(bucketAccounts, bucket, key),
    async (destination) => {
      if (uploadConsent.hasAgreed(destination)) return;
      throw new Refusal("upload-not-agreed", { target: destination.location });
    },
  );
  return {
    runs,
    runsView,
    status,
    people,
    commands: runCommands({ runs, people, showRuns, askQuery, ui }),
    program: detectManyProgram({
      ...services,
      runs,
      unaskedImages: unasked,
      account: async (bucket, key) => knownAccount(bucketAccounts, bucket, key),
      showRuns,
    }),
    /** Goes on with what was agreed to before, and says so. */
    resume: async () => {
      if (!mayBeLeft(memory)) return;
      const [run, ...others] = await runs.resumeLeft();
      if (!run) return;
      const text = resumingText(run, others.length);
      const show = t("Show Runs");
      const pause = t("Pause");
      const chosen = await ui.tell({ text, buttons: [show, pause] });
      if (chosen === show) await showRuns();
      if (chosen === pause) await Promise.all([run, ...others].map(({ id }) => runs.pause(id)));
    },
  };
}

function resumingText(run: Run, others: number): string {
  const left = grouped(leftOf(run));
  const images = grouped(run.images);
  if (others > 0) {
    return t("Resuming the run over {title} ({left} of {images} left to do) and {others} more.", {
      ...{ title: run.title, others: grouped(others), left, images },
    });
  }
  return run.images === 1
    ? t("Resuming the run over {title}: {left} of 1 image left to do.", { title: run.title, left })
    : t("Resuming the run over {title}: {left} of {images} images left to do.", {
        ...{ title: run.title, left, images },
      });
}

function knownAccount(accounts: BucketAccounts, bucket: string, key: string) {
  const known = accounts.known(bucket, key);
  if (known) return known;
  throw new Refusal("no-account", { reason: "for-bucket", bucket });
}
