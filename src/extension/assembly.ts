/** Builds everything that answers VS Code, once, when the first call needs it. */
import "./interfaceLanguage.ts";
import * as vscode from "vscode";
import * as z from "zod/mini";
import type { OssClient } from "../oss/client.ts";
import { AccountMemory } from "./accountMemory.ts";
import { accountCommands } from "./accounts/accountCommands.ts";
import { Accounts } from "./accounts/accounts.ts";
import { BucketAccounts } from "./accounts/bucketAccounts.ts";
import { clientOpener } from "./accounts/openClient.ts";
import { PlainHttp } from "./accounts/plainHttp.ts";
import { SampleAccount } from "./accounts/sampleAccount.ts";
import { Secrets } from "./accounts/secrets.ts";
import { SharedDispatcher } from "./accounts/sharedDispatcher.ts";
import { albumCommands } from "./albums/albumCommands.ts";
import type { AlbumTreeNode } from "./albums/albumNodes.ts";
import { Albums } from "./albums/albums.ts";
import { AlbumTree, type AlbumTreeChange } from "./albums/albumTree.ts";
import { insightCommands } from "./albums/insightCommands.ts";
import { queryOfArgument } from "./albums/queryText.ts";
import { ReadableTexts } from "./albums/readableText.ts";
import { offerRenamedAccount } from "./albums/renamedAccount.ts";
import { altTextActions } from "./altText/altTextActions.ts";
import { AltTextCheck } from "./altText/altTextCheck.ts";
import { altTextCommands } from "./altText/writeAltText.ts";
import { queryAsker } from "./askQuery.ts";
import { codeCommands } from "./codeSamples/codeCommands.ts";
import { type CommandId, commandName, type Handler } from "./commandIds.ts";
import { commandTable, windowCommands } from "./commands.ts";
import { correctionCommands } from "./corrections/correctionCommands.ts";
import { chooseImage } from "./detect/chooseImages.ts";
import { compareCommands, readCompared } from "./detect/compareCommands.ts";
import { detectProgram } from "./detect/detectForProgram.ts";
import { detectLabels } from "./detect/detectLabels.ts";
import { imageCommands } from "./detect/imageCommands.ts";
import { exchangeCommands, exchangePrograms } from "./exchange/exchangeCommands.ts";
import { FileUris } from "./fileSystem/fileUris.ts";
import { labelDecoration, markedBy, urisOf } from "./fileSystem/labelDecorations.ts";
import { ObjectFileSystem } from "./fileSystem/objectFileSystem.ts";
import { dragObjects, dropImages } from "./files/dropImages.ts";
import { fileCommands } from "./files/fileCommands.ts";
import { HandOverMemory } from "./handOver/handedOver.ts";
import { handOverCommands } from "./handOver/handOverCommands.ts";
import { imageHover } from "./hover/imageHover.ts";
import { Corrections } from "./images/corrections.ts";
import { Images } from "./images/images.ts";
import { LabelLanguages } from "./images/labelLanguages.ts";
import { LabelNames } from "./images/labelNames.ts";
import { LabelStore } from "./images/labelStore.ts";
import { LocalCopies } from "./images/localCopies.ts";
import { Pictures } from "./images/pictures.ts";
import { RunStore } from "./images/runStore.ts";
import { readTarget } from "./images/target.ts";
import { ThumbnailFolder } from "./images/thumbnailFolder.ts";
import { UploadConsent } from "./images/uploadConsent.ts";
import { UploadedCopies } from "./images/uploadedCopies.ts";
import { indexCommands } from "./labelIndex/indexCommands.ts";
import { languageCommands } from "./labelLanguage/languageCommands.ts";
import { Log } from "./log.ts";
import { Comparisons } from "./panel/comparisons.ts";
import { LabelPanels } from "./panel/labelPanels.ts";
import { logError, present } from "./present.ts";
import { ImageReferences } from "./references/imageReferences.ts";
import { LabelLenses } from "./references/labelLens.ts";
import { objectLinks } from "./references/objectLinks.ts";
import { queryPages } from "./runs/queryPages.ts";
import { runFeature } from "./runs/runFeature.ts";
import { objectNode, type RunNode } from "./runs/runNodes.ts";
import type { RunStatus } from "./runs/runStatus.ts";
import type { Runs } from "./runs/runs.ts";
import type { RunsView } from "./runs/runsView.ts";
import { actOn, nodeOf } from "./search/imageActions.ts";
import { searchCommands } from "./search/searchCommands.ts";
import { SearchViews } from "./search/searchViews.ts";
import { smallPicture } from "./search/smallPicture.ts";
import { readSetting } from "./settings.ts";
import { isSample } from "./settingsSchema.ts";
import { setupCommands } from "./setup/setupCommands.ts";
import { type LanguageModelTools, languageModelTools } from "./tools/tools.ts";
import { BucketTree } from "./tree/bucketTree.ts";
import type { TreeChange, TreeNode } from "./tree/nodes.ts";
import { Places } from "./tree/places.ts";
import { revealAccount, treeCommands } from "./tree/treeCommands.ts";
import { type Ui, windowUi } from "./ui.ts";
import { lastRunFile, writeBackCommands } from "./writeBack/writeTags.ts";

/** What was made when the extension was activated. */
export interface Registered {
  readonly context: vscode.ExtensionContext;
  readonly view: vscode.TreeView<TreeNode>;
  readonly treeChanged: vscode.EventEmitter<TreeChange>;
  readonly lensesChanged: vscode.EventEmitter<void>;
  readonly runsView: vscode.TreeView<RunNode>;
  readonly runsChanged: vscode.EventEmitter<RunNode | undefined>;
  readonly albumsView: vscode.TreeView<AlbumTreeNode>;
  readonly albumsChanged: vscode.EventEmitter<AlbumTreeChange>;
  readonly filesChanged: vscode.EventEmitter<vscode.FileChangeEvent[]>;
  readonly decorationsChanged: vscode.EventEmitter<vscode.Uri[] | undefined>;
}

/** What answers VS Code, put together. */
export interface Assembly {
  readonly tree: BucketTree;
  /** For tests. */
  readonly view: vscode.TreeView<TreeNode>;
  /** For tests. */
  readonly places: Places;
  readonly albums: AlbumTree;
  readonly corrections: Corrections;
  readonly commands: Readonly<Record<CommandId, Handler>>;
  readonly hover: vscode.HoverProvider;
  readonly lenses: LabelLenses;
  readonly runs: Runs;
  readonly runsView: RunsView;
  /** For tests. */
  readonly runStatus: RunStatus;
  /** For tests. */
  readonly runStore: RunStore;
  readonly labels: LabelStore;
  /** For tests. */
  readonly labelNames: LabelNames;
  /** For tests. */
  readonly languages: LabelLanguages;
  readonly altTextCheck: AltTextCheck;
  /** `oss:` files. */
  readonly files: ObjectFileSystem;
  readonly fileUris: FileUris;
  /** The mark of an `oss:` file whose labels are known. */
  decoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined>;
  drag(nodes: readonly unknown[], data: vscode.DataTransfer): void;
  drop(
    document: vscode.TextDocument,
    data: vscode.DataTransfer,
  ): Promise<vscode.DocumentDropEdit[]>;
  readonly tools: LanguageModelTools;
  readonly panels: LabelPanels;
  /** For tests. */
  readonly comparisons: Comparisons;
  readonly sample: SampleAccount;
  /** What all parts talk to the person through; tests stand in for the person here. */
  readonly ui: Ui;
  /** Where the log, what is kept, and the extension itself are, for tests. */
  readonly folders: Readonly<Record<"logs" | "storage" | "extension", vscode.Uri>>;
  /** What is remembered over restarts, for tests. */
  readonly memory: vscode.Memento;
  client(account: string): Promise<OssClient>;
  objectLinks(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentLink[]>;
  altTextActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]>;
  restorePanel(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  /** The same of a comparison. */
  restoreComparison(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  readonly searches: SearchViews;
  restoreSearch(panel: vscode.WebviewPanel, state: unknown): void;
  close(): Promise<void>;
}

export function assemble({
  context,
  view,
  treeChanged,
  lensesChanged,
  runsView,
  runsChanged,
  albumsView,
  albumsChanged,
  filesChanged,
  decorationsChanged,
}: Registered): Assembly {
  const memory = context.globalState;
  const ui = windowUi();
  const log = new Log();
  const report = (error: unknown) => present(error, { ui, log });
  const note = (error: unknown) => logError(error, log);

  const sample = new SampleAccount(context.extensionPath, log);
  const secrets = new Secrets(context.secrets);
  const network = new SharedDispatcher();
  const plainHttp = new PlainHttp(ui, memory);
  const isReadOnly = () => readSetting("readOnly");
  const opening = { sample, secrets, network, plainHttp, isReadOnly, log };
  const accounts = new Accounts(clientOpener(opening));
  const bucketAccounts = new BucketAccounts(accounts, memory, ui);
  const client = (account: string) => accounts.client(account);
  const namedBuckets = new AccountMemory(memory, "namedBuckets", z.array(z.string()));
  const places = new Places(memory);
  const handedOver = new HandOverMemory(memory);
  const bucketsNamed = (account: string) => namedBuckets.of(account) ?? [];

  const isFree = (account: string) =>
    accounts.list().accounts.some((setting) => setting.name === account && isSample(setting));
  const runStore = new RunStore(() => labels.index, isFree, log);
  const thumbnails = new ThumbnailFolder(
    vscode.Uri.joinPath(context.globalStorageUri, "thumbnails").fsPath,
  );
  const labels = new LabelStore({
    ...{ storage: context.globalStorageUri, extension: context.extensionUri, log, ui },
    isKept: () => readSetting("labelIndex.enabled"),
    accounts: () => accounts.list().accounts,
    budget: runStore,
  });
  const pictures = new Pictures(thumbnails);
  const index = () => labels.index;
  const corrections = new Corrections(index);
  const glossaryFile = vscode.Uri.joinPath(context.extensionUri, "dist", "glossary.br").fsPath;
  const labelNames = new LabelNames({ index, glossaryFile, note });
  const names = (text: string, limit: number) => labelNames.choices(text, limit);
  const askQuery = queryAsker({ ui, index, names });
  const languages = new LabelLanguages({ glossary: () => labelNames.glossary(), memory, ui, log });
  const uploadConsent = new UploadConsent(ui, memory);
  const uploads = new UploadedCopies({ memory, client, ui, log });
  void uploads.deleteLeftBehind(accounts.list().accounts.map(({ name }) => name));
  const images = new Images({
    accounts,
    bucketAccounts,
    client,
    labels,
    corrections,
    pictures,
    copies: new LocalCopies(),
    agreeToUpload: (destination) => uploadConsent.ask(destination),
    uploads,
    ui,
    log,
  });
  const references = new ImageReferences({
    isKnownObject: async (address) =>
      (await images.stored({ kind: "object", address })) !== undefined,
  });
  const fileUris = new FileUris(accounts, bucketAccounts);
  const tree = new BucketTree({
    accounts,
    bucketAccounts,
    images,
    uris: fileUris,
    labels,
    corrections,
    changed: treeChanged,
    languages,
    namedBuckets: bucketsNamed,
    log,
  });
  const threshold = () => readSetting("threshold");
  const panels = new LabelPanels(context.extensionUri, {
    ...{ images, labels, corrections, languages, threshold, report, note },
    beside: async (object, step) => {
      const found = await searches.view?.beside(object, step);
      const node = found ?? (await tree.beside(object, step));
      return node && readTarget("kind" in node ? node : nodeOf(node));
    },
  });
  panels.onDidShow(({ object }) => {
    const node = object && tree.shown(object);
    if (node && view.visible && view.selection[0] !== node) {
      view.reveal(node, { select: true, focus: false }).then(undefined, note);
    }
  });
  panels.onDidKeep(({ object }) => {
    if (object) places.visited(object).catch(note);
  });
  const searches = new SearchViews({
    extensionUri: context.extensionUri,
    // Opened with the first view.
    get index() {
      return labels.index;
    },
    onDidChangeIndex: labels.onDidChangeIndex,
    onDidChangeLanguage: languages.onDidChange,
    namesShown: () => ({
      language: languages.language,
      namer: languages.namer,
      meanings: (name) => languages.meanings(name),
    }),
    chooseLanguage: (language) => languages.choose(language),
    names,
    picture: smallPicture({ pictures, client, log }),
    act: (action, chosen) => actOn(action, chosen, labels.index),
    saveAlbum: async (text) => {
      await vscode.commands.executeCommand(commandName("saveAlbum"), text);
    },
    openSample: async () => {
      await vscode.commands.executeCommand(commandName("openSampleBucket"));
    },
    showTree: async () => {
      await vscode.commands.executeCommand("ossImageLabels.buckets.focus");
    },
    report,
  });
  const comparisons = new Comparisons({
    languages,
    read: (item) => readCompared(item, { images, index }),
    changes: [labels.onDidChange, labels.onDidChangeIndex, corrections.onDidChange],
    open: async (target) => panels.open(await images.open(target)).showKnown(),
    detect: (targets) => running.people.detect({ kind: "targets", targets }, {}),
    report,
  });
  const savedAlbums = new Albums();
  const albums = new AlbumTree({
    ...{ albums: savedAlbums, index, images, languages, changed: albumsChanged, log },
    changes: [labels.onDidChangeIndex, corrections.onDidChange, languages.onDidChange],
  });
  const texts = new ReadableTexts();
  const altTextCheck = new AltTextCheck(log);
  const files = new ObjectFileSystem({
    ...{ uris: fileUris, accounts, client, changed: filesChanged, ui, log },
  });
  const dragging = { uris: fileUris, files, images, languages, client };
  const detecting = { images, panels, references, labels, ui, log };
  const exchanging = { index, askQuery, ui, log };

  const running = runFeature({
    ...{ accounts, bucketAccounts, client, images, labels, uploadConsent, isFree, panels },
    ...{ memory, report, askQuery, ui, log, store: runStore, view: runsView, changed: runsChanged },
    find: (query) => queryPages(query, labels.index),
  });

  const handlers = {
    ...imageCommands(detecting, (targets, options) =>
      running.people.detect({ kind: "targets", targets }, options),
    ),
    ...compareCommands({ ...detecting, comparisons, index }),
    ...running.commands,
    ...treeCommands({
      ...{ tree, view, places, images, panels, bucketAccounts, client, namedBuckets, ui, log },
      forgetKeys: (account) => accounts.forgetKeys(account),
    }),
    ...accountCommands({
      ...opening,
      ui,
      accounts,
      kept: [
        ...[labels, runStore, namedBuckets, places, bucketAccounts, uploadConsent, uploads],
        ...[thumbnails, handedOver, lastRunFile({ folder: context.globalStorageUri })],
      ],
      reveal: (account) => revealAccount({ tree, view }, account),
      forgetLabels: (account) => labels.forgetLabels(account),
    }),
    ...setupCommands({
      ui,
      ...opening,
      accounts,
      bucketAccounts,
      namedBuckets: bucketsNamed,
      detect: (account, address, signal) => {
        const options = { refresh: true, show: false };
        return detectLabels({ kind: "object", account, address }, options, detecting, signal);
      },
      version: String(context.extension.packageJSON.version),
    }),
    ...codeCommands({
      ui,
      images,
      client,
      sample,
      choose: (argument, title) => chooseImage(argument, detecting, title),
    }),
    ...altTextCommands({
      ui,
      references,
      images,
      languages,
      detect: (target) => detectLabels(target, { show: false }, detecting),
      show: async (target) => panels.preview(await images.open(target)).showKnown(),
    }),
    ...writeBackCommands({
      ...{ ...detecting, client, corrections, index, queryOf: queryOfArgument },
      folder: context.globalStorageUri,
    }),
    ...albumCommands({
      ...{ albums: savedAlbums, tree: albums, view: albumsView, askQuery, ui, log },
      openSearch: (query) => vscode.commands.executeCommand("ossImageLabels.openSearch", query),
      searched: () => searches.view?.state.text,
    }),
    ...insightCommands({
      ...{ ...detecting, index, texts, languages },
      calls: () => runStore.callsByAccount(),
      prices: () => ({
        perThousandCalls: readSetting("pricePerThousandCalls"),
        currency: readSetting("currency"),
      }),
    }),
    ...handOverCommands({
      ...detecting,
      ...opening,
      accounts,
      bucketAccounts,
      client,
      handedOver,
      askQuery,
    }),
    ...exchangeCommands(exchanging),
    ...indexCommands({ ...{ labels, ui, log }, run: vscode.commands.executeCommand }),
    ...searchCommands(searches),
    ...fileCommands({ bucketAccounts, references, panels, files, client, ui, log }),
    ...languageCommands({ languages, images, index, ui }),
    ...correctionCommands({ ...detecting, corrections, index, labelNames, languages }),
    ...windowCommands(log),
  };
  const programs = {
    detect: detectProgram(detecting),
    detectMany: running.program,
    ...exchangePrograms(exchanging),
  };

  context.subscriptions.push(
    log,
    accounts,
    secrets,
    secrets.onDidChange((account) => accounts.keysChanged(account)),
    labels.onDidChange(() => lensesChanged.fire()),
    languages.onDidChange(() => lensesChanged.fire()),
    languages.onDidChange(() => decorationsChanged.fire(undefined)),
    languages,
    labels.onDidChange((change) => decorationsChanged.fire(markedBy(change, fileUris))),
    corrections.onDidChange((object) => decorationsChanged.fire(urisOf(object, fileUris))),
    accounts.onDidRename((names) => offerRenamedAccount(names, savedAlbums, ui).catch(report)),
    labels.onDidChangeIndex(() => labelNames.indexChanged()),
    labels.onDidChangeIndex(() => lensesChanged.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("ossImageLabels.labelIndex")) {
        labels.settingsChanged().catch(report);
      }
    }),
    tree,
    albums,
    savedAlbums,
    corrections,
    texts,
    panels,
    comparisons,
    searches,
    altTextCheck,
    files,
    running.runs,
    running.status,
    runStore,
  );
  running.resume().catch(report);

  return {
    tree,
    view,
    places,
    albums,
    corrections,
    commands: commandTable(handlers, programs, detecting),
    panels,
    comparisons,
    sample,
    ui,
    folders: {
      logs: context.logUri,
      storage: context.globalStorageUri,
      extension: context.extensionUri,
    },
    memory,
    client,
    objectLinks,
    altTextActions: (document, range) => altTextActions(document, range, { references, images }),
    hover: imageHover({ references, images, languages }),
    lenses: new LabelLenses({ references, images, languages }),
    runs: running.runs,
    runsView: running.runsView,
    runStatus: running.status,
    runStore,
    labels,
    labelNames,
    languages,
    altTextCheck,
    files,
    fileUris,
    decoration: (uri) => labelDecoration(uri, { uris: fileUris, images, languages }),
    drag: (nodes, data) =>
      dragObjects(
        nodes.map((node) => objectNode(node) ?? node),
        data,
        dragging,
      ),
    drop: (document, data) => dropImages(document, data, dragging),
    tools: languageModelTools({
      images,
      labels,
      detect: (target, options, signal) => detectLabels(target, options, detecting, signal),
    }),
    restorePanel: (panel, state) => panels.restore(panel, state),
    restoreComparison: (panel, state) => comparisons.restore(panel, state),
    searches,
    restoreSearch: (panel, state) => searches.restore(panel, state),
    close: async () => {
      await running.runs.close().catch(() => undefined);
      await Promise.allSettled([labels.close(), sample.close(), network.close()]);
    },
  };
}
