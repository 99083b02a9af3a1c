/** Where a button of an error leads: which setting, which page. */
import type { OssError } from "../oss/error.ts";
import { commandName } from "./commandIds.ts";

interface Place {
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** Codes of failures that the settings of the network cause. */
const networkCode = /^(?:proxy-|tls-|web-page$|http-4)/;

const settingsByCode: Readonly<Record<string, string>> = {
  "no-upload-location": "uploadLocation",
  "foreign-url": "urlMappings",
  AccessDenied: "uploadLocation",
  InvalidArgument: "threshold",
};

/** The settings, at the one that an error is about if that is known. */
export function settingOf({ code }: OssError): Place {
  if (networkCode.test(code)) {
    return { command: "workbench.action.openSettings", arguments: ["http.proxy"] };
  }
  const setting = settingsByCode[code];
  return {
    command: commandName("openSettings"),
    arguments: setting === undefined ? [] : [setting],
  };
}

/** The walkthrough; its step about accounts speaks of endpoints, proxies and certificates. */
export function documentationOf(): Place {
  const category = "oss-image-labels.oss-image-labels#start";
  return {
    command: "workbench.action.openWalkthrough",
    arguments: [{ category, step: "addAccount" }],
  };
}
