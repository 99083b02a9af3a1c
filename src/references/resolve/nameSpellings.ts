/** The file names that a reference's text may mean, once for each way in which it may be encoded. */
import { basePlaceholderLength } from "../basePlaceholder.ts";
import { withoutImportPrefix } from "../classify.ts";
import { withoutSuffix } from "../imageExtension.ts";

/**
 * The likeliest first: as written, percent-decoded, both again without `?query` and `#fragment`; backslashes read as
 * Windows's separators; and for names in other scripts both Unicode normal forms.
 */
export function nameSpellings(value: string): string[] {
  const name = withoutBase(withoutImportPrefix(value)).replaceAll("\\", "/");
  const bare = withoutSuffix(name);
  const spellings = [name, percentDecoded(name), bare, percentDecoded(bare)].filter(
    (text) => text !== "",
  );
  return [
    ...new Set(spellings.flatMap((text) => [text, text.normalize("NFC"), text.normalize("NFD")])),
  ];
}

function withoutBase(name: string): string {
  const length = basePlaceholderLength(name, true);
  return length === 0 ? name : `/${name.slice(length).replace(/^\/+/, "")}`;
}

/** Decoded, or as it is when it holds a malformed escape. */
export function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
