/** Asks once per place whether pictures of this side may be uploaded there for a call. */
import * as vscode from "vscode";

const memoryKey = "uploadAgreed";

/** Resolves when the person agrees or agreed before; throws a `CancellationError` when they do not. */
export function uploadConsent(memory: vscode.Memento): (location: string) => Promise<void> {
  return async (location) => {
    const agreed = memory.get<string[]>(memoryKey) ?? [];
    if (agreed.includes(location)) return;
    const upload = "Upload and Detect";
    const chosen = await vscode.window.showInformationMessage(
      `Upload local pictures to ${location} for detection?`,
      {
        modal: true,
        detail:
          "A copy is uploaded, its labels are asked for (1 billable call), and the copy is deleted. You are asked once for this place.",
      },
      upload,
    );
    if (chosen !== upload) throw new vscode.CancellationError();
    await memory.update(memoryKey, [...agreed, location]);
  };
}
