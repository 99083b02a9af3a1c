/** Asks once per place whether pictures of this side may be uploaded there for a call. */
import * as vscode from "vscode";

const memoryKey = "uploadAgreed";

/** Buckets of one name may be two where accounts have different endpoints, so that the account is part of the place. */
export interface UploadPlace {
  readonly account: string;
  /** `oss://bucket/prefix` */
  readonly location: string;
}

/** Resolves when the person agrees or agreed before; throws a `CancellationError` when they do not. */
export function uploadConsent(memory: vscode.Memento): (place: UploadPlace) => Promise<void> {
  const asking = new Map<string, Promise<void>>();
  const agreed = () => memory.get<string[]>(memoryKey) ?? [];
  const ask = async (name: string, place: UploadPlace) => {
    await askToUpload(place);
    await memory.update(memoryKey, [...agreed(), name]);
  };
  return async (place) => {
    const name = JSON.stringify([place.account, place.location]);
    if (agreed().includes(name)) return;
    // Of several pictures at once, all wait for the one question.
    const question = asking.get(name) ?? ask(name, place).finally(() => asking.delete(name));
    asking.set(name, question);
    await question;
  };
}

async function askToUpload({ account, location }: UploadPlace): Promise<void> {
  const upload = "Upload and Detect";
  const chosen = await vscode.window.showInformationMessage(
    `Upload local pictures to ${location} for detection?`,
    {
      modal: true,
      detail: `A copy is uploaded with the account "${account}", its labels are detected (1 billable call), and the copy is deleted. You are asked once for this location.`,
    },
    upload,
  );
  if (chosen !== upload) throw new vscode.CancellationError();
}
