/** Builds everything that answers VS Code, once, when the first call needs it. */
import type * as vscode from "vscode";
import type { OssClient } from "../oss/client.ts";
import { accountCommands } from "./accounts/accountCommands.ts";
import { Accounts } from "./accounts/accounts.ts";
import { BucketOwners } from "./accounts/bucketOwners.ts";
import { clientOpener } from "./accounts/openClient.ts";
import { PlainHttp } from "./accounts/plainHttp.ts";
import { SampleAccount } from "./accounts/sampleAccount.ts";
import { Secrets } from "./accounts/secrets.ts";
import { SharedDispatcher } from "./accounts/sharedDispatcher.ts";
import { altTextActions } from "./altText/altTextActions.ts";
import type { CommandId, Handler } from "./commandIds.ts";
import { commandTable } from "./commands.ts";
import { detectLabels } from "./detect/detectLabels.ts";
import { LocalCopies } from "./detect/localCopy.ts";
import type { Subject } from "./detect/subject.ts";
import { type SubjectServices, subjectOf } from "./detect/subjects.ts";
import { uploadConsent } from "./detect/uploadConsent.ts";
import { imageHover } from "./hover/imageHover.ts";
import { imageTooltip } from "./hover/imageTooltip.ts";
import { knownAnswerOf } from "./knownAnswer.ts";
import { LabelStore } from "./labelStore.ts";
import { Log } from "./log.ts";
import { LabelPanels } from "./panel/labelPanels.ts";
import { restorePanel } from "./panel/restorePanel.ts";
import { Pictures } from "./pictures.ts";
import { present } from "./present.ts";
import { ImageReferences } from "./references/imageReferences.ts";
import { LabelLenses } from "./references/labelLens.ts";
import { objectLinks } from "./references/objectLinks.ts";
import { readSetting } from "./settings.ts";
import { setupCommands } from "./setup/setupCommands.ts";
import { type LanguageModelTools, languageModelTools } from "./tools/tools.ts";
import { BucketTree } from "./tree/bucketTree.ts";
import { NamedBuckets } from "./tree/namedBuckets.ts";
import type { TreeNode } from "./tree/nodes.ts";
import { TreeCommands } from "./tree/treeCommands.ts";
import { type Ui, windowUi } from "./ui.ts";

/** What was made when the extension was activated. */
export interface Registered {
  readonly context: vscode.ExtensionContext;
  readonly view: vscode.TreeView<TreeNode>;
  readonly treeChanged: vscode.EventEmitter<TreeNode | undefined>;
  readonly lensesChanged: vscode.EventEmitter<void>;
}

/** What answers VS Code, put together. */
export interface Assembly {
  readonly tree: BucketTree;
  readonly commands: Readonly<Record<CommandId, Handler>>;
  readonly hover: vscode.HoverProvider;
  readonly lenses: LabelLenses;
  readonly tools: LanguageModelTools;
  readonly panels: LabelPanels;
  readonly sample: SampleAccount;
  /** What all parts talk to the person through; tests stand in for the person here. */
  readonly ui: Ui;
  /** Where the log and what is kept are, for tests. */
  readonly folders: { readonly logs: vscode.Uri; readonly storage: vscode.Uri };
  /** What is remembered over restarts, for tests. */
  readonly memory: vscode.Memento;
  client(account: string): Promise<OssClient>;
  objectLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]>;
  altTextActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]>;
  restorePanel(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  close(): Promise<void>;
}

export function assemble({ context, view, treeChanged, lensesChanged }: Registered): Assembly {
  const ui = windowUi();
  const log = new Log();
  const sample = new SampleAccount(context.extensionPath, log);
  const secrets = new Secrets(context.secrets);
  const network = new SharedDispatcher();
  const plainHttp = new PlainHttp(ui, context.globalState);
  const opening = { sample, secrets, network, plainHttp, log };
  const accounts = new Accounts(clientOpener(opening));
  const owners = new BucketOwners(accounts, context.globalState, ui);
  const labelStore = new LabelStore(
    context.globalStorageUri,
    () => accounts.list().accounts.map(({ name }) => name),
    log,
  );
  const pictures = new Pictures();
  const namedBuckets = new NamedBuckets(context.globalState);
  const references = new ImageReferences();
  const copies = new LocalCopies();
  const client = (account: string) => accounts.client(account);

  const tree = new BucketTree({
    accounts,
    owners,
    log,
    changed: treeChanged,
    namedBuckets: (account) => namedBuckets.of(account),
    topLabel: (node) => labelStore.topLabel(node),
    tooltip: (node) => imageTooltip(node, { client, labelStore, pictures }),
  });
  const onDetected = (subject: Subject) => {
    if (subject.address) tree.redraw({ account: subject.account, ...subject.address });
    lensesChanged.fire();
  };
  const report = (error: unknown) => present(error, log);
  const panels = new LabelPanels(context.extensionUri, {
    threshold: () => readSetting("threshold"),
    onDetected,
    report,
  });
  const subjects: SubjectServices = {
    accounts,
    owners,
    client,
    pictures,
    copies,
    detector: labelStore.detector,
    agreeToUpload: uploadConsent(context.globalState),
    onLeftBehind: (uri) => {
      void ui.tell({
        severity: "warning",
        text: `The uploaded copy ${uri} could not be deleted. Delete it in the OSS console, and grant the key oss:DeleteObject so that later copies can be deleted.`,
      });
    },
  };
  const treeCommands = new TreeCommands({ tree, view, owners, namedBuckets });
  const knownAnswers = {
    renameAccount: async (from: string, to: string) =>
      (await labelStore.index()).renameAccount(from, to),
  };
  const commands = commandTable({
    ...subjects,
    panels,
    onDetected,
    log,
    tree: treeCommands,
    ofFeatures: {
      ...accountCommands({
        ...opening,
        ui,
        accounts,
        kept: [knownAnswers, namedBuckets, owners],
        reveal: (account) => treeCommands.revealAccount(account),
        forgetLabels: (account) => labelStore.forget(account),
      }),
      ...setupCommands({
        ui,
        ...opening,
        accounts,
        owners,
        namedBuckets: (account) => namedBuckets.of(account),
        detect: (account, address, signal) =>
          detectLabels(
            { kind: "object", account, address },
            { refresh: true, show: false },
            { ...subjects, panels, onDetected },
            signal,
          ),
        version: String(context.extension.packageJSON.version),
      }),
    },
    references,
    sample,
    forget: async ({ account, address }) => {
      await labelStore.forget(account, address);
      tree.redraw({ account, ...address });
    },
  });
  context.subscriptions.push(
    log,
    accounts,
    secrets,
    secrets.onDidChange((account) => accounts.keysChanged(account)),
    tree,
    panels,
  );

  return {
    tree,
    commands,
    panels,
    sample,
    ui,
    folders: { logs: context.logUri, storage: context.globalStorageUri },
    memory: context.globalState,
    client,
    objectLinks,
    altTextActions,
    hover: imageHover({ references, owners, labelStore, pictures, copies, client }),
    lenses: new LabelLenses({
      references,
      known: (target) => knownAnswerOf(target, { owners, labelStore }),
    }),
    tools: languageModelTools({
      index: () => labelStore.index(),
      detect: (target, options, signal) =>
        detectLabels(target, options, { ...subjects, panels, onDetected }, signal),
      isFree: async (target) => {
        const { account } = await subjectOf(target, subjects);
        return accounts.setting(account).credentials.source === "sample";
      },
      isKnown: async (target, threshold) => {
        const subject = await subjectOf(target, subjects);
        // A key that a model made up is a message to anyone who reads the bucket's log, so none is sent before a person agreed.
        const { account, address } = subject;
        const kept = address && (await labelStore.latest({ account, ...address }));
        if (address && !(kept && kept.threshold <= threshold)) return false;
        const known = await subject.known(new AbortController().signal);
        return known !== undefined && known.threshold <= threshold;
      },
    }),
    restorePanel: (panel, state) => restorePanel(panel, state, { panels, subjects, report }),
    close: async () => {
      await Promise.allSettled([labelStore.close(), sample.close(), network.close()]);
    },
  };
}
