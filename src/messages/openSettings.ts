/** The remedy of a wrong setting. */
import type { RowRemedy, SettingId } from "./row.ts";

/** Without an id it is the setting that the failure names. */
export function openSettings(setting?: SettingId): RowRemedy {
  return { kind: "openSettings", ...(setting && { setting }) };
}
