/** Reads x-oss-process [Image processing]. */
import { invalidArgument, type ServiceError } from "../serviceError.ts";

/** One operation of an image process. */
export interface Operation {
  readonly name: string;
  /** By the part before the underscore; the rest is the value. One without underscore is its own value. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Reads `image/resize,m_lfit,w_256/format,jpg` and the like.
 * @returns the operations in their order, at least one. Throws 400 for anything else.
 */
export function readProcess(process: string): readonly Operation[] {
  const [family, ...operations] = process.split("/");
  if (family !== "image" || operations.length === 0 || operations.includes("")) {
    throw invalidProcess("The process is not supported.", process);
  }
  return operations.map((text) => readOperation(text, process));
}

function readOperation(text: string, process: string): Operation {
  const [name = "", ...list] = text.split(",");
  const parameters = new Map<string, string>();
  for (const entry of list) {
    const underscore = entry.indexOf("_");
    const key = underscore < 0 ? entry : entry.slice(0, underscore);
    if (parameters.has(key)) throw invalidProcess(`The parameter ${key} is repeated.`, process);
    parameters.set(key, underscore < 0 ? entry : entry.slice(underscore + 1));
  }
  return { name, parameters };
}

export function invalidProcess(message: string, process: string): ServiceError {
  return invalidArgument(message, "x-oss-process", process);
}
