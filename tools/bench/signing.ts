/** How many requests are signed in a second. Runs on the Node of VS Code; prints its figures as JSON. */
import assert from "node:assert/strict";
import * as crypto from "node:crypto";
import { createRequire } from "node:module";
import {
  canonicalRequest,
  credentialScope,
  type SignableRequest,
  signHeaders,
  signingKey,
  stringToSign,
  timestampOf,
} from "../../src/oss/signature.ts";
import { figure } from "./figure.ts";
import { measureRates } from "./rounds.ts";

interface AliOssSigning {
  authorizationV4(
    accessKeyId: string,
    accessKeySecret: string,
    region: string,
    method: string,
    request: { headers: Record<string, string>; queries: Record<string, string> },
    bucket: string,
    key: string,
  ): string;
}

const require = createRequire(import.meta.url);
const aliOss: AliOssSigning = require("ali-oss/lib/common/signUtils");
/** What ali-oss itself writes dates with. */
const dateFormat: (date: Date, pattern: string) => string = createRequire(
  require.resolve("ali-oss"),
)("dateformat");

const credentials = { accessKeyId: "ak", accessKeySecret: "sk" };
const region = "cn-hangzhou";
const process = "image/labels,thr_0.7";
const requests = Array.from(
  { length: 1000 },
  (_, index): SignableRequest & { readonly key: string } => ({
    method: "GET",
    bucket: "examplebucket",
    key: `photos/${index % 100}/IMG_${index} 照片.jpg`,
    query: [["x-oss-process", process]],
    headers: { "content-type": "application/octet-stream" },
  }),
);
const requestOf = (call: number) => requests[call % requests.length] ?? assert.fail();

function signAsWeDo(call: number, date = new Date()): string | undefined {
  return signHeaders(requestOf(call), { credentials, region, date })["authorization"];
}

/** The steps of ali-oss's createRequest that concern the signature. */
function signAsAliOssDoes(call: number, date = new Date()): string {
  const { key } = requestOf(call);
  const headers = {
    "x-oss-date": dateFormat(date, "UTC:yyyymmdd'T'HHMMss'Z'"),
    "x-oss-content-sha256": "UNSIGNED-PAYLOAD",
    "content-type": "application/octet-stream",
  };
  const request = { headers, queries: { "x-oss-process": process } };
  const { accessKeyId, accessKeySecret } = credentials;
  return aliOss.authorizationV4(
    accessKeyId,
    accessKeySecret,
    region,
    "GET",
    request,
    "examplebucket",
    key,
  );
}

/** The texts that are hashed when these requests are signed. */
const hashedTexts = requests.map((request) => {
  const moment = timestampOf(new Date());
  const scope = credentialScope(moment.slice(0, 8), region);
  const headers = { ...request.headers, "x-oss-date": moment };
  const canonical = canonicalRequest({ ...request, headers });
  return { canonical, text: stringToSign(moment, scope, canonical) };
});
const textsOf = (call: number) => hashedTexts[call % hashedTexts.length] ?? assert.fail();
const key = signingKey(credentials.accessKeySecret, credentialScope("20231216", region));

function hashAndHmac(call: number): string {
  const { canonical, text } = textsOf(call);
  crypto.hash("sha256", canonical, "hex");
  return crypto.createHmac("sha256", key).update(text).digest("hex");
}

const moment = new Date();
assert.equal(signAsWeDo(7, moment), signAsAliOssDoes(7, moment), "both sign the same");

const rates = measureRates(
  { ours: signAsWeDo, aliOss: signAsAliOssDoes, hashAndHmac },
  { calls: 5000, rounds: 31, warmUps: 5 },
);
const measured = { unit: "requests/s", better: "higher", ours: rates.ours } as const;
console.log(
  JSON.stringify([
    figure({ ...measured, name: "V4 signing", peer: { name: "ali-oss", value: rates.aliOss } }),
    figure({
      ...measured,
      name: "V4 signing, against its hashes",
      peer: { name: "one SHA-256 and one HMAC", value: rates.hashAndHmac },
    }),
  ]),
);
