/** Reads the arguments of our programs. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { HumanError } from "./humanError.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<Wanted extends Options> = ReturnType<
  typeof parseArgs<{ options: Wanted; strict: true; allowPositionals: false }>
>["values"];

/** The values of the options that were given; a HumanError with `usage` for anything else. */
export function readOptions<const Wanted extends Options>(
  options: Wanted,
  usage: string,
): Values<Wanted> {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new HumanError(`${(error as Error).message}\nUsage: ${usage}`, { cause: error });
  }
}
