import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";
import { accounts } from "./accountsScene.ts";
import { detect, inspection, workspaceFile } from "./extension.ts";
import {
  doEverything,
  expandTree,
  hoverEverywhere,
  openTrustScene,
  plant,
  plantedSettings,
  type TrustScene,
} from "./trustScene.ts";

/** Whatever decides where something is sent, what is written or kept, or whether a person is asked before calls are billed. */
const withheld = [
  "accounts",
  "batch.dailyCalls",
  "confirmAbove",
  "currency",
  "labelIndex.enabled",
  "labelNames",
  "pathMappings",
  "pricePerThousandCalls",
  "readOnly",
  "threshold",
  "uploadLocation",
  "urlMappings",
  "writeBack",
];

describe("a workspace that is not trusted", () => {
  let scene: TrustScene;
  let planted: Record<string, unknown>;

  before(async () => {
    assert.equal(vscode.workspace.isTrusted, false, "the window is in Restricted Mode");
    scene = await openTrustScene();
    planted = plantedSettings(scene);
  });
  after(() => scene.close());

  it("sets what is harmless, and nothing that decides where anything goes", async () => {
    await plant(planted);
    const settings = vscode.workspace.getConfiguration("ossImageLabels");
    const names = Object.keys(settingsOf(manifest()));
    const ours = names.map((name) => name.replace("ossImageLabels.", "")).sort();
    assert.deepEqual(ours, Object.keys(planted).sort(), "each setting is planted");
    const ignored = ours.filter((name) => !isDeepStrictEqual(settings.get(name), planted[name]));
    assert.deepEqual(ignored, withheld);
  });

  it("is told so by the manifest, setting by setting", () => {
    const { capabilities } = manifest();
    const ofMachine = Object.entries(settingsOf(manifest()))
      .filter(([, { scope }]) => scope === "machine")
      .map(([name]) => name);
    const restricted = capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.deepEqual(
      [...ofMachine, ...restricted].sort(),
      withheld.map((name) => `ossImageLabels.${name}`),
    );
  });

  it("sends no byte anywhere: neither tree nor hover nor explorer nor a URL nor a proxy", async () => {
    const { thief, own } = scene;
    await plant(
      { ...planted, "hover.enabled": true },
      { "http.proxy": thief.origin, "http.noProxy": ["nothing"], "http.proxyStrictSSL": false },
    );
    await doEverything(scene);
    assert.deepEqual(thief.received, []);
    assert.equal(thief.sockets(), 0);
    const asked = own.received.map(({ method, url }) => `${method} ${url}`);
    assert.ok(
      asked.some((line) => line.startsWith("GET /mine/?")),
      "the person's own account works",
    );
    assert.deepEqual(
      asked.filter((line) => line.includes("loot")),
      [],
    );
  });

  it("adds no account to the tree and changes none", async () => {
    assert.deepEqual(await expandTree(), ["Sample", "Mine", "Far"]);
    const mine = accounts().find(({ name }) => name === "Mine");
    assert.equal(mine?.["endpoint"], scene.own.origin);
    const write = vscode.workspace
      .getConfiguration("ossImageLabels")
      .update("accounts", [], vscode.ConfigurationTarget.Workspace);
    await assert.rejects(async () => write);
  });

  it("maps no picture to an object, and names no place to upload it to", async () => {
    const [hover] = await hoverEverywhere(["public/images/hero.jpg"]);
    assert.match(hover ?? "", /public\/images\/hero\.jpg/);
    assert.doesNotMatch(hover ?? "", /loot/);
    const file = workspaceFile("public/images/hero.jpg");
    await assert.rejects(async () => detect(file, { show: false }), { code: "no-upload-location" });
    for (const url of [`${scene.thief.origin}/a.jpg`, "https://cdn.example.com/a.jpg"]) {
      await assert.rejects(async () => detect(url, { show: false }), { code: "foreign-url" });
    }
  });

  it("reads no object as a file but those that the person opens from our views", async () => {
    const { fs } = vscode.workspace;
    const example = vscode.Uri.parse("oss://sample/example.jpg");
    const { files } = await inspection();
    await assert.rejects(async () => fs.readFile(example), { code: "NoPermissions" });
    await assert.rejects(() => files.stat(example), { code: "NoPermissions" });
    await vscode.commands.executeCommand("ossImageLabels.openImage", "oss://sample/example.jpg");
    assert.ok((await fs.readFile(example)).length > 0);
    const other = vscode.Uri.parse("oss://sample/wallpaper.jpg");
    await assert.rejects(async () => fs.readFile(other), { code: "NoPermissions" });
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("leaves the person's own choices alone", async () => {
    const settings = () => vscode.workspace.getConfiguration("ossImageLabels");
    const { Global } = vscode.ConfigurationTarget;
    await settings().update("urlMappings", { "https://cdn.example.com": "oss://mine/cdn" }, Global);
    try {
      await assert.rejects(
        async () => detect("https://cdn.example.com/a.jpg", { show: false }),
        /oss:\/\/mine\/cdn\/a\.jpg/,
      );
    } finally {
      await settings().update("urlMappings", undefined, Global);
    }
  });
});

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: Record<string, { readonly scope?: string }>;
    }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
}

/** All settings, of whatever group of the settings editor. */
function settingsOf({
  contributes,
}: Manifest): Readonly<Record<string, { readonly scope?: string }>> {
  const entries = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  return Object.fromEntries(entries);
}

function manifest(): Manifest {
  const extension = vscode.extensions.getExtension("oss-image-labels.oss-image-labels");
  return extension?.packageJSON as Manifest;
}
