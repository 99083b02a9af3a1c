/** Copying: a menu for the labels in one of several forms, and small buttons for single texts. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CopyFormat } from "../protocol.ts";
import { send } from "./host.ts";
import { Icon } from "./icon.tsx";

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
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

  useLayoutEffect(() => {
    if (open) items()[0]?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const closeOutside = ({ target }: Event) => {
      if (!box.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const all = items();
    const index = all.indexOf(document.activeElement as HTMLElement);
    const next = nextIndex(event.key, index, all);
    if (event.key === "Escape") close();
    else if (event.key === "Tab") setOpen(false);
    else if (next !== undefined) all[next]?.focus();
    if (event.key === "Escape" || next !== undefined) event.preventDefault();
  };
  const isCopied = forms.some(([format]) => format === copied && format !== "uri");

  return (
    <div class="menu-box" ref={box}>
      <button
        ref={button}
        type="button"
        class={`button ${look}`}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {isCopied && <Icon name="check" />}
        Copy
        <Icon name="chevronDown" />
      </button>
      {open && (
        <div class="menu" role="menu" aria-label="Copy as" tabIndex={-1} onKeyDown={move}>
          {forms.map(([format, title]) => (
            <button
              key={format}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                send({ type: "copy", format, threshold });
                close();
              }}
            >
              {title}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Where a key of the menu leads to, or `undefined` when it leads nowhere. */
function nextIndex(key: string, index: number, items: readonly HTMLElement[]): number | undefined {
  const count = items.length;
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return (index - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1 || key === " ") return undefined;
  const start = key.toLowerCase();
  const found = items.findIndex((item) => item.textContent?.toLowerCase().startsWith(start));
  return found < 0 ? undefined : found;
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
