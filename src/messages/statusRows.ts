/** What a bare status means, for answers without an error of OSS in them: proxies, gateways, HEAD. */
import type { CallRow, RowRemedy } from "./row.ts";

const editEndpoint: RowRemedy = { kind: "editAccount", part: "place" };
const openProxy: RowRemedy = { kind: "openSettings", setting: "http.proxy" };
const retry: RowRemedy = { kind: "retry" };

export const statusRows: readonly CallRow[] = [
  {
    when: { code: "http-400" },
    what: "{host} does not understand the call.",
    next: "Check the endpoint; the log has what it said.",
    remedy: { kind: "showLog" },
  },
  {
    when: { code: "http-401" },
    what: "{host} does not accept these credentials.",
    next: "Edit the account and check them.",
    remedy: { kind: "editAccount", part: "keys" },
  },
  {
    when: { code: "http-403" },
    what: "Access to {target} was denied.",
    next: "Check which rights the account's key has.",
    remedy: { kind: "checkSetup", about: "rights" },
  },
  {
    when: { code: "http-404" },
    what: "{target} was not found.",
    next: "Check its name and the account's endpoint.",
    remedy: editEndpoint,
  },
  {
    when: { code: "http-405" },
    what: "{host} does not allow such calls.",
    next: "Check that it is an OSS endpoint.",
    remedy: editEndpoint,
  },
  {
    when: { code: "http-407" },
    what: "The proxy asks for a name and a password, or refuses those it got.",
    next: "Set them in http.proxy, or in the environment's https_proxy (http://name:password@host:port).",
    remedy: openProxy,
  },
  {
    when: { code: "http-408" },
    what: "{host} gave up waiting for the call.",
    next: "Check the network, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-409" },
    what: "{target} is in a state that does not allow this.",
    next: "Refresh, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-411" },
    what: "Something on the way dropped the length of the upload.",
    next: "Check the proxies and gateways on the way; the log has the details.",
    remedy: { kind: "showLog" },
  },
  {
    when: { code: "http-412" },
    what: "{target} has changed meanwhile.",
    next: "Refresh, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-413" },
    what: "Something on the way to {host} refuses uploads of this size.",
    next: "Choose a smaller file.",
  },
  {
    when: { code: "http-414" },
    what: "Something on the way to {host} refuses keys of this length.",
    next: "Check the proxies and gateways on the way; the log has the details.",
    remedy: { kind: "showLog" },
  },
  {
    when: { code: "http-429" },
    what: "{host} is getting too many calls just now.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-431" },
    what: "Something on the way to {host} refuses headers of this size.",
    next: "Check the proxies and gateways on the way; the log has the details.",
    remedy: { kind: "showLog" },
  },
  {
    when: { code: "http-500" },
    what: "{host} failed on its own side.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-502" },
    what: "A gateway in front of {host} got no answer.",
    next: "Check the proxy, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-503" },
    what: "{host} is too busy to answer.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "http-504" },
    what: "A gateway in front of {host} waited too long.",
    next: "Check the proxy, then try again.",
    remedy: retry,
  },
];
