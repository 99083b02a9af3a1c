/** Favourites, and where a person went last: buckets, folders and objects, kept on this machine for every workspace. */
import type * as vscode from "vscode";
import * as z from "zod/mini";
import { type ObjectRef, refKey, sameRef } from "../../oss/objectRef.ts";

/** The key of a folder is empty or ends in `/`. */
const placesSchema = z.array(
  z.object({ account: z.string(), bucket: z.string(), key: z.string() }),
);

/** More would be a list to search in. */
const maxRecent = 12;

export class Places {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** In the order in which they were added. */
  get favourites(): readonly ObjectRef[] {
    return this.#read("favourites");
  }

  /** The last one first. */
  get recent(): readonly ObjectRef[] {
    return this.#read("recentPlaces");
  }

  isFavourite(place: ObjectRef): boolean {
    return this.favourites.some((favourite) => sameRef(favourite, place));
  }

  /** Resolves to how many were not favourites before. */
  async addFavourites(places: readonly ObjectRef[]): Promise<number> {
    const before = this.favourites;
    const after = new Map([...before, ...places].map((place) => [refKey(place), place]));
    await this.#keep("favourites", [...after.values()]);
    return after.size - before.length;
  }

  async removeFavourite(place: ObjectRef): Promise<void> {
    await this.#keep("favourites", without(this.favourites, place));
  }

  async visited(place: ObjectRef): Promise<void> {
    const recent = [place, ...without(this.recent, place)];
    await this.#keep("recentPlaces", recent.slice(0, maxRecent));
  }

  async renameAccount(from: string, to: string): Promise<void> {
    await this.#change((place) => [place.account === from ? { ...place, account: to } : place]);
  }

  async forgetAccount(account: string): Promise<void> {
    await this.#change((place) => (place.account === account ? [] : [place]));
  }

  async #change(change: (place: ObjectRef) => readonly ObjectRef[]): Promise<void> {
    await this.#keep("favourites", this.favourites.flatMap(change));
    await this.#keep("recentPlaces", this.recent.flatMap(change));
  }

  async #keep(name: "favourites" | "recentPlaces", places: readonly ObjectRef[]): Promise<void> {
    const plain = places.map(({ account, bucket, key }) => ({ account, bucket, key }));
    await this.#memory.update(name, plain);
  }

  /** What another version kept in another shape is as good as nothing. */
  #read(name: "favourites" | "recentPlaces"): readonly ObjectRef[] {
    return placesSchema.safeParse(this.#memory.get(name)).data ?? [];
  }
}

function without(places: readonly ObjectRef[], place: ObjectRef): ObjectRef[] {
  return places.filter((other) => !sameRef(other, place));
}
