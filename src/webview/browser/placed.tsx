/** An element inside a sentence, wherever the sentence's language puts it. */
import type { ComponentChildren } from "preact";

/** Given to `t` for the element: Unicode's own stand-in for an object. */
export const place = "\ufffc";

/** The sentence with the element at its place. */
export function placed(sentence: string, element: ComponentChildren): ComponentChildren {
  const [before, ...after] = sentence.split(place);
  return (
    <>
      {before}
      {element}
      {after.join("")}
    </>
  );
}
