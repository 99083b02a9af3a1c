import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { commandIds, commandName, extensionId } from "../../../src/extension/commandIds.ts";
import {
  defaultSettings,
  type SettingName,
  settingExpectations,
  settingSchemas,
} from "../../../src/extension/settingsSchema.ts";
import { type ContributedSetting, type Pattern, readManifest, settingsOf } from "./manifest.ts";
import { readRepositoryFile, root } from "./sources.ts";

const manifest = readManifest();
const { commands, menus, keybindings = [], viewsWelcome, configuration } = manifest.contributes;
const contributed = commands.map(({ command }) => command);
const settings = settingsOf(manifest);
const prefix = "ossImageLabels.";

describe("manifest and command table", () => {
  it("have the same commands, each once", () => {
    assert.deepEqual([...contributed].sort(), commandIds.map(commandName).sort());
  });

  it("give each command a title and the product's category", () => {
    for (const { command, title, category } of commands) {
      assert.ok(title, command);
      assert.equal(category, "OSS Image Labels", command);
    }
  });

  it("use only known commands in menus, key bindings and welcome texts", () => {
    const welcomed = viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)/g)].map(([, command = ""]) => command),
    );
    const used = [
      ...Object.values(menus).flatMap((items) => items.flatMap(({ command }) => command ?? [])),
      ...keybindings.map(({ command }) => command),
      ...welcomed,
    ];
    const unknown = used.filter(
      (command) => command.startsWith(prefix) && !contributed.includes(command),
    );
    assert.deepEqual(unknown, []);
  });
});

describe("manifest and settings", () => {
  const names = Object.keys(settingSchemas) as SettingName[];

  it("have the same settings", () => {
    assert.deepEqual(Object.keys(settings).sort(), names.map((name) => prefix + name).sort());
    assert.deepEqual(Object.keys(defaultSettings).sort(), [...names].sort());
    assert.deepEqual(Object.keys(settingExpectations()).sort(), [...names].sort());
  });

  for (const name of names) {
    it(`agree on the default of ${name}, and it is a correct value`, () => {
      const setting = settings[prefix + name];
      assert.deepEqual(setting?.default, defaultSettings[name]);
      assert.deepEqual(settingSchemas[name].safeParse(setting?.default).success, true);
      assert.ok(setting?.markdownDescription ?? setting?.description, "it has a description");
    });
  }

  it("are in groups with titles, each setting once, in an order that is written down", () => {
    const inOrder = (orders: readonly (number | undefined)[]) =>
      assert.deepEqual(
        orders,
        orders.map((_, at) => at + 1),
      );
    inOrder(configuration.map(({ order }) => order));
    for (const { title, properties } of configuration) {
      assert.match(title, /^[A-Z]/);
      inOrder(Object.values(properties).map(({ order }) => order));
    }
    const all = configuration.flatMap(({ properties }) => Object.keys(properties));
    assert.equal(new Set(all).size, all.length);
  });

  const { pathMappings, urlMappings, uploadLocation } = Object.fromEntries(
    names.map((name) => [name, settings[prefix + name]]),
  );
  for (const [what, check, right, wrong] of [
    [
      "a URL that is mapped",
      urlMappings?.propertyNames,
      ["https://cdn.example.com", "HTTP://a/b", "//cdn.example.com/x"],
      ["cdn.example.com", "https:/a", "ftp://a"],
    ],
    [
      "where a URL is mapped to",
      urlMappings?.additionalProperties,
      ["oss://bucket", "oss://bucket/", "oss://bucket/a b/图"],
      ["bucket/prefix", "oss://", "oss:///a", "s3://a"],
    ],
    [
      "where a folder is mapped to",
      pathMappings?.additionalProperties,
      ["oss://bucket", "oss://bucket/site"],
      ["", "https://bucket.oss-cn-hangzhou.aliyuncs.com/site"],
    ],
    [
      "where pictures are uploaded to",
      uploadLocation,
      ["", "oss://bucket/tmp"],
      ["tmp", "oss://Bucket"],
    ],
  ] as const) {
    it(`refuse ${what} where it is written wrongly, and say how to write it`, () => {
      const pattern = new RegExp(check?.pattern ?? assert.fail("no pattern"));
      assert.deepEqual(
        [...right, ...wrong].filter((text) => pattern.test(text)),
        right,
      );
      assert.match(check?.patternErrorMessage ?? "", /^Write .+, such as .+\.$/);
    });
  }

  it("give an example of everything that has a shape of its own", () => {
    const shaped = Object.entries(settings).filter(([, { type }]) =>
      /object|array/.test(type ?? ""),
    );
    const without = shaped.filter(([, setting]) => {
      const { examples, defaultSnippets, items } = setting;
      return !(examples ?? defaultSnippets ?? items?.examples ?? items?.defaultSnippets);
    });
    assert.deepEqual(
      without.map(([name]) => name),
      [],
    );
    assert.ok(shaped.length >= 7);
  });

  it("give examples and snippets that they accept themselves", () => {
    const ajv = new Ajv({ strict: false });
    let given = 0;
    JSON.stringify(settings, (_, part: unknown) => {
      const { examples = [], defaultSnippets = [] } = Object(part) as ContributedSetting;
      const bodies = defaultSnippets.map(({ body }) => JSON.parse(filledIn(JSON.stringify(body))));
      for (const example of [...examples, ...bodies]) {
        given += 1;
        assert.ok(ajv.validate(Object(part), example), JSON.stringify([example, ajv.errors]));
      }
      return part;
    });
    assert.ok(given > 20, `${given} examples`);
  });

  it("say of every pattern how to write what it wants, with an example that it accepts", () => {
    const patterns: Pattern[] = [];
    JSON.stringify(settings, (_, part: unknown) => {
      if (typeof Object(part).pattern === "string") patterns.push(Object(part));
      return part;
    });
    assert.ok(patterns.length > 10, `${patterns.length} patterns`);
    for (const { pattern = "", patternErrorMessage = "" } of patterns) {
      assert.match(patternErrorMessage, /^Write .+, such as .+\.$/);
      const [, example = ""] = /such as (\S+?)[.,:]?(?:\s|$)/.exec(patternErrorMessage) ?? [];
      assert.match(example, new RegExp(pattern), patternErrorMessage);
    }
  });

  it("let no workspace set accounts, and no untrusted one say where anything is sent", () => {
    assert.match(settings[`${prefix}accounts`]?.scope ?? "", /^(machine|application)$/);
    assert.deepEqual(
      [...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort(),
      [
        `${prefix}batch.dailyCalls`,
        `${prefix}confirmAbove`,
        `${prefix}currency`,
        `${prefix}labelNames`,
        `${prefix}pathMappings`,
        `${prefix}pricePerThousandCalls`,
        `${prefix}readOnly`,
        `${prefix}threshold`,
        `${prefix}uploadLocation`,
        `${prefix}urlMappings`,
        `${prefix}writeBack`,
      ],
    );
  });
});

/** A snippet as it is when a person takes it as it comes. */
function filledIn(snippet: string): string {
  return snippet.replaceAll(/\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}/g, "$1$2");
}

describe("manifest and repository", () => {
  it("is known by one name to VS Code and to its own code", () => {
    assert.equal(extensionId, `${manifest.publisher}.${manifest.name}`);
  });

  it("names the oldest VS Code whose API is used", () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies["@types/vscode"]}`);
  });

  it("pins every dependency", () => {
    const ranges = { ...manifest.dependencies, ...manifest.devDependencies };
    assert.deepEqual(
      Object.entries(ranges).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range)),
      [],
    );
  });

  it("names pictures that exist", () => {
    const pictures = [...JSON.stringify(manifest).matchAll(/"(media\/[^"]+)"/g)];
    for (const [, picture = ""] of pictures) assert.ok(existsSync(join(root, picture)), picture);
  });

  it("has a version that the change log describes first", () => {
    const [, newest] = /^## (?:\[)?(\d+\.\d+\.\d+)/m.exec(readRepositoryFile("CHANGELOG.md")) ?? [];
    assert.equal(newest, manifest.version);
  });
});
