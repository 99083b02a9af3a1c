/**
 * A window that works a run until it is killed: `node killedWindow.ts FOLDER RUN NAME SERVER`. Says `working` when it
 * begins, and how it ended.
 */
import { clientOf, openKept, Window } from "./scene.ts";

const [folder = "", run = "", name = "", server = ""] = process.argv.slice(2);
const window = new Window(name, openKept(folder), clientOf(JSON.parse(server)));
// A window that was killed leaves its lease behind; it is short here, so that the test need not wait.
const worker = window.worker(Number(run), { lease: 200 });
console.log("working");
for (;;) {
  const end = await worker.work();
  if (end !== "taken") {
    console.log(end);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
}
await window.close();
