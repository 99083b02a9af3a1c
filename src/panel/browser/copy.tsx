/** Copying: a menu for the labels in one of several forms, and small buttons for single texts. */
import { t } from "@vscode/l10n";
import { Icon } from "../../webview/browser/icon.tsx";
import { MenuButton } from "../../webview/browser/menu.tsx";
import type { CopyFormat } from "../protocol.ts";
import { send } from "./host.ts";

const forms: readonly (readonly [format: CopyFormat, title: string])[] = [
  ["json", "JSON"],
  ["csv", "CSV"],
  ["markdown", "Markdown"],
  ["uri", "URI"],
];

interface CopyMenuProps {
  /** Labels below it are not copied. */
  readonly threshold: number;
  readonly copied: CopyFormat | undefined;
  readonly look: "primary" | "secondary";
}

export function CopyMenu({ threshold, copied, look }: CopyMenuProps) {
  const isCopied = forms.some(([format]) => format === copied && format !== "uri");
  return (
    <MenuButton
      label={t("Copy as")}
      look={look}
      items={forms.map(([key, title]) => ({ key, title }))}
      onChoose={(format) => send({ type: "copy", format, threshold })}
    >
      {isCopied && <Icon name="check" />}
      {t("Copy")}
    </MenuButton>
  );
}

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
