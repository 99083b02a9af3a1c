import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { Places } from "../../../../src/extension/tree/places.ts";

function memento(kept: Record<string, unknown> = {}): vscode.Memento {
  const entries = new Map(Object.entries(kept));
  return {
    keys: () => [...entries.keys()],
    get: (key: string) => entries.get(key),
    update: async (key: string, value: unknown) => {
      entries.set(key, value);
    },
  } as vscode.Memento;
}

const place = (key: string, account = "A") => ({ account, bucket: "b", key });
const keys = (places: readonly { readonly key: string }[]) => places.map(({ key }) => key);

describe("the places that are remembered", () => {
  it("keep favourites in their order, each once", async () => {
    const places = new Places(memento());
    assert.equal(await places.addFavourites([place("x/"), place("a.jpg")]), 2);
    assert.equal(await places.addFavourites([place("a.jpg"), place("")]), 1);
    assert.deepEqual(keys(places.favourites), ["x/", "a.jpg", ""]);
    await places.removeFavourite(place("a.jpg"));
    assert.deepEqual(keys(places.favourites), ["x/", ""]);
    assert.equal(places.isFavourite(place("x/")), true);
    assert.equal(places.isFavourite(place("x/", "B")), false);
  });

  it("keep a dozen of where one was last, the last first", async () => {
    const places = new Places(memento());
    for (let number = 1; number <= 14; number += 1) await places.visited(place(`${number}.jpg`));
    await places.visited(place("10.jpg"));
    const recent = keys(places.recent);
    assert.deepEqual(recent.slice(0, 3), ["10.jpg", "14.jpg", "13.jpg"]);
    assert.equal(recent.length, 12);
  });

  it("follow an account's name, and go with it", async () => {
    const places = new Places(memento());
    await places.addFavourites([place("x/"), place("y/", "B")]);
    await places.visited(place("a.jpg"));
    await places.renameAccount("A", "C");
    assert.deepEqual([places.favourites[0]?.account, places.recent[0]?.account], ["C", "C"]);
    await places.forgetAccount("C");
    assert.deepEqual([keys(places.favourites), keys(places.recent)], [["y/"], []]);
  });

  it("are none where another version kept something else", () => {
    const places = new Places(memento({ favourites: [{ account: 1 }], recentPlaces: "x" }));
    assert.deepEqual([places.favourites, places.recent], [[], []]);
  });
});
