/** What a good status brings, as XML or JSON; whatever else it brings becomes one clear error. */
import { bodyText, isWebPage } from "../../http/response.ts";
import type { Called } from "../caller.ts";
import type { OssError } from "../error.ts";
import { ownFailure } from "../failure.ts";
import { withoutSecrets } from "../scrub.ts";
import { readXml, type XmlElement } from "../xml.ts";

/** The root element. Throws an `OssError` whose code says what came instead. */
export function xmlOf(called: Called, root: string): XmlElement {
  const text = textOf(called);
  const element = readXml(text, root);
  if (element !== undefined) return element;
  const began = text.trimStart().startsWith("<?xml") || text.includes(`<${root}`);
  const ended = text.trimEnd().endsWith(">");
  throw failure(called, began && !ended ? "truncated-answer" : "unreadable-answer");
}

/** The parsed JSON, of any shape. Throws an `OssError` whose code says what came instead. */
export function jsonOf(called: Called): { json: unknown; text: string } {
  // It is kept and shown as it came; a server that repeats what it was sent must not put a key there.
  const text = withoutSecrets(textOf(called), called.facts.secrets);
  try {
    return { json: JSON.parse(text), text };
  } catch {
    const began = /^\s*[[{]/.test(text);
    throw failure(
      called,
      began && !/[\]}]\s*$/.test(text) ? "truncated-answer" : "unreadable-answer",
    );
  }
}

/** An error about the answer of a call. */
export function failure({ facts, answer }: Called, code: string): OssError {
  const requestId = answer.headers["x-oss-request-id"];
  return ownFailure(code, { ...facts, status: answer.status, requestId });
}

function textOf(called: Called): string {
  const { answer } = called;
  if (isWebPage(answer)) throw failure(called, "web-page");
  if (answer.body.length === 0) throw failure(called, "empty-answer");
  if (/^\s*image\//i.test(answer.headers["content-type"] ?? "")) {
    throw failure(called, "process-ignored");
  }
  return bodyText(answer);
}
