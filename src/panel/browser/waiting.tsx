/** What stands in place of an answer while there is none. */
import type { PanelState } from "../protocol.ts";

export function Waiting({ kind }: { readonly kind: PanelState["kind"] }) {
  if (kind === "ready") {
    return (
      <p class="explanation">
        Asks for labels from the threshold up: one billable call. The answer is kept, so that the
        same picture is not paid for twice.
      </p>
    );
  }
  if (kind !== "detecting") return null;
  return (
    <div class="skeleton" aria-hidden="true">
      {[0, 1, 2, 3, 4].map((line) => (
        <div key={line}>
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
