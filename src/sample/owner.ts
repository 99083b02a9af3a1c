/** Who owns everything in the sample account; ali-oss and others want the element in every list. */
import { element, textElement } from "./xml.ts";

export const ownerElement = element(
  "Owner",
  textElement("ID", "1000000000000000"),
  textElement("DisplayName", "sample"),
);
