/** In place of images: why there are none, and what to do about it. */
import { t } from "@vscode/l10n";
import { around, slot } from "../../webview/browser/around.tsx";
import type { GalleryState } from "../protocol.ts";
import { focusQuery } from "./focus.ts";
import { send } from "./host.ts";

/** The button is gone when there are images. */
function press(intent: { readonly type: "clear" | "meant" }): void {
  send(intent);
  focusQuery();
}

export function NothingFound({ state }: { readonly state: GalleryState }) {
  const { problem, known, text, meant } = state;
  if (problem) {
    return (
      <div class="nothing">
        <h2>{problem.span ? t("The query cannot be read") : t("There is no answer")}</h2>
        {!problem.span && <p>{problem.sentence}</p>}
        <button type="button" class="button secondary" onClick={() => press({ type: "clear" })}>
          {t("Show all images")}
        </button>
      </div>
    );
  }
  if (known === 0) {
    return (
      <div class="nothing">
        <h2>{t("No image is known yet")}</h2>
        <p>
          {t(
            "Images can be searched once their labels were detected. Detect those of a selection or of a whole folder in the tree, or try it with the sample, which costs nothing.",
          )}
        </p>
        <p class="actions">
          <button type="button" class="button primary" onClick={() => send({ type: "openSample" })}>
            {t("Open the sample bucket")}
          </button>
          <button type="button" class="button secondary" onClick={() => send({ type: "showTree" })}>
            {t("Show the tree")}
          </button>
        </p>
      </div>
    );
  }
  return (
    <div class="nothing">
      <h2>{t("No image is found")}</h2>
      <p>{around(t('Nothing matches "{0}".', slot), <bdi>{text.slice(0, 200)}</bdi>)}</p>
      <p>
        {meant === undefined
          ? around(
              t("Take a condition away, or search for names that begin alike, such as {0}.", slot),
              <code>label:cat*</code>,
            )
          : t("The labels are in another language.")}
      </p>
      <p class="actions">
        {meant !== undefined && (
          <button type="button" class="button primary" onClick={() => press({ type: "meant" })}>
            {around(t("Search for {0}", slot), <bdi>{meant.slice(0, 200)}</bdi>)}
          </button>
        )}
        <button type="button" class="button secondary" onClick={() => press({ type: "clear" })}>
          {t("Show all images")}
        </button>
      </p>
    </div>
  );
}
