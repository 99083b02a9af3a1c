/** The shape of the tables about what the product itself refuses: a row for each code, or for each reason of a code. */
import type { RefusalCode, RefusalFacts } from "../errors/refusal.ts";
import type { Row } from "./row.ts";

/** A code whose facts name a reason has a row for each. */
type RowsOf<Facts> = Facts extends { reason: infer Reason extends string }
  ? (rows: Readonly<Record<Reason, Row>>) => void
  : (row: Row) => void;

/** All members of a union at once. */
type Together<Of> = (Of extends unknown ? RowsOf<Of> : never) extends (rows: infer Rows) => void
  ? Rows
  : never;

export type RefusalRows = { readonly [Code in RefusalCode]: Together<RefusalFacts[Code]> };
