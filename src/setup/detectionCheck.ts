/** Whether labels can be detected: only a detection shows it, which costs money and so is never made here. */
import { t } from "@vscode/l10n";
import { grouped } from "../labels/format.ts";
import { formatObjectUri, type ObjectAddress } from "../oss/address.ts";
import type { Outcome } from "./setupItem.ts";
import { passed, skipped, unknown } from "./setupItem.ts";

export interface DetectionPossibility {
  /** One that the key may read. */
  readonly image: ObjectAddress | undefined;
  readonly isUnbound: boolean;
  readonly isSample: boolean;
}

/** Before any detection. */
export function detectionOffer({ image, isUnbound, isSample }: DetectionPossibility): Outcome {
  if (isUnbound) return skipped(t("No IMM project is bound to the bucket."));
  if (image === undefined) return skipped(t("There is no image to try it with."));
  const facts = { image: formatObjectUri(image) };
  return {
    ...unknown(t("Only a detection shows it.")),
    nextStep: isSample
      ? t("Detect {image}: the sample bills nothing, made after you agree.", facts)
      : t("Detect {image}: 1 billable call, made after you agree.", facts),
    action: { kind: "detect" },
  };
}

/** After one; `labels` counts those that were found. */
export function detectionWorked(image: ObjectAddress, labels: number): Outcome {
  const facts = { image: formatObjectUri(image), labels: grouped(labels) };
  return passed(
    labels === 1
      ? t("Detected {image}: 1 label. Permissions and project are in order.", facts)
      : t("Detected {image}: {labels} labels. Permissions and project are in order.", facts),
  );
}
