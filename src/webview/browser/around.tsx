/** Translated sentences with an element in them, such as a name that keeps its own direction. */
import { type ComponentChildren, Fragment } from "preact";

/** Stands in a text for the element; Unicode's own sign for that. */
export const slot = "\ufffc";

/** `text`, which was filled with `slot`, with `element` in its place: each language has it where it belongs. */
export function around(text: string, element: ComponentChildren): ComponentChildren {
  const pieces = text.split(slot);
  return pieces.map((piece, index) => (
    <Fragment key={index}>
      {index > 0 && element}
      {piece}
    </Fragment>
  ));
}
