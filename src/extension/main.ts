/**
 * Registers what VS Code calls. Nothing else is loaded here: the first call that needs more builds the
 * services, so a window in which nobody asks for anything pays for a few registrations only.
 */
import * as vscode from "vscode";
import { commandIds, commandName } from "./commandIds.ts";
import type { Services } from "./services.ts";
import type { TreeNode } from "./tree/nodes.ts";

/** For tests; not an interface for other extensions, who call the commands. */
export interface Inspection {
  services(): Promise<Services>;
}

let built: Promise<Services> | undefined;

/** Other extensions are given nothing: what signs requests is not theirs. */
export function activate(context: vscode.ExtensionContext): Inspection | undefined {
  const treeChanged = new vscode.EventEmitter<TreeNode | undefined>();
  const lensesChanged = new vscode.EventEmitter<void>();
  const services = (): Promise<Services> => {
    built ??= import("./services.ts").then(({ createServices }) =>
      createServices({ context, view, treeChanged, lensesChanged }),
    );
    return built;
  };
  const view = vscode.window.createTreeView<TreeNode>("ossImageLabels.buckets", {
    treeDataProvider: lazyTree(services, treeChanged.event),
    canSelectMany: true,
    showCollapseAll: true,
  });
  void vscode.commands.executeCommand("setContext", "ossImageLabels.imagesOnly", true);
  context.subscriptions.push(
    treeChanged,
    lensesChanged,
    view,
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(commandName(id), async (...args) =>
        (await services()).commands[id](...args),
      ),
    ),
    ...languageFeatures(services, lensesChanged.event),
    ...["detect", "search"].map((name) => lazyTool(`ossImageLabels_${name}`, services)),
    vscode.window.registerWebviewPanelSerializer("ossImageLabels.panel", {
      deserializeWebviewPanel: async (panel, state) =>
        (await services()).restorePanel(panel, state),
    }),
  );
  return context.extensionMode === vscode.ExtensionMode.Test ? { services } : undefined;
}

export async function deactivate(): Promise<void> {
  const services = await built?.catch(() => undefined);
  await services?.close();
}

type LazyServices = () => Promise<Services>;

function lazyTree(
  services: LazyServices,
  onDidChangeTreeData: vscode.Event<TreeNode | undefined>,
): vscode.TreeDataProvider<TreeNode> {
  return {
    onDidChangeTreeData,
    getChildren: async (node) => (await services()).tree.getChildren(node),
    getTreeItem: async (node) => (await services()).tree.getTreeItem(node),
    getParent: async (node) => (await services()).tree.getParent(node),
    resolveTreeItem: async (item, node) => (await services()).tree.resolveTreeItem(item, node),
  };
}

/** VS Code asks these for every document, so what is off or cannot be there is answered at once. */
function languageFeatures(
  services: LazyServices,
  onDidChangeCodeLenses: vscode.Event<void>,
): vscode.Disposable[] {
  const isOn = (setting: string, document: vscode.TextDocument) =>
    vscode.workspace.getConfiguration("ossImageLabels", document).get(setting) === true;
  return [
    vscode.languages.registerHoverProvider("*", {
      provideHover: async (document, position, token) =>
        isOn("hover.enabled", document)
          ? (await services()).hover.provideHover(document, position, token)
          : undefined,
    }),
    vscode.languages.registerDocumentLinkProvider("*", {
      provideDocumentLinks: async (document) =>
        document.getText().includes("oss://") ? (await services()).objectLinks(document) : [],
    }),
    vscode.languages.registerCodeLensProvider("*", {
      onDidChangeCodeLenses,
      provideCodeLenses: async (document) =>
        isOn("codeLens.enabled", document) ? (await services()).lenses.provide(document) : [],
      resolveCodeLens: async (lens) => (await services()).lenses.resolve(lens),
    }),
    vscode.languages.registerCodeActionsProvider(languagesWithAltTexts, {
      provideCodeActions: async (document, range) =>
        (await services()).altTextActions(document, range),
    }),
  ];
}

const languagesWithAltTexts = [
  ...["html", "markdown", "mdx", "javascriptreact", "typescriptreact", "vue", "svelte", "astro"],
  ...["php", "handlebars", "blade", "razor"],
].map((language): vscode.DocumentFilter => ({ language }));

function lazyTool(name: string, services: LazyServices): vscode.Disposable {
  return vscode.lm.registerTool<object>(name, {
    prepareInvocation: async (options, token) =>
      (await services()).tools[name]?.prepareInvocation?.(options, token),
    async invoke(options, token) {
      const tool = (await services()).tools[name];
      if (!tool) throw new Error(`There is no tool ${name}.`);
      return tool.invoke(options, token);
    },
  });
}
