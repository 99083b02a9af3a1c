/**
 * Registers what VS Code calls. Nothing else is loaded here: the first call that needs more builds the
 * rest, so a window in which nobody asks for anything pays for a few registrations only.
 */
import { config, t } from "@vscode/l10n";
import * as vscode from "vscode";
import { extensionsWithAltTexts, languagesWithAltTexts } from "../references/languageIds.ts";
import type { AlbumTreeNode } from "./albums/albumNodes.ts";
import type { AlbumTreeChange } from "./albums/albumTree.ts";
import type { Assembly } from "./assembly.ts";
import { commandIds, commandName } from "./commandIds.ts";
import type { RunNode } from "./runs/runNodes.ts";
import { imagesOnlyAtFirst, tellMenus } from "./tree/imagesOnly.ts";
import type { TreeChange, TreeNode } from "./tree/nodes.ts";

/** For tests; not an interface for other extensions, who call the commands. */
export interface Inspection {
  assembly(): Promise<Assembly>;
}

let built: Promise<Assembly> | undefined;

/** Other extensions are given nothing: what signs requests is not theirs. */
export function activate(context: vscode.ExtensionContext): Inspection | undefined {
  if (vscode.l10n.bundle) config({ contents: vscode.l10n.bundle });
  const treeChanged = new vscode.EventEmitter<TreeChange>();
  const lensesChanged = new vscode.EventEmitter<void>();
  const assembly = (): Promise<Assembly> => {
    built ??= import("./assembly.ts").then(({ assemble }) =>
      assemble({
        ...{ context, view, treeChanged, lensesChanged, runsView, runsChanged },
        ...{ albumsView, albumsChanged, filesChanged, decorationsChanged },
      }),
    );
    return built;
  };
  const filesChanged = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const decorationsChanged = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  const dragAndDropController = lazyDrag(assembly);
  const view = vscode.window.createTreeView<TreeNode>("ossImageLabels.buckets", {
    dragAndDropController,
    treeDataProvider: lazyTree(assembly, treeChanged.event),
    canSelectMany: true,
    showCollapseAll: true,
  });
  const albumsChanged = new vscode.EventEmitter<AlbumTreeChange>();
  const albumsView = vscode.window.createTreeView<AlbumTreeNode>("ossImageLabels.albums", {
    dragAndDropController,
    treeDataProvider: lazyAlbums(assembly, albumsChanged.event),
    canSelectMany: true,
    showCollapseAll: true,
  });
  const runsChanged = new vscode.EventEmitter<RunNode | undefined>();
  const runsView = vscode.window.createTreeView<RunNode>("ossImageLabels.runs", {
    // VS Code hides a tree without one while it is empty, and draws the first rows two seconds late.
    dragAndDropController,
    treeDataProvider: lazyRuns(assembly, runsChanged.event),
  });
  tellMenus(imagesOnlyAtFirst);
  // A run that was going on goes on; without one, nothing more is loaded.
  if (context.globalState.get("runsGoingOn") === true) void assembly();
  context.subscriptions.push(
    treeChanged,
    lensesChanged,
    view,
    runsChanged,
    runsView,
    albumsChanged,
    albumsView,
    filesChanged,
    decorationsChanged,
    registerDecorations(assembly, decorationsChanged.event),
    registerFiles(assembly, filesChanged.event),
    registerDrop(assembly),
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(commandName(id), async (...args) =>
        (await assembly()).commands[id](...args),
      ),
    ),
    ...languageFeatures(assembly, lensesChanged.event),
    followAltTextCheck(assembly),
    ...["detect", "search"].map((name) => lazyTool(`ossImageLabels_${name}`, assembly)),
    vscode.window.registerWebviewPanelSerializer("ossImageLabels.panel", {
      deserializeWebviewPanel: async (panel, state) =>
        (await assembly()).restorePanel(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer("ossImageLabels.compare", {
      deserializeWebviewPanel: async (panel, state) =>
        (await assembly()).restoreComparison(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer("ossImageLabels.search", {
      deserializeWebviewPanel: async (panel, state) =>
        (await assembly()).restoreSearch(panel, state),
    }),
  );
  return context.extensionMode === vscode.ExtensionMode.Test ? { assembly } : undefined;
}

export async function deactivate(): Promise<void> {
  const assembly = await built?.catch(() => undefined);
  await assembly?.close();
}

type LazyAssembly = () => Promise<Assembly>;

function lazyTree(
  assembly: LazyAssembly,
  onDidChangeTreeData: vscode.Event<TreeChange>,
): vscode.TreeDataProvider<TreeNode> {
  return {
    onDidChangeTreeData,
    getChildren: async (node) => (await assembly()).tree.getChildren(node),
    getTreeItem: async (node) => (await assembly()).tree.getTreeItem(node),
    getParent: async (node) => (await assembly()).tree.getParent(node),
    resolveTreeItem: async (item, node) => (await assembly()).tree.resolveTreeItem(item, node),
  };
}

function lazyRuns(
  assembly: LazyAssembly,
  onDidChangeTreeData: vscode.Event<RunNode | undefined>,
): vscode.TreeDataProvider<RunNode> {
  return {
    onDidChangeTreeData,
    getChildren: async (node) => (await assembly()).runsView.getChildren(node),
    getTreeItem: async (node) => (await assembly()).runsView.getTreeItem(node),
    getParent: async (node) => (await assembly()).runsView.getParent(node),
  };
}

function lazyAlbums(
  assembly: LazyAssembly,
  onDidChangeTreeData: vscode.Event<AlbumTreeChange>,
): vscode.TreeDataProvider<AlbumTreeNode> {
  return {
    onDidChangeTreeData,
    getChildren: async (node) => (await assembly()).albums.getChildren(node),
    getTreeItem: async (node) => (await assembly()).albums.getTreeItem(node),
    getParent: async (node) => (await assembly()).albums.getParent(node),
    resolveTreeItem: async (item, node) => (await assembly()).albums.resolveTreeItem(item, node),
  };
}

/** `oss:` files: nothing of them is watched, and what would change them is refused. */
function registerFiles(
  assembly: LazyAssembly,
  onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>,
): vscode.Disposable {
  const refuse = async () => (await assembly()).files.write();
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async (uri) => (await assembly()).files.stat(uri),
    readDirectory: async (uri) => (await assembly()).files.readDirectory(uri),
    readFile: async (uri) => (await assembly()).files.readFile(uri),
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  const reason = t("Objects in OSS are opened to be read only. Save a copy elsewhere.");
  const isReadonly = new vscode.MarkdownString(reason);
  const options = { isCaseSensitive: true, isReadonly };
  return vscode.workspace.registerFileSystemProvider("oss", provider, options);
}

/** VS Code asks for every file that it shows, so what is not ours is answered at once. */
function registerDecorations(
  assembly: LazyAssembly,
  onDidChangeFileDecorations: vscode.Event<vscode.Uri[] | undefined>,
): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations,
    provideFileDecoration: (uri) =>
      uri.scheme === "oss" ? assembly().then(({ decoration }) => decoration(uri)) : undefined,
  });
}

const uriList = "text/uri-list";

function lazyDrag(assembly: LazyAssembly): vscode.TreeDragAndDropController<unknown> {
  return {
    dragMimeTypes: [uriList],
    dropMimeTypes: [],
    handleDrag: async (nodes, data) => (await assembly()).drag(nodes, data),
  };
}

/** What is dropped is not ours as a rule, which its text tells at once. */
function registerDrop(assembly: LazyAssembly): vscode.Disposable {
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: async (document, _, data) => {
      const list = await data.get(uriList)?.asString();
      return list?.includes("oss:") ? (await assembly()).drop(document, data) : undefined;
    },
  };
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append("ossImage");
  // A pattern counts for more than `*`, which VS Code's own insertion of URIs has.
  return vscode.languages.registerDocumentDropEditProvider({ pattern: "**" }, provider, {
    dropMimeTypes: [uriList],
    providedDropEditKinds: [kind],
  });
}

function isOn(setting: string): boolean {
  return vscode.workspace.getConfiguration("ossImageLabels").get(setting) === true;
}

/** The check of alternative texts works unasked, so it is built when its setting is on, and not before. */
function followAltTextCheck(assembly: LazyAssembly): vscode.Disposable {
  const follow = async () => (await assembly()).altTextCheck.follow();
  if (isOn("altText.check")) void follow();
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("ossImageLabels.altText.check")) void follow();
  });
}

/** Every tag of an image, and of Markdown's images, matches; other text may. */
const mayShowImage = /<(?:[\w:-]*(?:img|image|picture)|input)|!\[/i;

/** VS Code asks these for every document, so what is off or cannot be there is answered at once. */
function languageFeatures(
  assembly: LazyAssembly,
  onDidChangeCodeLenses: vscode.Event<void>,
): vscode.Disposable[] {
  return [
    // By name for Markdown, so that VS Code's own hover, which shows the picture, does not come first.
    vscode.languages.registerHoverProvider(["markdown", "*"], {
      provideHover: async (document, position, token) =>
        isOn("hover.enabled")
          ? (await assembly()).hover.provideHover(document, position, token)
          : undefined,
    }),
    vscode.languages.registerDocumentLinkProvider("*", {
      provideDocumentLinks: async (document, token) =>
        document.getText().includes("oss://")
          ? (await assembly()).objectLinks(document, token)
          : [],
    }),
    vscode.languages.registerCodeLensProvider("*", {
      onDidChangeCodeLenses,
      provideCodeLenses: async (document, token) =>
        isOn("codeLens.enabled") ? (await assembly()).lenses.provide(document, token) : [],
    }),
    vscode.languages.registerCodeActionsProvider(
      [
        ...languagesWithAltTexts.map((language) => ({ language })),
        // Without an extension for it, VS Code takes a component's file for plain text.
        { language: "plaintext", pattern: `**/*{${extensionsWithAltTexts.join(",")}}` },
      ],
      {
        // Editors ask wherever the cursor goes.
        provideCodeActions: async (document, range) =>
          mayShowImage.test(document.getText())
            ? (await assembly()).altTextActions(document, range)
            : [],
      },
    ),
  ];
}

function lazyTool(name: string, assembly: LazyAssembly): vscode.Disposable {
  return vscode.lm.registerTool<object>(name, {
    prepareInvocation: async (options, token) =>
      (await assembly()).tools[name]?.prepareInvocation?.(options, token),
    async invoke(options, token) {
      const tool = (await assembly()).tools[name];
      if (!tool) throw new Error(`There is no tool ${name}.`);
      return tool.invoke(options, token);
    },
  });
}
