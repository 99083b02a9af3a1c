/** Java with aliyun-sdk-oss, from 3.17.4 on, which the page on labels asks for. [Image label detection] */

import { labelsProcess } from "../oss/imageProcess.ts";
import { indented, lines, preamble, when } from "./lines.ts";
import type { SampleParameters } from "./sampleParameters.ts";
import { javaString } from "./stringLiterals.ts";

const packages = {
  ClientBuilderConfiguration: "com.aliyun.oss",
  OSS: "com.aliyun.oss",
  OSSClientBuilder: "com.aliyun.oss",
  CredentialsProviderFactory: "com.aliyun.oss.common.auth",
  SignVersion: "com.aliyun.oss.common.comm",
  IOUtils: "com.aliyun.oss.common.utils",
  GetObjectRequest: "com.aliyun.oss.model",
} as const;

type ClassName = keyof typeof packages;

/** A file `DetectLabels.java`. */
export function javaProgram(parameters: SampleParameters): string {
  return lines(
    preamble("//", "Maven: com.aliyun.oss:aliyun-sdk-oss:3.17.4 or later."),
    ...Object.entries(packages).map(([name, inPackage]) => `import ${inPackage}.${name};`),
    "",
    "public class DetectLabels {",
    "  public static void main(String[] arguments) throws Exception {",
    indented(
      statements(parameters, (name) => name),
      "    ",
    ).trimEnd(),
    "  }",
    "}",
  );
}

/** Statements for the body of a method; classes have their full names, since imports stand elsewhere. */
export function javaFragment(parameters: SampleParameters): string {
  return statements(parameters, (name) => `${packages[name]}.${name}`);
}

function statements(
  { endpoint, region, addressing, bucket, key, threshold, requesterPays = false }: SampleParameters,
  named: (name: ClassName) => string,
): string {
  const configuration = named("ClientBuilderConfiguration");
  const provider = named("CredentialsProviderFactory");
  const request = named("GetObjectRequest");
  return lines(
    `${configuration} configuration = new ${configuration}();`,
    `configuration.setSignatureVersion(${named("SignVersion")}.V4);`,
    when(addressing === "custom-domain", "configuration.setSupportCname(true);"),
    when(addressing === "path", "configuration.setSLDEnabled(true);"),
    `${named("OSS")} client = ${named("OSSClientBuilder")}.create()`,
    `    .endpoint(${javaString(endpoint)})`,
    `    .region(${javaString(region)})`,
    `    .credentialsProvider(${provider}.newEnvironmentVariableCredentialsProvider())`,
    "    .clientConfiguration(configuration)",
    "    .build();",
    "try {",
    `  ${request} request = new ${request}(${javaString(bucket)}, ${javaString(key)});`,
    `  request.setProcess(${javaString(labelsProcess(threshold))});`,
    when(requesterPays, "  request.setRequestPayer(com.aliyun.oss.model.Payer.Requester);"),
    "  java.io.InputStream answer = client.getObject(request).getObjectContent();",
    `  System.out.println(${named("IOUtils")}.readStreamAsString(answer, "UTF-8"));`,
    "} finally {",
    "  client.shutdown();",
    "}",
  );
}
