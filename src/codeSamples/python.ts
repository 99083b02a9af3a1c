/** Python 3 with oss2, from 2.18.4 on, which the page on labels asks for. (OSS help, "Image label detection".) */
import { lines, preamble } from "./lines.ts";
import { pythonString } from "./stringLiterals.ts";
import { type CodeSubject, detectionProcess } from "./subject.ts";

/** A file, and as well statements for the body of a function: Python imports anywhere. */
export function pythonProgram(subject: CodeSubject): string {
  return lines(preamble("#", 'pip install "oss2>=2.18.4"'), pythonFragment(subject).trimEnd());
}

export function pythonFragment({
  endpoint,
  region,
  addressing,
  bucket,
  key,
  threshold,
}: CodeSubject): string {
  const options = {
    "virtual-hosted": "",
    "custom-domain": ", is_cname=True",
    path: ", is_path_style=True",
  }[addressing];
  return lines(
    "import oss2",
    "from oss2.credentials import EnvironmentVariableCredentialsProvider",
    "",
    "auth = oss2.ProviderAuthV4(EnvironmentVariableCredentialsProvider())",
    "bucket = oss2.Bucket(",
    `    auth, ${pythonString(endpoint)}, ${pythonString(bucket)}, region=${pythonString(region)}${options}`,
    ")",
    `answer = bucket.get_object(${pythonString(key)}, process=${pythonString(detectionProcess(threshold))})`,
    'print(answer.read().decode("utf-8"))',
  );
}
