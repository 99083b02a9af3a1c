import assert from "node:assert/strict";
import { uiLine, uiLines, uiRowText } from "../../../src/extension/uiText.ts";
import { oddKeys } from "../../catalogues/oddKeys.ts";

/** What VS Code makes a link of in messages, prompts and validation texts (its `parseLinkedText`). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

const hostile = [
  "[a](command:workbench.action.quit)",
  "[a](COMMAND:x)",
  "[a]([b](command:x))",
  "[[a]](command:x)",
  "[a\\](command:x)",
  '[a](command:x "title")',
  '[a](https://example.com "title")',
  "[a](http://example.com/)",
  "[a]](command:x)",
  "[a](](command:x)",
  "[a]\u202a(file:///etc/passwd)",
  "[a]\u200e\u2069(command:x)",
  "[a]\n(command:x)",
  "[a]\r\n\r\n(command:x)",
  "[a\nb](command:x)",
  "[a]\u0000(command:x)",
  "[a][b]\n\n[b]: command:x",
  ...oddKeys,
];

describe("texts for messages and prompts", () => {
  for (const text of hostile) {
    it(`hold no link for ${JSON.stringify(text).slice(0, 60)}`, () => {
      for (const make of [uiLine, uiLines, uiRowText]) {
        assert.doesNotMatch(make(`oss://b/${text} does not exist.`), link);
      }
      const shown = uiLine(`oss://b/${text} does not exist.`);
      assert.doesNotMatch(shown, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    });
  }

  it("are otherwise as they were", () => {
    const sentence = 'oss://b/照片 (1) [x]/a.jpg: "none". Try again (or not).';
    assert.equal(uiLine(sentence), sentence);
    assert.equal(uiRowText(sentence), sentence);
    assert.equal(uiLines(`${sentence}\n\n${sentence}`), `${sentence}\n\n${sentence}`);
  });
});

describe("texts for rows of lists", () => {
  for (const text of ["$(trash)", "a$(loading~spin)b", "$($(x))"]) {
    it(`hold no icon for ${text}`, () => assert.doesNotMatch(uiRowText(text), /\$\(/));
  }
});
