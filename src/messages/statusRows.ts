/** What a bare status means, for answers without an error of OSS in them: proxies, gateways, HEAD. */
import type { CallRow, RowRemedy } from "./row.ts";

const editEndpoint: RowRemedy = { kind: "editAccount", part: "place" };
const openProxy: RowRemedy = { kind: "openSettings", setting: "http.proxy" };
const retry: RowRemedy = { kind: "retry" };

export const statusRows: readonly CallRow[] = [
  {
    when: { code: "http-400" },
    short: "Request not understood",
    what: "{host} does not understand the call.",
    next: "Check the endpoint; the log has what it said.",
    remedy: { kind: "showLog" },
  },
  {
    when: { code: "http-401" },
    short: "Credentials refused",
    what: "{host} does not accept these credentials.",
    next: "Edit the account and check them.",
    remedy: { kind: "editAccount", part: "keys" },
  },
  {
    when: { code: "http-403" },
    short: "Access denied",
    what: "Access to {target} was denied.",
    next: "Check which rights the account's key has.",
    remedy: { kind: "checkSetup", about: "rights" },
  },
  {
    when: { code: "http-404" },
    short: "Not found",
    what: "{target} was not found.",
    next: "Check its name and the account's endpoint.",
    remedy: editEndpoint,
  },
  {
    when: { code: "http-405" },
    short: "Not an OSS endpoint",
    what: "{host} does not allow such calls.",
    next: "Check that it is an OSS endpoint.",
    remedy: editEndpoint,
  },
  {
    when: { code: "http-407" },
    short: "Proxy wants a password",
    what: "The proxy asks for a name and a password, or refuses those it got.",
    next: "Set them in http.proxy, or in the environment's https_proxy (http://name:password@host:port).",
    remedy: openProxy,
  },
  {
    when: { code: "http-408" },
    short: "Timed out",
    what: "{host} gave up waiting for the call.",
    next: "Check the network, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-409" },
    short: "Not possible now",
    what: "{target} is in a state that does not allow this.",
    next: "Refresh, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-411" },
    short: "Upload damaged on the way",
    what: "Something on the way dropped the length of the upload.",
    next: "Check the proxies and gateways on the way; the log has the details.",
    remedy: { kind: "showLog" },
  },
  {
    when: { code: "http-412" },
    short: "Changed meanwhile",
    what: "{target} has changed meanwhile.",
    next: "Refresh, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-413" },
    short: "Too large to upload",
    what: "Something on the way to {host} refuses uploads of this size.",
    next: "Choose a smaller file.",
  },
  {
    when: { code: "http-414" },
    short: "Key too long",
    what: "Something on the way to {host} refuses keys of this length.",
    next: "Check the proxies and gateways on the way; the log has the details.",
    remedy: { kind: "showLog" },
  },
  {
    when: { code: "http-429" },
    short: "Too many requests",
    what: "{host} is getting too many calls right now.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-431" },
    short: "Request too large",
    what: "Something on the way to {host} refuses headers of this size.",
    next: "Check the proxies and gateways on the way; the log has the details.",
    remedy: { kind: "showLog" },
  },
  {
    when: { code: "http-500" },
    short: "Server failed",
    what: "{host} failed on its own side.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-502" },
    short: "Gateway got no answer",
    what: "A gateway in front of {host} got no answer.",
    next: "Check the proxy, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-503" },
    short: "Server is busy",
    what: "{host} is too busy to answer.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-504" },
    short: "Gateway timed out",
    what: "A gateway in front of {host} waited too long.",
    next: "Check the proxy, then try again.",
    remedy: retry,
  },
];
