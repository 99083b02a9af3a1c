/**
 * The detection of one object at one threshold as code: official SDKs, version 4 signatures, keys from the
 * environment. Pure: text in, text out.
 */
import { goFragment, goProgram } from "./go.ts";
import { javaFragment, javaProgram } from "./java.ts";
import { javaScriptFragment, javaScriptProgram } from "./javaScript.ts";
import { phpFragment, phpProgram } from "./php.ts";
import { pythonFragment, pythonProgram } from "./python.ts";
import type { SampleParameters } from "./sampleParameters.ts";
import { curlCommand, ossutilCommand } from "./shell.ts";

export type CodeLanguage = "java" | "python" | "go" | "php" | "javascript" | "ossutil" | "curl";

export interface CodeSample {
  /** Ends in a line break. */
  readonly text: string;
  /** As editors call its language. */
  readonly languageId: string;
  /** What to call a file of it; absent for a command and for a fragment. */
  readonly fileName?: string;
}

export interface CodeSampleOptions {
  /** A whole file, or statements to stand among others, which is the same for commands. Default: program. */
  readonly form?: "program" | "fragment";
}

interface Dialect {
  readonly languageId: string;
  readonly fileName?: string;
  readonly program: (parameters: SampleParameters) => string;
  readonly fragment: (parameters: SampleParameters) => string;
}

const dialects: Readonly<Record<Exclude<CodeLanguage, "curl">, Dialect>> = {
  java: {
    languageId: "java",
    fileName: "DetectLabels.java",
    program: javaProgram,
    fragment: javaFragment,
  },
  python: {
    languageId: "python",
    fileName: "detect_labels.py",
    program: pythonProgram,
    fragment: pythonFragment,
  },
  go: { languageId: "go", fileName: "main.go", program: goProgram, fragment: goFragment },
  php: {
    languageId: "php",
    fileName: "detect_labels.php",
    program: phpProgram,
    fragment: phpFragment,
  },
  javascript: {
    languageId: "javascript",
    fileName: "detect-labels.mjs",
    program: javaScriptProgram,
    fragment: javaScriptFragment,
  },
  ossutil: { languageId: "shellscript", program: ossutilCommand, fragment: ossutilCommand },
};

/** Throws a `Refusal` with code `wrong-threshold` for a threshold outside of 0–1. */
export function codeSample(
  language: Exclude<CodeLanguage, "curl">,
  parameters: SampleParameters,
  { form = "program" }: CodeSampleOptions = {},
): CodeSample {
  const { languageId, fileName, program, fragment } = dialects[language];
  if (form === "fragment") return { text: fragment(parameters), languageId };
  return { text: program(parameters), languageId, ...(fileName !== undefined && { fileName }) };
}

/** With a presigned URL of the detection, and so a secret until that expires. */
export function curlSample(presignedUrl: string): CodeSample {
  return { text: curlCommand(presignedUrl), languageId: "shellscript" };
}
