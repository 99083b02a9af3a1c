/** TOML: its strings are those of its lexicon. */
import { codeIn } from "./code.ts";
import { tomlLexicon } from "./dataLexicons.ts";

export const tomlLine = codeIn(tomlLexicon);
