import assert from "node:assert/strict";
import { type CodeLanguage, codeSample, curlSample } from "../../../src/codeSamples/codeSample.ts";
import { codeLanguages, languagesFor } from "../../../src/codeSamples/languages.ts";
import type { SampleParameters } from "../../../src/codeSamples/sampleParameters.ts";
import { parametersOf } from "./hostileKeys.ts";

const signing = ["java", "python", "go", "php", "javascript", "ossutil"] as const;

const publicEndpoint: SampleParameters = parametersOf("shop/red shoe.jpg");
const customDomain: SampleParameters = {
  ...publicEndpoint,
  endpoint: "https://img.example.com",
  addressing: "custom-domain",
};
const local: SampleParameters = {
  ...publicEndpoint,
  endpoint: "http://127.0.0.1:9000",
  addressing: "path",
};

describe("code samples", () => {
  for (const language of signing) {
    describe(`in ${language}`, () => {
      for (const form of ["program", "fragment"] as const) {
        it(`name endpoint, region, bucket, key and threshold (${form})`, () => {
          const { text } = codeSample(language, publicEndpoint, { form });
          const { endpoint, region, bucket, key } = publicEndpoint;
          for (const part of [endpoint, region, bucket, key, "image/labels,thr_0.85"]) {
            assert.ok(text.includes(part), `${part} in\n${text}`);
          }
          assert.match(text, /[^\n]\n$/);
        });
      }

      it("say how the bucket is addressed", () => {
        const marks: Record<(typeof signing)[number], readonly [RegExp, RegExp]> = {
          java: [/setSupportCname\(true\)/, /setSLDEnabled\(true\)/],
          python: [/is_cname=True/, /is_path_style=True/],
          go: [/UseCname\(true\)/, /ForcePathStyle\(true\)/],
          php: [/'cname' => true/, /'forcePathStyle' => true/],
          javascript: [/cname: true/, /sldEnable: true/],
          ossutil: [/--addressing-style cname/, /--addressing-style path/],
        };
        const [ownDomain, path] = marks[language];
        const cases = [
          [publicEndpoint, false, false],
          [customDomain, true, false],
          [local, false, true],
        ] as const;
        for (const [parameters, hasOwnDomain, hasPath] of cases) {
          const { text } = codeSample(language, parameters);
          assert.deepEqual([ownDomain.test(text), path.test(text)], [hasOwnDomain, hasPath]);
          assert.ok(text.includes(parameters.endpoint));
        }
      });

      it("say who pays, where the requester does", () => {
        const mark =
          /setRequestPayer\(.*Payer\.Requester\)|RequestPayer\(oss\.Requester\)|x-oss-request-payer['"]?(: ?| => |=)['"]?requester/;
        for (const form of ["program", "fragment"] as const) {
          const paying = { ...publicEndpoint, requesterPays: true };
          assert.match(codeSample(language, paying, { form }).text, mark);
          assert.doesNotMatch(codeSample(language, publicEndpoint, { form }).text, mark);
        }
      });

      it("sign with version 4", () => {
        const mark = /SignVersion\.V4|ProviderAuthV4|AuthV4|VERSION_V4|authorizationV4: true|v4/;
        assert.match(codeSample(language, publicEndpoint).text, mark);
      });
    });
  }

  it("take thresholds from 0 to 1 and no other", () => {
    const textAt = (threshold: number) =>
      codeSample("python", { ...publicEndpoint, threshold }).text;
    assert.match(textAt(0), /thr_0"/);
    assert.match(textAt(0.29), /thr_0\.29"/);
    assert.match(textAt(1), /thr_1"/);
    for (const wrong of [-0.1, 1.1, Number.NaN]) {
      assert.throws(() => textAt(wrong), { code: "wrong-threshold" });
    }
  });

  it("are files to save, except for commands and fragments", () => {
    const names = signing.map((language) => codeSample(language, publicEndpoint).fileName);
    assert.deepEqual(names, [
      ...["DetectLabels.java", "detect_labels.py", "main.go", "detect_labels.php"],
      ...["detect-labels.mjs", undefined],
    ]);
    for (const language of signing) {
      const fragment = codeSample(language, publicEndpoint, { form: "fragment" });
      assert.equal(fragment.fileName, undefined);
    }
  });

  it("with curl are the presigned URL as one word, taken as it is", () => {
    const url = "https://photos.oss-cn-hangzhou.aliyuncs.com/a/../b.jpg?x-oss-expires=900";
    const expected = `curl --globoff --path-as-is '${url}'\n`;
    assert.equal(curlSample(url).text, expected);
  });

  it("in JavaScript say when ali-oss cannot reach the key", () => {
    const saysSo = (key: string) =>
      codeSample("javascript", parametersOf(key)).text.includes("cannot reach this key");
    for (const key of ["a/../b.jpg", "./a.jpg", "a/.."]) assert.ok(saysSo(key), key);
    for (const key of ["a..b.jpg", ".a/b.jpg", "a/...", "a//b"]) assert.ok(!saysSo(key), key);
  });

  it("in PHP say when the SDK cannot reach the key, and why", () => {
    const reason = (key: string) =>
      /\/\/ The PHP SDK cannot reach this key: ([^\n]*)\.\n/.exec(
        codeSample("php", { ...parametersOf("a.jpg"), key }).text,
      )?.[1];
    for (const key of ["a/../b.jpg", "./a.jpg", "a/..", ".."]) {
      assert.match(reason(key) ?? "", /"\." and "\.\."/, key);
    }
    for (const key of ["/a.jpg", "\\a.jpg"]) assert.match(reason(key) ?? "", /at the start/, key);
    for (const key of ["a\nb.jpg", "\n\n"]) assert.match(reason(key) ?? "", /line breaks/);
    for (const key of ["a..b.jpg", ".a/b.jpg", "a//b", "a\n", "a\rb", "照片/😀.jpg", "?a", "0"]) {
      assert.equal(reason(key), undefined, key);
    }
  });

  it("of a key that a terminal shows otherwise are percent-encoded for ossutil", () => {
    const { text } = codeSample("ossutil", parametersOf("a\n\u202eb.jpg"));
    assert.match(text, /^ossutil presign oss:\/\/photos\/a%0A%E2%80%AEb\.jpg --encoding-type url /);
  });
});

describe("languages of code samples", () => {
  it("are listed once each", () => {
    const listed = codeLanguages.map(({ language }) => language);
    assert.deepEqual([...new Set(listed)], listed);
    assert.deepEqual([...listed].sort(), [...signing, "curl"].sort());
  });

  const cases: readonly (readonly [string, readonly CodeLanguage[]])[] = [
    ["java", ["java"]],
    ["python", ["python"]],
    ["go", ["go"]],
    ["php", ["php"]],
    ["typescriptreact", ["javascript"]],
    ["shellscript", ["ossutil", "curl"]],
    ["constructor", codeLanguages.map(({ language }) => language)],
  ];
  for (const [languageId, expected] of cases) {
    it(`for a file of ${languageId}`, () => {
      assert.deepEqual(
        languagesFor(languageId).map(({ language }) => language),
        expected,
      );
    });
  }
});
