/** Go with aliyun-oss-go-sdk, from 3.0.2 on, which the page on labels asks for. [Image label detection] */

import { labelsProcess } from "../oss/imageProcess.ts";
import { indented, lines, preamble, when } from "./lines.ts";
import type { SampleParameters } from "./sampleParameters.ts";
import { goString } from "./stringLiterals.ts";

const sdk = "github.com/aliyun/aliyun-oss-go-sdk";

/** A file of its own, as gofmt leaves it. */
export function goProgram(parameters: SampleParameters): string {
  return lines(
    preamble("//", `go get ${sdk}@v3.0.2+incompatible`),
    "package main",
    "",
    "import (",
    '\t"io"',
    '\t"log"',
    '\t"os"',
    "",
    `\t"${sdk}/oss"`,
    ")",
    "",
    "func main() {",
    indented(statements(parameters), "\t").trimEnd(),
    "}",
  );
}

/** Statements for the body of a function; Go imports at the top of the file only. */
export function goFragment(parameters: SampleParameters): string {
  return lines(`// Imports io, log, os and ${sdk}/oss.`, statements(parameters).trimEnd());
}

function statements(sample: SampleParameters): string {
  const payer = sample.requesterPays ? ", oss.RequestPayer(oss.Requester)" : "";
  return lines(
    "provider, err := oss.NewEnvironmentVariableCredentialsProvider()",
    stopOnError,
    `client, err := oss.New(${goString(sample.endpoint)}, "", "",`,
    "\toss.SetCredentialsProvider(&provider),",
    "\toss.AuthVersion(oss.AuthV4),",
    `\toss.Region(${goString(sample.region)}),`,
    when(sample.addressing === "custom-domain", "\toss.UseCname(true),"),
    when(sample.addressing === "path", "\toss.ForcePathStyle(true),"),
    ")",
    stopOnError,
    `bucket, err := client.Bucket(${goString(sample.bucket)})`,
    stopOnError,
    `answer, err := bucket.GetObject(${goString(sample.key)}, oss.Process(${goString(labelsProcess(sample.threshold))})${payer})`,
    stopOnError,
    "_, err = io.Copy(os.Stdout, answer)",
    "answer.Close()",
    stopOnError,
  );
}

const stopOnError = "if err != nil {\n\tlog.Fatal(err)\n}";
