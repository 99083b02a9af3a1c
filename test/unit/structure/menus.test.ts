import assert from "node:assert/strict";
import { readManifest } from "./manifest.ts";

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group: string;
}

/** What does its work to all that is selected. Everything else is offered for one row only. */
const takesSelection = [
  ...["detect", "detectAtThreshold", "detectAgain", "detectMany", "openPanel", "openImage"],
  ...["forgetKnownLabels", "compareLabels", "hideLabel", "addLabel", "writeTags"],
  ...["copyUri", "copyKey", "copyPublicUrl", "copyDomainUrl", "copyPresignedUrl", "download"],
  ...["revealLocalFile", "addFavourite", "refresh", "clearFilter"],
];

/** Every kind of row that the trees have, by the words that menus go by. */
const rows = [
  ...["account", "account.up.down", "account.oneBucket", "sampleAccount", "bucket"],
  ...["bucket.filtered", "prefix", "prefix.filtered", "image", "image.known", "object"],
  ...["object.known", "file", "album", "category"],
];

const menus = readManifest().contributes.menus as Readonly<Record<string, readonly MenuItem[]>>;

/** The commands of a row's menu, submenus too; those beside the row are about it alone. */
function menuOf(view: string, viewItem: string, isOneOfMany: boolean): string[] {
  const holds = (condition: string): boolean => {
    if (condition.startsWith("!")) return !holds(condition.slice(1));
    // Set while an image is selected for Compare.
    if (condition === "ossImageLabels.hasCompared") return true;
    if (condition === "listMultiSelection") return isOneOfMany;
    const [, name, operator, value = ""] = /^(\w+) (==|!=|=~) (.+)$/.exec(condition) ?? [];
    if (operator === "!=") return !holds(`${name} == ${value}`);
    const found = name === "view" ? `ossImageLabels.${view}` : viewItem;
    assert.ok(name === "view" || name === "viewItem", condition);
    if (operator === "==") return found === value;
    const [, pattern = assert.fail(condition)] = /^\/(.*)\/$/.exec(value) ?? [];
    return new RegExp(pattern).test(found);
  };
  const shown = ({ when = "", group }: MenuItem) =>
    !group.startsWith("inline") && when.split(" && ").filter(Boolean).every(holds);
  const commands = (items: readonly MenuItem[]): string[] =>
    items.filter(shown).flatMap(({ command, submenu }) => {
      if (submenu !== undefined) return commands(menus[submenu] ?? assert.fail(submenu));
      return command?.replace("ossImageLabels.", "") ?? [];
    });
  return commands(menus["view/item/context"] ?? []);
}

describe("menus of a selection", () => {
  for (const view of ["buckets", "albums"]) {
    for (const row of rows) {
      it(`offer on ${row} in ${view} what is done to all of it`, () => {
        const forOne = menuOf(view, row, true).filter((id) => !takesSelection.includes(id));
        assert.deepEqual(forOne, []);
      });
    }
  }

  it("keep for one row what they have for many", () => {
    for (const row of rows.filter((name) => !/^(image|object)/.test(name))) {
      const one = menuOf("buckets", row, false);
      assert.deepEqual(
        menuOf("buckets", row, true).filter((id) => !one.includes(id)),
        [],
      );
    }
  });

  it("have for a folder among images more than its URI", () => {
    const expected = ["addFavourite", "copyKey", "copyUri", "detectMany", "refresh"];
    assert.deepEqual(menuOf("buckets", "prefix", true).sort(), expected);
  });

  it("have for images among folders the way through those folders, too", () => {
    assert.ok(menuOf("buckets", "image", true).includes("detectMany"));
    assert.ok(!menuOf("buckets", "image", false).includes("detectMany"));
  });

  it("name no command that is in none of them", () => {
    const all = ["buckets", "albums"].flatMap((view) =>
      rows.flatMap((row) => menuOf(view, row, true)),
    );
    assert.deepEqual(
      takesSelection.filter((id) => !all.includes(id)),
      [],
    );
  });
});

describe("submenus", () => {
  for (const [menu, items] of Object.entries(menus)) {
    it(`are in ${menu} once each, since VS Code drops the second`, () => {
      const submenus = items.flatMap(({ submenu }) => submenu ?? []);
      assert.deepEqual(submenus, [...new Set(submenus)]);
    });
  }
});
