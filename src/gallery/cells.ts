/** What the search view shows of an image. */
import type { FoundImage } from "../labelIndex/port.ts";
import type { ObjectVersion } from "../labelIndex/storedDetection.ts";
import type { Label } from "../labels/label.ts";
import { nameLanguage } from "../labels/language.ts";
import { topLabels } from "../labels/report.ts";
import { asTheyCame, bothNames, type Namer } from "../labels/shownNames.ts";
import { formatObjectUri } from "../oss/address.ts";
import { lastSegment, refKey } from "../oss/objectRef.ts";
import type { Query } from "../query/query.ts";
import type { Cell, CellLabel, CellMark } from "./protocol.ts";
import { soughtLabel } from "./soughtLabel.ts";

/** Names that a cell's tooltip and full-size look have room for. */
const maxNames = 12;

export function cellOf(image: FoundImage, query: Query, namer: Namer = asTheyCame): Cell {
  const { object, labels, corrections } = image;
  const best = topLabels(labels, maxNames);
  const top = soughtLabel(image, query) ?? best[0];
  const mark = markOf(image);
  return {
    name: lastSegment(object.key),
    uri: formatObjectUri(object),
    account: object.account,
    pictureKey: pictureKey(object),
    labels: best.map(({ name }) => bothNames(name, namer)),
    isCorrected: corrections !== undefined,
    ...(top && { top: cellLabel(top, namer) }),
    ...(mark && { mark }),
    ...(object.size !== undefined && { size: object.size }),
  };
}

/** The same for the same bytes of the same object. */
export function pictureKey(object: ObjectVersion): string {
  return `${refKey(object)} ${object.crc64 ?? object.etag ?? ""}`;
}

function cellLabel(label: Label, namer: Namer): CellLabel {
  const { name, confidence } = label;
  const language = nameLanguage(label)?.tag;
  const shown = namer(name);
  return {
    name,
    ...(shown && { shown }),
    ...(language !== undefined && { language }),
    ...(confidence !== undefined && { confidence }),
  };
}

function markOf({ detection, isOutdated, labels }: FoundImage): CellMark | undefined {
  if (isOutdated) return "outdated";
  if (labels.length > 0) return undefined;
  return detection ? "empty" : "unlabelled";
}
