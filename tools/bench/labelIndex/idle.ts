/** A process that does nothing, and says when it is told to for how long it was held at most since it was told to begin. */
import { HeldTime } from "./heldTime.ts";

let held = new HeldTime();
process.on("message", (told) => {
  if (told === "begin") held = new HeldTime();
  else process.send?.(held.longest);
});
process.send?.("ready");
