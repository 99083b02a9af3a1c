/** A small button that copies one thing and shows when the clipboard has it. */
import type { CopyFormat } from "../protocol.ts";
import { send } from "./host.ts";
import { Icon } from "./icon.tsx";

interface CopyButtonProps {
  readonly format: "uri" | "raw" | "requestId";
  /** What it does, such as "Copy URI". */
  readonly name: string;
  readonly copied: CopyFormat | undefined;
}

export function CopyButton({ format, name, copied }: CopyButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={name}
      title={name}
      onClick={() => send({ type: "copy", format, threshold: 0 })}
    >
      <Icon name={copied === format ? "check" : "copy"} />
    </button>
  );
}
