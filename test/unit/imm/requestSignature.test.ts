import assert from "node:assert/strict";
import {
  canonicalRpcRequest,
  type RpcRequest,
  rpcQuery,
  rpcStringToSign,
  signRpc,
} from "../../../src/imm/requestSignature.ts";

/** The worked example of Alibaba Cloud's page "Request syntax and signature method V3". */
const example: RpcRequest = {
  method: "POST",
  host: "ecs.cn-shanghai.aliyuncs.com",
  action: "RunInstances",
  version: "2014-05-26",
  parameters: {
    RegionId: "cn-shanghai",
    ImageId: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
  },
};
const signer = {
  credentials: { accessKeyId: "YourAccessKeyId", accessKeySecret: "YourAccessKeySecret" },
  date: new Date("2023-10-26T10:22:32Z"),
  nonce: "3156853299f313e23d1673dc12e1703d",
};
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

describe("signature version 3 of Alibaba Cloud's OpenAPI", () => {
  it("is that of the official example, rung by rung", () => {
    const { authorization = "", ...headers } = signRpc(example, signer);
    const canonical = canonicalRpcRequest(example, { ...headers, host: example.host });
    assert.deepEqual(canonical.split("\n"), [
      "POST",
      "/",
      "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
      "host:ecs.cn-shanghai.aliyuncs.com",
      "x-acs-action:RunInstances",
      `x-acs-content-sha256:${emptyHash}`,
      "x-acs-date:2023-10-26T10:22:32Z",
      "x-acs-signature-nonce:3156853299f313e23d1673dc12e1703d",
      "x-acs-version:2014-05-26",
      "",
      "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version",
      emptyHash,
    ]);
    assert.equal(
      rpcStringToSign(canonical),
      "ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
    );
    assert.equal(
      authorization,
      "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });

  it("signs the security token of temporary keys, in the order of the names", () => {
    const credentials = { ...signer.credentials, securityToken: "token" };
    const headers = signRpc(example, { ...signer, credentials });
    assert.equal(headers["x-acs-security-token"], "token");
    assert.match(
      headers["authorization"] ?? "",
      /SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version,/,
    );
  });

  it("drops milliseconds from the date and sends no secret", () => {
    const date = new Date("2023-10-26T10:22:32.987Z");
    const headers = signRpc(example, { ...signer, date });
    assert.deepEqual(headers, signRpc(example, signer));
    assert.doesNotMatch(JSON.stringify(headers), /YourAccessKeySecret/);
  });

  const queries: [parameters: Record<string, string>, query: string][] = [
    [{}, ""],
    [{ b: "1", a: "2" }, "a=2&b=1"],
    [{ empty: "" }, "empty="],
    [{ "a b": "*+~/照" }, "a%20b=%2A%2B~%2F%E7%85%A7"],
  ];
  for (const [parameters, query] of queries) {
    it(`writes ${JSON.stringify(parameters)} as ${JSON.stringify(query)}`, () => {
      assert.equal(rpcQuery(parameters), query);
    });
  }
});
