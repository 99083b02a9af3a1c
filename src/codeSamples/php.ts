/** PHP with aliyun-oss-php-sdk, from 2.7.0 on, which the page on labels asks for. [Image label detection] */

import { labelsProcess } from "../oss/imageProcess.ts";
import { lines, preamble, when } from "./lines.ts";
import { hasDotSegment, payerHeader, type SampleParameters } from "./sampleParameters.ts";
import { phpString } from "./stringLiterals.ts";

const client = "OSS\\OssClient";
const provider = "OSS\\Credentials\\EnvironmentVariableCredentialsProvider";

/** A file beside the `vendor` folder. */
export function phpProgram(parameters: SampleParameters): string {
  return lines(
    "<?php",
    preamble("//", 'composer require "aliyuncs/oss-sdk-php:^2.7"'),
    "require_once __DIR__ . '/vendor/autoload.php';",
    "",
    `use ${provider};`,
    `use ${client};`,
    "",
    statements(parameters, simpleName).trimEnd(),
  );
}

/** Statements with the names of classes in full, since `use` stands elsewhere. */
export function phpFragment(parameters: SampleParameters): string {
  return statements(parameters, (name) => `\\${name}`);
}

function simpleName(name: string): string {
  return name.slice(name.lastIndexOf("\\") + 1);
}

function statements(
  { endpoint, region, addressing, bucket, key, threshold, requesterPays = false }: SampleParameters,
  named: (name: string) => string,
): string {
  const obstacle = obstacleOf(key);
  return lines(
    obstacle && `// The PHP SDK cannot reach this key: ${obstacle}.`,
    `$client = new ${named(client)}([`,
    `    'provider' => new ${named(provider)}(),`,
    `    'endpoint' => ${phpString(endpoint)},`,
    `    'region' => ${phpString(region)},`,
    `    'signatureVersion' => ${named(client)}::OSS_SIGNATURE_VERSION_V4,`,
    when(addressing === "custom-domain", "    'cname' => true,"),
    when(addressing === "path", "    'forcePathStyle' => true,"),
    "]);",
    `echo $client->getObject(${phpString(bucket)}, ${phpString(key)}, [`,
    `    ${named(client)}::OSS_PROCESS => ${phpString(labelsProcess(threshold))},`,
    when(
      requesterPays,
      `    ${named(client)}::OSS_HEADERS => [${phpString(payerHeader.name)} => ${phpString(payerHeader.value)}],`,
    ),
    "]), PHP_EOL;",
  );
}

/** Why the SDK does not come to the object of a key, in words; `undefined` when it does. [PHP SDK keys] */
function obstacleOf(key: string): string | undefined {
  if (hasDotSegment(key)) return 'curl, which it uses, takes "." and ".." out of a path';
  if (/^[/\\]/.test(key)) return "it refuses a slash or backslash at the start";
  // Its pattern for keys stops at a line break, except for one at the very end.
  return /\n./s.test(key) ? "it refuses line breaks" : undefined;
}
