/** Python 3 with oss2, from 2.18.4 on, which the page on labels asks for. [Image label detection] */

import { labelsProcess } from "../oss/imageProcess.ts";
import { lines, preamble } from "./lines.ts";
import { payerHeader, type SampleParameters } from "./sampleParameters.ts";
import { pythonString } from "./stringLiterals.ts";

/** A file, and as well statements for the body of a function: Python imports anywhere. */
export function pythonProgram(parameters: SampleParameters): string {
  return lines(preamble("#", 'pip install "oss2>=2.18.4"'), pythonFragment(parameters).trimEnd());
}

export function pythonFragment(sample: SampleParameters): string {
  const options = {
    "virtual-hosted": "",
    "custom-domain": ", is_cname=True",
    path: ", is_path_style=True",
  }[sample.addressing];
  const header = `{${pythonString(payerHeader.name)}: ${pythonString(payerHeader.value)}}`;
  const headers = sample.requesterPays ? `, headers=${header}` : "";
  return lines(
    "import oss2",
    "from oss2.credentials import EnvironmentVariableCredentialsProvider",
    "",
    "auth = oss2.ProviderAuthV4(EnvironmentVariableCredentialsProvider())",
    "bucket = oss2.Bucket(",
    `    auth, ${pythonString(sample.endpoint)}, ${pythonString(sample.bucket)}, region=${pythonString(sample.region)}${options}`,
    ")",
    `answer = bucket.get_object(${pythonString(sample.key)}, process=${pythonString(labelsProcess(sample.threshold))}${headers})`,
    'print(answer.read().decode("utf-8"))',
  );
}
