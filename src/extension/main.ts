/** Builds the services, registers what VS Code calls, and closes what was opened. */
import * as vscode from "vscode";
import type { OssClient } from "../oss/client.ts";
import { accountHandlers } from "./accounts/accountHandlers.ts";
import { Accounts } from "./accounts/accounts.ts";
import { BucketOwners } from "./accounts/bucketOwners.ts";
import { clientOpener } from "./accounts/openClient.ts";
import { PlainHttp } from "./accounts/plainHttp.ts";
import { SampleAccount } from "./accounts/sampleAccount.ts";
import { Secrets } from "./accounts/secrets.ts";
import { SharedDispatcher } from "./accounts/sharedDispatcher.ts";
import { registerAltTextActions } from "./altText/altTextActions.ts";
import { registerCommands } from "./commands.ts";
import { detectLabels } from "./detect/detectLabels.ts";
import type { Subject } from "./detect/subject.ts";
import { type SubjectServices, subjectOf } from "./detect/subjects.ts";
import { uploadConsent } from "./detect/uploadConsent.ts";
import { registerImageHover } from "./hover/imageHover.ts";
import { imageTooltip } from "./hover/imageTooltip.ts";
import { knownAnswerOf } from "./knownAnswer.ts";
import { KnownLabels } from "./knownLabels.ts";
import { Log } from "./log.ts";
import { LabelPanels } from "./panel/labelPanels.ts";
import { registerPanelRestorer } from "./panel/panelRestorer.ts";
import { Pictures } from "./pictures.ts";
import { present } from "./present.ts";
import { ImageReferences } from "./references/imageReferences.ts";
import { registerLabelLens } from "./references/labelLens.ts";
import { registerObjectLinks } from "./references/objectLinks.ts";
import { readSetting } from "./settings.ts";
import { registerTools } from "./tools/tools.ts";
import { BucketTree } from "./tree/bucketTree.ts";
import { NamedBuckets } from "./tree/namedBuckets.ts";
import type { TreeNode } from "./tree/nodes.ts";
import { TreeCommands } from "./tree/treeCommands.ts";

let close: (() => Promise<void>) | undefined;

/** What tests look at; not an interface for other extensions, who call the commands. */
export interface Inspection {
  readonly panels: LabelPanels;
  readonly tree: BucketTree;
  readonly sample: SampleAccount;
  readonly client: (account: string) => Promise<OssClient>;
}

export function activate(context: vscode.ExtensionContext): Inspection {
  const log = new Log();
  const sample = new SampleAccount(context.extensionPath, log);
  const secrets = new Secrets(context.secrets);
  const network = new SharedDispatcher();
  const plainHttp = new PlainHttp(context.globalState);
  const accounts = new Accounts(clientOpener({ sample, secrets, network, plainHttp, log }));
  const owners = new BucketOwners(accounts, context.globalState);
  const knownLabels = new KnownLabels(
    context.globalStorageUri,
    () => accounts.list().accounts.map(({ name }) => name),
    log,
  );
  const pictures = new Pictures();
  const namedBuckets = new NamedBuckets(context.globalState);
  const client = (account: string) => accounts.client(account);

  const tree = new BucketTree({
    accounts,
    owners,
    log,
    namedBuckets: (account) => namedBuckets.of(account),
    topLabel: (node) => knownLabels.topLabel(node),
    tooltip: (node) => imageTooltip(node, { client, knownLabels, pictures }),
  });
  const view: vscode.TreeView<TreeNode> = vscode.window.createTreeView("ossImageLabels.buckets", {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });

  const onDetected = (subject: Subject) => {
    if (subject.address) tree.redraw(subject.account, subject.address);
  };
  const panels = new LabelPanels(context.extensionUri, {
    threshold: () => readSetting("threshold"),
    onDetected,
    report: (error) => present(error, log),
  });
  const subjects: SubjectServices = {
    accounts,
    owners,
    client,
    pictures,
    detector: () => knownLabels.detector(),
    agreeToUpload: uploadConsent(context.globalState),
    onLeftBehind: (uri) => {
      void vscode.window.showWarningMessage(
        `The uploaded copy ${uri} could not be deleted. Delete it in the OSS console, or give the key oss:DeleteObject.`,
      );
    },
  };
  const references = new ImageReferences();
  const treeCommands = new TreeCommands({ tree, view, owners, namedBuckets });
  const knownAnswers = {
    renameAccount: async (from: string, to: string) =>
      (await knownLabels.index()).renameAccount(from, to),
  };

  context.subscriptions.push(
    log,
    accounts,
    secrets,
    secrets.onDidChange((account) => accounts.keysChanged(account)),
    tree,
    view,
    panels,
    registerObjectLinks(),
    registerLabelLens({
      references,
      known: (target) => knownAnswerOf(target, { owners, knownLabels }),
    }),
    registerAltTextActions(),
    registerTools({
      index: () => knownLabels.index(),
      detect: (target, options, signal) =>
        detectLabels(target, options, { ...subjects, panels, onDetected }, signal),
      isKnown: async (target, threshold) => {
        const subject = await subjectOf(target, subjects);
        const known = await subject.known(new AbortController().signal);
        return known !== undefined && known.threshold <= threshold;
      },
    }),
    registerImageHover({ references, owners, knownLabels, pictures, client }),
    registerPanelRestorer(panels, subjects),
    registerCommands({
      ...subjects,
      panels,
      onDetected,
      log,
      tree: treeCommands,
      accountHandlers: accountHandlers({
        accounts,
        secrets,
        plainHttp,
        kept: [knownAnswers, namedBuckets, owners],
        reveal: (account) => treeCommands.revealAccount(account),
        forgetLabels: (account) => knownLabels.forget(account),
      }),
      references,
      forget: async ({ account, address }) => {
        await knownLabels.forget(account, address);
        tree.redraw(account, address);
      },
    }),
  );
  close = async () => {
    await Promise.allSettled([knownLabels.close(), sample.close(), network.close()]);
  };
  return { panels, tree, sample, client };
}

export async function deactivate(): Promise<void> {
  await close?.();
}
