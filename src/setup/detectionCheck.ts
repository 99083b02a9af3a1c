/** Whether labels can be detected: only a detection shows it, which costs money and so is never made here. */
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
  if (isUnbound) return skipped("No IMM project is bound to the bucket.");
  if (image === undefined) return skipped("There is no image to try it with.");
  return {
    ...unknown("Only a detection shows it."),
    nextStep: `Detect ${formatObjectUri(image)}: ${isSample ? "the sample bills nothing" : "1 billable call"}, made after you agree.`,
    action: { kind: "detect" },
  };
}

/** After one; `labels` counts those that were found. */
export function detectionWorked(image: ObjectAddress, labels: number): Outcome {
  const found = labels === 1 ? "1 label" : `${labels} labels`;
  return passed(
    `Detected ${formatObjectUri(image)}: ${found}. Permissions and project are in order.`,
  );
}
