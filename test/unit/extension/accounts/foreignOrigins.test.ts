import assert from "node:assert/strict";
import { foreignOrigins } from "../../../../src/extension/accounts/foreignOrigins.ts";
import type { AccountSetting } from "../../../../src/extension/settingsSchema.ts";

describe("servers outside of OSS", () => {
  const rows: [place: Partial<AccountSetting>, origins: string[]][] = [
    [{ region: "cn-hangzhou" }, []],
    [{ endpoint: "oss-cn-hangzhou-internal.aliyuncs.com" }, []],
    [{ endpoint: "http://oss-accelerate.aliyuncs.com" }, []],
    [{ endpoint: "img.example.com" }, ["https://img.example.com"]],
    [{ endpoint: "127.0.0.1:9000" }, ["http://127.0.0.1:9000"]],
    [
      { region: "cn-hangzhou", customDomains: { b: "b.example.com", a: "https://a.example.com" } },
      ["https://a.example.com", "https://b.example.com"],
    ],
    [
      { endpoint: "a.example.com", customDomains: { a: "a.example.com" } },
      ["https://a.example.com"],
    ],
    [{ endpoint: "no address at all" }, []],
    // Looks like OSS, and is not: nothing is sent there.
    [{ endpoint: "oss-cn-hangzhou.aliyuncs.com.example.com" }, []],
  ];
  for (const [place, origins] of rows) {
    it(`of ${JSON.stringify(place)} are ${origins.join(", ") || "none"}`, () => {
      const setting = { name: "a", credentials: { source: "stored" as const }, ...place };
      assert.deepEqual(foreignOrigins(setting), origins);
    });
  }
});
