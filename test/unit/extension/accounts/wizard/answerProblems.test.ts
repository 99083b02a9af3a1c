import assert from "node:assert/strict";
import {
  accessKeyIdProblem,
  accessKeySecretProblem,
  bucketProblem,
  domainBucketProblem,
  domainProblem,
  freeName,
  nameProblem,
  noAnswers,
  type Problem,
  roleProblem,
  securityTokenProblem,
  uriProblem,
} from "../../../../../src/extension/accounts/wizard/answers.ts";

const name = (text: string) => nameProblem(text, ["Sample"]);
const bucket = (text: string) => bucketProblem(text, noAnswers);
const domainsBucket = (text: string) =>
  bucketProblem(text, { ...noAnswers, place: "img.example.com" });
const present = { accessKeyId: "STS.a", accessKeySecret: "s", securityToken: "t" };
const secret = (text: string) => accessKeySecretProblem(text, undefined);
const keptSecret = (text: string) => accessKeySecretProblem(text, present);
const token = (text: string) => securityTokenProblem(text, noAnswers, undefined);
const temporary = { ...noAnswers, accessKeyId: "STS.a" };
const stsToken = (text: string) => securityTokenProblem(text, temporary, undefined);
const keptToken = (text: string) => securityTokenProblem(text, temporary, present);

describe("an answer", () => {
  const rows: [check: (text: string) => Problem, what: string, text: string, says?: RegExp][] = [
    [name, "name", " Photos "],
    [name, "name", "Größe 图片"],
    [name, "name", " ", /Write a name/],
    [name, "name", " Sample", /already an account named "Sample"/],
    [name, "name", "x".repeat(61), /60/],
    [name, "name", "a\u0007b", /one line/],
    [bucket, "bucket", ""],
    [bucket, "bucket", "photos/2024/ä b"],
    [bucket, "bucket", "Photos", /3 to 63/],
    [domainsBucket, "bucket behind a domain", "", /that the domain leads to/],
    [domainsBucket, "bucket behind a domain", "photos"],
    [domainBucketProblem, "bucket of a domain", "photos"],
    [domainBucketProblem, "bucket of a domain", "photos/2024", /3 to 63/],
    [domainProblem, "domain", ""],
    [domainProblem, "domain", "img.example.com"],
    [domainProblem, "domain", "http://127.0.0.1:80"],
    [domainProblem, "domain", "oss-cn-hangzhou.aliyuncs.com", /address of OSS itself/],
    [domainProblem, "domain", "cn-hangzhou", /address of OSS itself/],
    [domainProblem, "domain", "https://a:b@img.example.com", /no user name/],
    [roleProblem, "role", ""],
    [roleProblem, "role", "EcsRole-1"],
    [roleProblem, "role", "../x", /letters, digits/],
    [uriProblem, "URI", "http://127.0.0.1:6666/keys"],
    [uriProblem, "URI", " ", /Write the address/],
    [uriProblem, "URI", "http://keys.example.com", /plain http/],
    [uriProblem, "URI", "nonsense", /is not a URL/],
    [accessKeyIdProblem, "AccessKey ID", "LTAI5tExampleExampleExam"],
    [accessKeyIdProblem, "AccessKey ID", "STS.NSsrKZes4cqm5sExample1234"],
    [accessKeyIdProblem, "AccessKey ID", "", /starts with LTAI/],
    [accessKeyIdProblem, "AccessKey ID", "LTAI****abcd", /Copy it again/],
    [accessKeyIdProblem, "AccessKey ID", "abcdefghijABCDEFGHIJ0123456789", /looks like the secret/],
    [secret, "secret", "abcdefghijABCDEFGHIJ0123456789"],
    [secret, "secret", "", /Write the AccessKey secret/],
    [secret, "secret", 'abc"def', /Copy it again/],
    [keptSecret, "secret that may stay", ""],
    [token, "token of a lasting key", ""],
    [token, "token of a lasting key", "CAISx/+=="],
    [token, "token of a lasting key", "a b", /Copy it again/],
    [stsToken, "token of a temporary key", "", /only with its security token/],
    [keptToken, "token that may stay", ""],
  ];
  for (const [check, what, text, says] of rows) {
    it(`"${text.slice(0, 40)}" as ${what} ${says ? `is refused: ${says.source}` : "will do"}`, () => {
      const problem = check(text);
      if (says) assert.match(problem ?? "", says);
      else assert.equal(problem, undefined);
    });
  }

  it("is never repeated where it may be a secret", () => {
    const typed = 'canary "secret"';
    for (const problem of [secret(typed), token(typed), accessKeyIdProblem(typed)]) {
      assert.ok(problem);
      assert.doesNotMatch(problem, /canary/);
    }
  });

  it("for the name is suggested so that it is free", () => {
    assert.equal(freeName("OSS", []), "OSS");
    assert.equal(freeName("OSS", ["OSS", "OSS 2"]), "OSS 3");
  });
});
