/** The labels of the result with how many images each would leave; a press asks for one, another takes it back. */
import { t } from "@vscode/l10n";
import { useRef, useState } from "preact/hooks";
import { grouped, plainLine } from "../../labels/format.ts";
import { useRoving } from "../../webview/browser/roving.ts";
import type { Facet } from "../protocol.ts";
import { send } from "./host.ts";

interface FacetsProps {
  readonly facets: readonly Facet[] | undefined;
  readonly total: number | undefined;
}

/** Rows at first. */
const few = 12;

export function Facets({ facets, total }: FacetsProps) {
  const [showsAll, setShowsAll] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const roving = useRoving(box);
  const shown = showsAll ? facets : facets?.slice(0, few);
  // Two names of the service may have one name in the reader's language.
  const texts = facets?.map(textOf) ?? [];
  const alike = new Set(texts.filter((text, at) => texts.indexOf(text) !== at));
  return (
    <div
      ref={box}
      class="facets"
      role="toolbar"
      aria-orientation="vertical"
      {...roving}
      aria-label={t("Labels of these images")}
      aria-busy={facets === undefined}
    >
      <h2>{t("Labels")}</h2>
      {facets?.length === 0 && <p class="quiet">{t("None.")}</p>}
      {shown?.map((facet) => (
        <FacetButton
          key={facet.name}
          facet={facet}
          total={total}
          isAlike={alike.has(textOf(facet))}
        />
      ))}
      {facets && facets.length > few && (
        <button type="button" class="link" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t("Fewer") : t("{0} more", grouped(facets.length - few))}
        </button>
      )}
    </div>
  );
}

/** As it is read, whatever its capitals. */
function textOf({ name, shown }: Facet): string {
  return (shown?.text ?? plainLine(name)).toLowerCase();
}

interface FacetButtonProps {
  readonly facet: Facet;
  readonly total: number | undefined;
  /** Another one reads the same. */
  readonly isAlike: boolean;
}

function FacetButton({ facet, total, isAlike }: FacetButtonProps) {
  const { name, shown, language, images, isChosen } = facet;
  const both = shown ? `${shown.text} (${plainLine(name)})` : plainLine(name);
  const share = total ? Math.min(1, images / total) : 0;
  return (
    <button
      type="button"
      class="facet"
      aria-pressed={isChosen}
      title={isChosen ? t("No longer only images with {0}", both) : t("Only images with {0}", both)}
      style={{ "--share": String(share) }}
      onClick={() => send({ type: "toggleLabel", name })}
    >
      <bdi lang={shown?.language ?? language}>
        {shown?.text ?? plainLine(name)}
        {shown && isAlike && (
          <>
            {" "}
            <bdi class="quiet" lang={language}>
              {plainLine(name)}
            </bdi>
          </>
        )}
      </bdi>{" "}
      <span>{grouped(images)}</span>
    </button>
  );
}
