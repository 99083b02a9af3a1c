/**
 * Commands for a POSIX shell. They have no comments: an interactive zsh does not know comments, so a quote in one
 * would open a string.
 */
import { formatObjectUri } from "../oss/address.ts";
import { labelsProcess } from "../oss/imageProcess.ts";
import { encodePath } from "../oss/percentEncoding.ts";
import { lines, when } from "./lines.ts";
import { payerHeader, type SampleParameters } from "./sampleParameters.ts";
import { isPlainlySeen, shellWord } from "./stringLiterals.ts";

/** Takes the address as it is: curl would fold `..` and expand brackets. */
const curl = "curl --globoff --path-as-is";

/** Anyone with the text can make the call until the URL expires. */
export function curlCommand(presignedUrl: string): string {
  return lines(`${curl} ${shellWord(presignedUrl)}`);
}

/**
 * ossutil 2 signs the URL, since it reads objects without processing them; it reads the keys from the
 * environment by itself, and below the URL it prints how long it took. [Ossutil presign]
 * [Ossutil options]
 */
export function ossutilCommand(parameters: SampleParameters): string {
  const { endpoint, region, addressing, threshold, requesterPays = false } = parameters;
  const style = { "virtual-hosted": "virtual", "custom-domain": "cname", path: "path" }[addressing];
  return lines(
    `ossutil presign ${objectArgument(parameters)} \\`,
    `  --query-param ${shellWord(`x-oss-process=${labelsProcess(threshold)}`)} \\`,
    when(
      requesterPays,
      `  --query-param ${shellWord(`${payerHeader.name}=${payerHeader.value}`)} \\`,
    ),
    `  --region ${shellWord(region)} --endpoint ${shellWord(endpoint)} \\`,
    `  --addressing-style ${style} --sign-version v4 |`,
    `  grep -o 'https\\{0,1\\}://[^[:space:]]*' | xargs ${curl}`,
  );
}

/** Percent-encoded where the key would not look in a terminal as it is. */
function objectArgument({ bucket, key }: SampleParameters): string {
  if (isPlainlySeen(key)) return shellWord(formatObjectUri({ bucket, key }));
  const encoded = shellWord(formatObjectUri({ bucket, key: encodePath(key) }));
  return `${encoded} --encoding-type url`;
}
