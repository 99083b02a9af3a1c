/** Asks a person for an image or a threshold, checking as they type. */
import { t } from "@vscode/l10n";
import { problemOf } from "../../messages/explain.ts";
import { readTarget, type Target } from "../images/target.ts";
import { readSetting } from "../settings.ts";
import type { Ui } from "../ui.ts";

/** `undefined` when the person changed their mind. */
export async function askForTarget(ui: Ui, title: string): Promise<Target | undefined> {
  const text = await ui.ask({
    title,
    prompt: t("Of which image? Write oss://bucket/key or the URL of an OSS object."),
    placeholder: t("oss://bucket/folder/picture.jpg"),
    keepOpen: true,
    problem: (value) => (value.trim() === "" ? undefined : problemOf(() => readTarget(value))),
  });
  return text === undefined || text.trim() === "" ? undefined : readTarget(text);
}

/** 0–1; `undefined` when the person changed their mind. */
export async function askForThreshold(ui: Ui): Promise<number | undefined> {
  const text = await ui.ask({
    title: t("Detect Labels at Threshold"),
    prompt: t(
      "Labels with a lower confidence are left out (0 to 1). What is not known at it is asked for: 1 billable call an image.",
    ),
    value: String(readSetting("threshold")),
    problem: (value) =>
      isThreshold(value) ? undefined : t("Write a number from 0 to 1, such as 0.5."),
  });
  return text === undefined ? undefined : Number(text);
}

function isThreshold(text: string): boolean {
  return text.trim() !== "" && Number(text) >= 0 && Number(text) <= 1;
}
