import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createDispatcher } from "../../../src/http/network.ts";
import { accountAt, answer, listen } from "../oss/loopback.ts";
import type { Checked } from "./setups.ts";
import { check } from "./setups.ts";

const vector = (name: string) =>
  readFileSync(new URL(`../../vectors/tls/${name}`, import.meta.url), "utf8");

/** Checks an endpoint with a certificate of a private CA. */
async function checkSecure(settings: { ca?: string[]; strictSsl?: boolean }): Promise<Checked> {
  const server = await listen(
    createServer({ cert: vector("server.pem"), key: vector("server.key") }, (_, response) =>
      answer(response, 403),
    ),
  );
  const dispatcher = await createDispatcher({ env: {}, systemCertificates: false, ...settings });
  const account = accountAt(server.origin.replace("http:", "https:"));
  const checksCertificates = settings.strictSsl ?? true;
  try {
    return await check({ account, dispatcher, checksCertificates });
  } finally {
    await dispatcher.destroy();
    await server.close();
  }
}

describe("the endpoint's certificate in the checklist", () => {
  it("is trusted through the same way out as the account's calls", async () => {
    const { endpoint } = (await checkSecure({ ca: [vector("ca.pem")] })).by;
    assert.equal(endpoint.verdict, "passed");
    assert.match(endpoint.finding, /over HTTPS/);
  });

  it("leads to how to trust it where nobody knows its signer", async () => {
    const { endpoint, clock } = (await checkSecure({})).by;
    assert.equal(endpoint.verdict, "failed");
    assert.match(endpoint.nextStep ?? "", /NODE_EXTRA_CA_CERTS/);
    assert.deepEqual(endpoint.action, { kind: "openWalkthrough" });
    assert.equal(clock.verdict, "skipped");
  });

  it("needs attention where it is not checked", async () => {
    const { endpoint } = (await checkSecure({ strictSsl: false })).by;
    assert.equal(endpoint.verdict, "attention");
    assert.deepEqual(endpoint.action, { kind: "openSettings", setting: "http.proxyStrictSSL" });
  });
});
