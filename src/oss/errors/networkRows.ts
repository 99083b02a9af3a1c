/** What happens on the way to OSS and back; the codes are ours, made of Node's and undici's. */
import type { ErrorRow } from "../errorTable.ts";

export const networkRows: readonly ErrorRow[] = [
  {
    code: "cancelled",
    sentence: "The call was cancelled. Start it again when you want it.",
    action: "none",
  },
  {
    code: "closed",
    sentence: "The account was closed or changed while the call ran. Try again.",
    action: "retry",
  },
  {
    code: "host-not-found",
    sentence:
      "There is no host {host}. Check the account's endpoint, the bucket's name and the network connection.",
    action: "editAccount",
  },
  {
    code: "name-lookup-failed",
    sentence:
      "The name {host} cannot be looked up now. Check the network connection, then try again.",
    action: "retry",
  },
  {
    code: "connection-refused",
    sentence: "Nothing answers at {host}. Check the account's endpoint, then try again.",
    action: "editAccount",
  },
  {
    code: "connection-reset",
    sentence: "The connection to {host} broke. Check the network and the proxy, then try again.",
    action: "retry",
  },
  {
    code: "network-unreachable",
    sentence: "{host} cannot be reached from here. Check the network connection, then try again.",
    action: "retry",
  },
  {
    code: "connect-timed-out",
    sentence:
      "{host} does not let itself be connected to. Check the network; an internal endpoint answers inside Alibaba Cloud only.",
    action: "editAccount",
  },
  {
    code: "timed-out",
    sentence: "{host} took too long to answer. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "stalled",
    sentence: "{host} stopped in the middle of its answer. Check the network, then try again.",
    action: "retry",
  },
  {
    code: "truncated-answer",
    sentence:
      "The answer of {host} ended too early. Check the network and the proxy, then try again.",
    action: "retry",
  },
  {
    code: "answer-too-large",
    sentence:
      "{host} answered more than such an answer can have, so it was not read. Check the endpoint and the proxy.",
    action: "showLog",
  },
  {
    code: "checksum-mismatch",
    sentence: "{target} arrived damaged: its checksum is wrong. Check the proxy, then try again.",
    action: "retry",
  },
  {
    code: "empty-answer",
    sentence: "{host} answered nothing at all. Check that it is an OSS endpoint, then try again.",
    action: "retry",
  },
  {
    code: "unreadable-answer",
    sentence:
      "{host} answered something that cannot be read. Check that it is an OSS endpoint; the log has the details.",
    action: "showLog",
  },
  {
    code: "process-ignored",
    sentence:
      "{host} answered the image itself instead of facts about it: something in front of OSS, such as a CDN, drops x-oss-process. Use the bucket's own endpoint.",
    action: "editAccount",
  },
  {
    code: "web-page",
    sentence:
      "{host} answered a web page instead of OSS. Sign in to the network you are in, or check the proxy settings.",
    action: "openSettings",
  },
  {
    code: "redirected",
    sentence:
      "{host} sends the call elsewhere, which is not followed with credentials. Sign in to the network you are in, or check the endpoint.",
    action: "editAccount",
  },
  {
    code: "not-http",
    sentence:
      "What answers at {host} does not speak HTTP. Check the endpoint: http and https, host and port.",
    action: "editAccount",
  },
  {
    code: "certificate-expired",
    sentence:
      "The certificate of {host} is not valid today. Check this machine's clock, then tell whoever runs the host or the proxy.",
    action: "none",
  },
  {
    code: "certificate-unknown",
    sentence:
      "The certificate of {host} was signed by someone this machine does not know; often a company proxy does that. Add its CA to the system's certificates or to NODE_EXTRA_CA_CERTS.",
    action: "openDocumentation",
  },
  {
    code: "certificate-of-another-host",
    sentence:
      "The certificate that answered is not of {host}. Check the endpoint; a custom domain needs a certificate of its own in OSS.",
    action: "editAccount",
  },
  {
    code: "tls-failed",
    sentence:
      "No secure connection to {host} could be made. Check that it speaks HTTPS, and the proxy settings.",
    action: "openSettings",
  },
  {
    code: "proxy-credentials",
    sentence:
      "The proxy wants a name and a password, or refuses those it got. Set them in http.proxy (http://name:password@host:port).",
    action: "openSettings",
  },
  {
    code: "proxy-unreachable",
    sentence: "The proxy of the settings does not answer. Check http.proxy and the network.",
    action: "openSettings",
  },
  {
    code: "proxy-refused",
    sentence:
      "The proxy does not let the call through to {host}. Check http.proxy and http.noProxy.",
    action: "openSettings",
  },
  {
    code: "proxy-invalid",
    sentence:
      "The proxy of the settings is no proxy address. Write http.proxy as http://host:port.",
    action: "openSettings",
  },
  {
    code: "no-credentials",
    sentence:
      "The credentials of this account cannot be had. Edit the account and check where they come from.",
    action: "editAccount",
  },
  {
    code: "network-failed",
    sentence: "The call to {host} failed on the way. The log has the details; check the network.",
    action: "showLog",
  },
];
