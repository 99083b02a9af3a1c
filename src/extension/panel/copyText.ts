/** What each entry of the panel's Copy menu puts on the clipboard. */
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import type { Detection } from "../../labels/detection.ts";
import { toCsv, toJson, toMarkdown } from "../../labels/report.ts";
import type { CopyFormat } from "../../panel/protocol.ts";

/** `undefined` when there is nothing of that kind yet. */
export function copyText(
  format: CopyFormat,
  uri: string,
  detection: Detection | undefined,
  answer: StoredDetection | undefined,
): string | undefined {
  switch (format) {
    case "uri":
      return uri;
    case "raw":
      return answer?.raw;
    case "requestId":
      return answer?.requestId;
    case "json":
      return detection && toJson(detection);
    case "csv":
      return detection && toCsv(detection);
    case "markdown":
      return detection && toMarkdown(detection);
  }
}
