import assert from "node:assert/strict";
import { readServiceError } from "../../../src/oss/serviceError.ts";
import { elementsOf, readXml, textsOf } from "../../../src/oss/xml.ts";
import { errorXml } from "../../integration/oss/loopback.ts";
import { randomTexts } from "./randomText.ts";

describe("XML", () => {
  const texts: [name: string, xml: string, expected: Record<string, string>][] = [
    ["texts by their names", "<r><a>1</a><b></b><c/></r>", { a: "1", b: "", c: "" }],
    ["the first of several", "<r><a>1</a><a>2</a></r>", { a: "1" }],
    ["blanks inside texts", "<r>\n <a> x </a>\n</r>\n", { a: " x " }],
    ["the five entities", "<r><a>&lt;&gt;&amp;&quot;&apos;</a></r>", { a: "<>&\"'" }],
    ["entities once only", "<r><a>&amp;lt;&amp;#65;</a></r>", { a: "&lt;&#65;" }],
    ["numeric references", "<r><a>&#65;&#x4E00;&#x1F600;&#12;</a></r>", { a: "A一\u{1f600}\f" }],
    [
      "references to no character",
      "<r><a>&#0;&#xD800;&#x110000;</a></r>",
      { a: "\ufffd".repeat(3) },
    ],
    ["other entities as they are", "<r><a>&nbsp;&a;&#;&</a></r>", { a: "&nbsp;&a;&#;&" }],
    ["sections of raw text", "<r><a>x<![CDATA[<b>&amp;</b>]]></a></r>", { a: "x<b>&amp;</b>" }],
    [
      "no attributes, comments or instructions",
      '<?p q?><r x="1"><!-- <a>0</a> --><a y="2">1</a></r>',
      { a: "1" },
    ],
    ["names without their namespace", '<n:r xmlns:n="u"><n:a>1</n:a></n:r>', { a: "1" }],
  ];
  for (const [name, xml, expected] of texts) {
    it(`gives ${name}`, () => {
      const root = readXml(xml.replace("</n:r>", "</r>"), "r");
      assert.ok(root);
      assert.deepEqual(Object.fromEntries(textsOf(root)), expected);
    });
  }

  const refused: [name: string, xml: string][] = [
    ["nothing", ""],
    ["text", "hello"],
    ["another root", "<s><a>1</a></s>"],
    ["a document cut off", "<r><a>1</a>"],
    ["a tag cut off", "<r><a>1</a></r"],
    ["a DOCTYPE", '<!DOCTYPE r [<!ENTITY x "y">]><r><a>&x;</a></r>'],
    ["a small doctype", '<!doctype r SYSTEM "http://evil.example/"><r></r>'],
    ["an entity of its own", '<r><!ENTITY x "y"></r>'],
    ["seventeen levels", `<r>${"<a>".repeat(17)}${"</a>".repeat(17)}</r>`],
    ["names of the language's own", "<r><__proto__>1</__proto__></r>"],
  ];
  for (const [name, xml] of refused) {
    it(`refuses ${name}`, () => assert.equal(readXml(xml, "r"), undefined));
  }

  it("does not multiply what it reads", () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "${"x".repeat(100)}"><!ENTITY b "${"&a;".repeat(100)}">]><r>&b;</r>`;
    assert.equal(readXml(bomb, "r"), undefined);
  });

  it("never throws, whatever the text", () => {
    const seed = errorXml("NoSuchKey", "It&apos;s <b>gone</b> &#12;", "<Key>a</Key>");
    for (const text of randomTexts(seed, 250)) {
      const root = readXml(text, "Error");
      if (root) for (const child of elementsOf(root, "Message")) textsOf(child);
      readServiceError({ status: 404, headers: {}, body: Buffer.from(text) });
    }
  });
});

describe("errors of the service", () => {
  const requestId = "5C06A3B67B8B5A3DA422299D";
  const read = (status: number, body: string, headers: Record<string, string> = {}) => {
    const said = readServiceError({ status, headers, body: Buffer.from(body) });
    return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  };
  const base64 = Buffer.from(errorXml("NoSuchKey", "Gone.", "<EC>0026-00000001</EC>")).toString(
    "base64",
  );

  const cases: [name: string, said: object, expected: object][] = [
    [
      "XML",
      read(
        403,
        errorXml(
          "AccessDenied",
          "No.",
          "<EC>0003-00000001</EC><Endpoint>oss-cn-shanghai.aliyuncs.com</Endpoint>",
        ),
      ),
      {
        status: 403,
        code: "AccessDenied",
        message: "No.",
        ec: "0003-00000001",
        endpoint: "oss-cn-shanghai.aliyuncs.com",
        requestId,
        imm: false,
        webPage: false,
      },
    ],
    [
      "XML of older clusters, with a namespace and the EC in a header",
      read(
        404,
        '<?xml version="1.0" ?>\n<Error xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">\n  <Code>\nNoSuchBucket</Code></Error>',
        { "x-oss-ec": "0015-00000101", "x-oss-request-id": "H" },
      ),
      {
        status: 404,
        code: "NoSuchBucket",
        ec: "0015-00000101",
        requestId: "H",
        imm: false,
        webPage: false,
      },
    ],
    [
      "JSON",
      read(400, '{"Error":{"Code":"InvalidArgument","Message":"m","RequestId":"R","EC":"1"}}'),
      {
        status: 400,
        code: "InvalidArgument",
        message: "m",
        requestId: "R",
        ec: "1",
        imm: false,
        webPage: false,
      },
    ],
    [
      "flat JSON",
      read(400, '{"Code":"InvalidArgument","Message":"m","RequestId":5}'),
      { status: 400, code: "InvalidArgument", message: "m", imm: false, webPage: false },
    ],
    [
      "the header of HEAD",
      read(404, "", { "x-oss-err": base64 }),
      {
        status: 404,
        code: "NoSuchKey",
        message: "Gone.",
        ec: "0026-00000001",
        requestId,
        imm: false,
        webPage: false,
      },
    ],
    [
      "a header that is no base64",
      read(404, "", { "x-oss-err": "***" }),
      { status: 404, imm: false, webPage: false },
    ],
    [
      "an error of IMM",
      read(
        400,
        errorXml(
          "Imm Client",
          "ResourceNotFound, The specified resource Attachment is not found. 3A82F6C9",
        ),
      ),
      {
        status: 400,
        code: "ResourceNotFound",
        message: "The specified resource Attachment is not found. 3A82F6C9",
        requestId,
        imm: true,
        webPage: false,
      },
    ],
    [
      "an error of IMM in words only",
      read(400, errorXml("Imm Client", "something went wrong")),
      {
        status: 400,
        code: "Imm Client",
        message: "something went wrong",
        requestId,
        imm: true,
        webPage: false,
      },
    ],
    [
      "a skewed clock",
      read(
        403,
        errorXml("RequestTimeTooSkewed", "m", "<ServerTime>2026-01-02T03:04:05.000Z</ServerTime>"),
      ),
      {
        status: 403,
        code: "RequestTimeTooSkewed",
        message: "m",
        requestId,
        serverTime: new Date("2026-01-02T03:04:05Z"),
        imm: false,
        webPage: false,
      },
    ],
    [
      "a proxy's page",
      read(502, "<html>Bad Gateway</html>", { "content-type": "text/html" }),
      { status: 502, imm: false, webPage: true },
    ],
    ["nothing", read(500, ""), { status: 500, imm: false, webPage: false }],
    [
      "half of the XML",
      read(500, errorXml("InternalError").slice(0, 90)),
      { status: 500, imm: false, webPage: false },
    ],
  ];
  for (const [name, said, expected] of cases) {
    it(`are read from ${name}`, () => {
      assert.deepEqual(said, expected);
    });
  }
});
