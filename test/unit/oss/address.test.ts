import assert from "node:assert/strict";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { Refusal } from "../../../src/errors/refusal.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import {
  checkBucketName,
  checkKey,
  checkNewKey,
  formatObjectUri,
  parseObjectUri,
  parsePrefixUri,
} from "../../../src/oss/address.ts";

describe("oss:// URIs", () => {
  const good: [uri: string, bucket: string, key: string][] = [
    ["oss://photos/a.jpg", "photos", "a.jpg"],
    ["OSS://photos/a.jpg", "photos", "a.jpg"],
    ["oss://photos/2024//x/../y", "photos", "2024//x/../y"],
    ["oss://photos/%41%2F?b#c&d=e", "photos", "%41%2F?b#c&d=e"],
    ["oss://photos/照片/\u{1f600} \"'.jpg", "photos", "照片/\u{1f600} \"'.jpg"],
    ["oss://photos/folder/", "photos", "folder/"],
    ["oss://photos//a.jpg", "photos", "/a.jpg"],
    ["oss://photos///a.jpg", "photos", "//a.jpg"],
    ["oss://photos/\\a.jpg", "photos", "\\a.jpg"],
    ["oss://photos/a\0b", "photos", "a\0b"],
    ["oss://pho_tos/a.jpg", "pho_tos", "a.jpg"],
    ["oss://_photos_/a.jpg", "_photos_", "a.jpg"],
    [`oss://photos/${"k".repeat(1023)}`, "photos", "k".repeat(1023)],
    [`oss://photos/${"照".repeat(341)}`, "photos", "照".repeat(341)],
  ];
  for (const [uri, bucket, key] of good) {
    it(`reads ${uri.slice(0, 60)} and writes it back`, () => {
      assert.deepEqual(parseObjectUri(uri), { bucket, key });
      assert.equal(formatObjectUri({ bucket, key }), `oss://${bucket}/${key}`);
    });
  }

  const bad: [uri: string, code: string][] = [
    ["", "invalid-uri"],
    ["photos/a.jpg", "invalid-uri"],
    ["https://photos/a.jpg", "invalid-uri"],
    ["oss:/photos/a.jpg", "invalid-uri"],
    [" oss://photos/a.jpg", "invalid-uri"],
    ["oss://", "invalid-uri"],
    ["oss://photos", "invalid-uri"],
    ["oss://photos/", "invalid-uri"],
    ["oss:///a.jpg", "invalid-bucket-name"],
    ["oss://ab/a.jpg", "invalid-bucket-name"],
    ["oss://Photos/a.jpg", "invalid-bucket-name"],
    ["oss://-photos/a.jpg", "invalid-bucket-name"],
    ["oss://photos-/a.jpg", "invalid-bucket-name"],
    ["oss://pho.tos/a.jpg", "invalid-bucket-name"],
    ["oss://pho\u212aos/a.jpg", "invalid-bucket-name"],
    ["oss://user@photos/a.jpg", "invalid-bucket-name"],
    [`oss://${"b".repeat(64)}/a.jpg`, "invalid-bucket-name"],
    ["oss://photos/\ud800", "invalid-key"],
    [`oss://photos/${"k".repeat(1024)}`, "invalid-key"],
    [`oss://photos/${"照".repeat(342)}`, "invalid-key"],
  ];
  for (const [uri, code] of bad) {
    it(`refuses ${JSON.stringify(uri.slice(0, 60))} as ${code}`, () => {
      assert.throws(
        () => parseObjectUri(uri),
        (error) => error instanceof Refusal && error.code === code && /[.]$/.test(wordsFor(error)),
      );
    });
  }

  const prefixes: [uri: string, bucket: string, prefix: string][] = [
    ["oss://photos", "photos", ""],
    [" OSS://photos/ ", "photos", ""],
    ["oss://photos/2024/a b", "photos", "2024/a b"],
  ];
  for (const [uri, bucket, prefix] of prefixes) {
    it(`reads ${uri} as a bucket or a prefix of it`, () =>
      assert.deepEqual(parsePrefixUri(uri), { bucket, prefix }));
  }

  const signed = "https://cdn.test/a.jpg?x-oss-signature=canary";
  for (const read of [parseObjectUri, parsePrefixUri]) {
    it(`${read.name} does not repeat the signature of a URL in its place`, () =>
      assert.throws(
        () => read(signed),
        (error) => !/canary/.test(wordsFor(error)),
      ));
  }

  for (const key of ["/a.jpg", "\\a.jpg", "//"]) {
    it(`reads an object named ${key}, but makes none`, () => {
      assert.doesNotThrow(() => checkKey(key));
      assert.throws(
        () => checkNewKey(key),
        (error) => error instanceof Refusal && error.facts["reason"] === "leading-slash",
      );
    });
  }

  it("keeps its sentences short and free of control characters", () => {
    for (const check of [checkBucketName, checkKey, checkNewKey]) {
      assert.throws(
        () => check(`/\n\u001b[31m${"x".repeat(5000)}`),
        ({ message }: Error) => message.length < 300 && !/\p{Cc}/u.test(message),
      );
    }
  });
});

describe("a bucket with an underscore", () => {
  it("is covered by OSS's certificate, as all others are", () => {
    const host = "pho_tos.oss-cn-hangzhou.aliyuncs.com";
    const subject = { CN: "*.oss-cn-hangzhou.aliyuncs.com" };
    const certificate = { subject, subjectaltname: `DNS:${subject.CN}` } as PeerCertificate;
    assert.equal(new URL(`https://${host}`).host, host);
    assert.equal(checkServerIdentity(host, certificate), undefined);
  });
});
