/**
 * Every picture of the sample bucket. The answers were written by hand for what is drawn, in the shape
 * that the service documents; no service was asked. The categories are inventions, too: the service's
 * own list is not published as text.
 */
import { animals } from "./answers/animals.ts";
import { city } from "./answers/city.ts";
import { food } from "./answers/food.ts";
import { people } from "./answers/people.ts";
import { products } from "./answers/products.ts";
import { root } from "./answers/root.ts";
import { travel } from "./answers/travel.ts";
import type { Picture } from "./picture.ts";

export const pictures: readonly Picture[] = [
  ...root,
  ...animals,
  ...city,
  ...food,
  ...people,
  ...products,
  ...travel,
];

export interface TextObject {
  readonly key: string;
  /** In `media/sample`, written by hand. */
  readonly file: string;
  readonly contentType: string;
}

/** What is no picture shows that a listing leaves it out. */
export const texts: readonly TextObject[] = [
  { key: "readme.txt", file: "readme.txt", contentType: "text/plain" },
  { key: "products/prices.csv", file: "prices.csv", contentType: "text/csv" },
];
