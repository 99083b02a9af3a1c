/** JavaScript and TypeScript with ali-oss 6, which signs with version 4 from 6.20 on. */

import { labelsProcess } from "../oss/imageProcess.ts";
import { lines, preamble, when } from "./lines.ts";
import { hasDotSegment, payerHeader, type SampleParameters } from "./sampleParameters.ts";
import { javaScriptString } from "./stringLiterals.ts";

/** An ES module. */
export function javaScriptProgram(parameters: SampleParameters): string {
  return lines(
    preamble("//", "npm install ali-oss@6, then: node detect-labels.mjs"),
    'import OSS from "ali-oss";',
    "",
    statements(parameters).trimEnd(),
  );
}

/** Statements for the body of an asynchronous function, in a module of either kind. */
export function javaScriptFragment(parameters: SampleParameters): string {
  return lines(
    'const { default: OSS } = await import("ali-oss");',
    statements(parameters).trimEnd(),
  );
}

function statements(sample: SampleParameters): string {
  return lines(
    "const client = new OSS({",
    '  accessKeyId: process.env.OSS_ACCESS_KEY_ID ?? "",',
    '  accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET ?? "",',
    '  stsToken: process.env.OSS_SESSION_TOKEN ?? "",',
    "  authorizationV4: true,",
    `  endpoint: ${javaScriptString(sample.endpoint)},`,
    `  region: ${javaScriptString(`oss-${sample.region}`)},`,
    `  bucket: ${javaScriptString(sample.bucket)},`,
    when(sample.addressing === "custom-domain", "  cname: true,"),
    when(sample.addressing === "path", "  sldEnable: true,"),
    "});",
    when(
      hasDotSegment(sample.key),
      '// ali-oss cannot reach this key: its HTTP client takes "." and ".." out of a path.',
    ),
    `const answer = await client.get(${javaScriptString(sample.key)}, {`,
    `  process: ${javaScriptString(labelsProcess(sample.threshold))},`,
    when(
      sample.requesterPays === true,
      `  headers: { ${javaScriptString(payerHeader.name)}: ${javaScriptString(payerHeader.value)} },`,
    ),
    "});",
    "console.log(answer.content.toString());",
  );
}
