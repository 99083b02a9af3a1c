import assert from "node:assert/strict";
import { immOrigin, isInternal, mayAskImm } from "../../../src/imm/immEndpoint.ts";
import type { Account } from "../../../src/oss/account.ts";
import { readEndpoint } from "../../../src/oss/endpoint.ts";

function accountOf(typed: string): Account {
  const { endpoint, addressing } = readEndpoint(typed);
  const credentials = async () => ({ accessKeyId: "ak", accessKeySecret: "sk" });
  return { name: "test", region: "cn-hangzhou", endpoint, addressing, credentials };
}

describe("IMM's endpoint", () => {
  it("is made of the region", () => {
    assert.equal(immOrigin("cn-hangzhou", false), "https://imm.cn-hangzhou.aliyuncs.com");
    assert.equal(immOrigin("cn-hangzhou", true), "https://imm-vpc.cn-hangzhou.aliyuncs.com");
  });

  for (const region of [
    "",
    "cn",
    "evil.example",
    "cn-x/..",
    "cn-hangzhou.evil",
    "a-b@evil",
    "A-B",
  ]) {
    it(`is not made of ${JSON.stringify(region)}`, () => {
      assert.equal(immOrigin(region, false), undefined);
    });
  }

  const accounts: [typed: string, may: boolean, internal: boolean][] = [
    ["cn-hangzhou", true, false],
    ["oss-cn-hangzhou-internal.aliyuncs.com", true, true],
    ["cn-hangzhou.oss.aliyuncs.com", true, false],
    ["oss-accelerate.aliyuncs.com", true, false],
    ["img.example.com", true, false],
    ["127.0.0.1:9000", false, false],
    ["localhost:9000", false, false],
    ["192.168.1.10", false, false],
    ["[::1]:80", false, false],
  ];
  for (const [typed, may, internal] of accounts) {
    it(`is ${may ? "" : "not "}asked for an account at ${typed}`, () => {
      assert.equal(mayAskImm(accountOf(typed)), may);
      assert.equal(isInternal(accountOf(typed)), internal);
    });
  }

  it("is not asked for an address of this machine that passes for a custom domain", () => {
    const account = accountOf("127.0.0.1:9000");
    assert.equal(mayAskImm({ ...account, addressing: "custom-domain" }), false);
  });
});
