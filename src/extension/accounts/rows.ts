/** Rows of a quick pick, in groups, each with what choosing it answers. */
import * as vscode from "vscode";

export interface Row<Answer> extends vscode.QuickPickItem {
  /** Absent for headings and for rows that only tell something. */
  readonly answer?: Answer;
}

interface Offer<Answer> {
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly answer?: Answer;
  readonly always?: boolean;
  readonly group?: string;
}

/** The offers in their order, with a heading wherever a group begins. */
export function rows<Answer>(offers: readonly Offer<Answer>[]): Row<Answer>[] {
  return offers.flatMap(({ icon, always, group, ...offer }, index) => {
    const row: Row<Answer> = {
      ...offer,
      iconPath: new vscode.ThemeIcon(icon),
      ...(always && { alwaysShow: true }),
    };
    if (group === undefined || group === offers[index - 1]?.group) return [row];
    return [{ label: group, kind: vscode.QuickPickItemKind.Separator }, row];
  });
}
