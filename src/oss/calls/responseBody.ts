/** What a good status brings, as XML or JSON; whatever else it brings becomes one clear error. */
import { bodyText, isWebPage } from "../../http/response.ts";
import type { OssError } from "../error.ts";
import { ownFailure } from "../failure.ts";
import type { CallResult } from "../request.ts";
import { withoutSecrets } from "../scrub.ts";
import { readXml, type XmlElement } from "../xml.ts";

/** The root element. Throws an `OssError` whose code says what came instead. */
export function xmlOf(result: CallResult, root: string): XmlElement {
  const text = textOf(result);
  const element = readXml(text, root);
  if (element !== undefined) return element;
  const began = text.trimStart().startsWith("<?xml") || text.includes(`<${root}`);
  const ended = text.trimEnd().endsWith(">");
  throw failure(result, began && !ended ? "truncated-answer" : "unreadable-answer");
}

/** The parsed JSON, of any shape. Throws an `OssError` whose code says what came instead. */
export function jsonOf(result: CallResult): { json: unknown; text: string } {
  // It is kept and shown as it came; a server that repeats what it was sent must not put a key there.
  const text = withoutSecrets(textOf(result), result.context.secrets);
  try {
    return { json: JSON.parse(text), text };
  } catch {
    const began = /^\s*[[{]/.test(text);
    throw failure(
      result,
      began && !/[\]}]\s*$/.test(text) ? "truncated-answer" : "unreadable-answer",
    );
  }
}

/** An error about the response of a call. */
export function failure({ context, response }: CallResult, code: string): OssError {
  const { status, headers, body } = response;
  const requestId = headers["x-oss-request-id"];
  const received = `${headers["content-type"] ?? "no type"}, ${body.length} bytes`;
  return ownFailure(code, { ...context, status, requestId, received });
}

/** By the first bytes of JPEG, PNG, GIF and WebP, whatever they are called. */
function isPicture(body: Uint8Array): boolean {
  const begin = Buffer.from(body.subarray(0, 4)).toString("latin1");
  return begin.startsWith("\xff\xd8\xff") || ["\x89PNG", "GIF8", "RIFF"].includes(begin);
}

function textOf(result: CallResult): string {
  const { response } = result;
  if (isWebPage(response)) throw failure(result, "web-page");
  if (response.body.length === 0) throw failure(result, "empty-answer");
  if (/^\s*image\//i.test(response.headers["content-type"] ?? "") || isPicture(response.body)) {
    throw failure(result, "process-ignored");
  }
  return bodyText(response);
}
