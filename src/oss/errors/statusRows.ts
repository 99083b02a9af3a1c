/** What a bare status means, for answers without an error of OSS in them: proxies, gateways, HEAD. */
import type { ErrorRow } from "../errorTable.ts";

export const statusRows: readonly ErrorRow[] = [
  {
    status: 400,
    sentence: "{host} does not understand the call. Check the endpoint; the log has what it said.",
    action: "showLog",
  },
  {
    status: 401,
    sentence: "{host} wants other credentials than these. Edit the account and check them.",
    action: "editAccount",
  },
  {
    status: 403,
    sentence: "Access to {target} was denied. Check which rights the account's key has.",
    action: "checkSetup",
  },
  {
    status: 404,
    sentence: "{target} was not found. Check its name and the account's endpoint.",
    action: "editAccount",
  },
  {
    status: 405,
    sentence: "{host} does not allow such calls. Check that it is an OSS endpoint.",
    action: "editAccount",
  },
  {
    status: 407,
    sentence:
      "The proxy wants a name and a password, or refuses those it got. Set them in http.proxy (http://name:password@host:port).",
    action: "openSettings",
  },
  {
    status: 408,
    sentence: "{host} gave up waiting for the call. Check the network, then try again.",
    action: "retry",
  },
  {
    status: 409,
    sentence: "{target} is in a state that does not allow this. Refresh, then try again.",
    action: "retry",
  },
  {
    status: 411,
    sentence: "Something on the way dropped the length of the upload. Check the proxy.",
    action: "openSettings",
  },
  {
    status: 412,
    sentence: "{target} has changed meanwhile. Refresh, then try again.",
    action: "retry",
  },
  {
    status: 413,
    sentence: "Something on the way to {host} refuses uploads of this size. Choose a smaller file.",
    action: "none",
  },
  {
    status: 414,
    sentence: "Something on the way to {host} refuses keys of this length. Check the proxy.",
    action: "openSettings",
  },
  {
    status: 429,
    sentence: "{host} gets too many calls just now. Wait a moment, then try again.",
    action: "retry",
  },
  {
    status: 431,
    sentence: "Something on the way to {host} refuses headers of this size. Check the proxy.",
    action: "openSettings",
  },
  {
    status: 500,
    sentence: "{host} failed on its own side. Wait a moment, then try again.",
    action: "retry",
  },
  {
    status: 502,
    sentence: "A gateway in front of {host} got no answer. Check the proxy, then try again.",
    action: "retry",
  },
  {
    status: 503,
    sentence: "{host} is too busy to answer. Wait a moment, then try again.",
    action: "retry",
  },
  {
    status: 504,
    sentence: "A gateway in front of {host} waited too long. Check the proxy, then try again.",
    action: "retry",
  },
];
