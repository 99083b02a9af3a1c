/** What happens on the way to OSS and back; the codes are ours, made of Node's and undici's. */
import type { CallRow, RowRemedy } from "./row.ts";

const editEndpoint: RowRemedy = { kind: "editAccount", part: "place" };
const openProxy: RowRemedy = { kind: "openSettings", setting: "http.proxy" };
const retry: RowRemedy = { kind: "retry" };
const showLog: RowRemedy = { kind: "showLog" };

export const networkRows: readonly CallRow[] = [
  {
    when: { code: "cancelled" },
    what: "The call was cancelled.",
    next: "Start it again when you want it.",
  },
  {
    when: { code: "cancelled", call: "detectLabels" },
    what: "The detection was cancelled.",
    next: "Start it again when you want the labels.",
  },
  {
    when: { code: "closed" },
    what: "The account was closed or changed during the call.",
    next: "Try again.",
    remedy: retry,
  },
  {
    when: { code: "host-not-found" },
    what: "There is no host {host}.",
    next: "Check the account's endpoint, the bucket's name and the network connection.",
    remedy: editEndpoint,
  },
  {
    when: { code: "name-lookup-failed" },
    what: "The name {host} cannot be looked up now.",
    next: "Check the network connection, then try again.",
    remedy: retry,
  },
  {
    when: { code: "connection-refused" },
    what: "{host} refuses connections.",
    next: "Check the account's endpoint, then try again.",
    remedy: editEndpoint,
  },
  {
    when: { code: "connection-reset" },
    what: "The connection to {host} broke.",
    next: "Check the network and the proxy, then try again.",
    remedy: retry,
  },
  {
    when: { code: "network-unreachable" },
    what: "{host} cannot be reached from here.",
    next: "Check the network connection, then try again.",
    remedy: retry,
  },
  {
    when: { code: "connect-timed-out" },
    what: "Connecting to {host} took too long.",
    next: "Check the network; an internal endpoint works only inside Alibaba Cloud.",
    remedy: editEndpoint,
  },
  {
    when: { code: "timed-out" },
    what: "{host} took too long to answer.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "stalled" },
    what: "{host} stopped in the middle of its answer.",
    next: "Check the network, then try again.",
    remedy: retry,
  },
  {
    when: { code: "truncated-answer" },
    what: "The answer from {host} ended too early.",
    next: "Check the network and the proxy, then try again.",
    remedy: retry,
  },
  {
    when: { code: "answer-too-large" },
    what: "The answer from {host} is far too large, so it was not read.",
    next: "Check the endpoint and the proxy; the log has the details.",
    remedy: showLog,
  },
  {
    when: { code: "checksum-mismatch" },
    what: "{target} arrived damaged: its checksum is wrong.",
    next: "Check the proxy, then try again.",
    remedy: retry,
  },
  {
    when: { code: "empty-answer" },
    what: "{host} sent an empty answer.",
    next: "Check that it is an OSS endpoint, then try again.",
    remedy: retry,
  },
  {
    when: { code: "unreadable-answer" },
    what: "The answer from {host} cannot be read.",
    next: "Check that it is an OSS endpoint; the log has the details.",
    remedy: showLog,
  },
  {
    when: { code: "no-label-answer" },
    what: "{host} answered, but not with labels.",
    next: "Check that it is an OSS endpoint and that nothing in front of OSS changes its answers; the log has the details.",
    remedy: showLog,
  },
  {
    when: { code: "process-ignored" },
    what: "{host} sent the image itself instead of facts about it: something in front of OSS, such as a CDN, drops x-oss-process.",
    next: "Use the bucket's own endpoint.",
    remedy: editEndpoint,
  },
  {
    when: { code: "web-page" },
    what: "{host} answered with a web page instead of OSS.",
    next: "Sign in to the network that you are in, then try again; a proxy on the way can also be the reason.",
    remedy: retry,
  },
  {
    when: { code: "redirected" },
    what: "{host} redirects to another address, and credentials are never sent after a redirect.",
    next: "Sign in to the network that you are in, or check the endpoint.",
    remedy: editEndpoint,
  },
  {
    when: { code: "not-http" },
    what: "{host} does not speak HTTP.",
    next: "Check the endpoint: http or https, host and port.",
    remedy: editEndpoint,
  },
  {
    when: { code: "certificate-expired" },
    what: "The certificate of {host} is not valid today.",
    next: "Check this machine's clock, then tell the people who run the host or the proxy.",
  },
  {
    when: { code: "certificate-unknown" },
    what: "The certificate of {host} was signed by an authority that this machine does not know; company proxies often do that.",
    next: "Add its CA to the system's certificates or to NODE_EXTRA_CA_CERTS.",
    remedy: { kind: "openWalkthrough" },
  },
  {
    when: { code: "certificate-of-another-host" },
    what: "The certificate received is not for {host}.",
    next: "Check the endpoint; a custom domain needs a certificate of its own in OSS.",
    remedy: editEndpoint,
  },
  {
    when: { code: "tls-failed" },
    what: "No secure connection to {host} could be made.",
    next: "Check that it speaks HTTPS; a proxy or firewall on the way can also be the reason.",
    remedy: editEndpoint,
  },
  {
    when: { code: "proxy-credentials" },
    what: "The proxy asks for a name and a password, or refuses those it got.",
    next: "Set them in http.proxy, or in the environment's https_proxy (http://name:password@host:port).",
    remedy: openProxy,
  },
  {
    when: { code: "proxy-unreachable" },
    what: "The proxy does not answer.",
    next: "Check http.proxy, or https_proxy in the environment, and the network.",
    remedy: openProxy,
  },
  {
    when: { code: "proxy-refused" },
    what: "The proxy does not let the call through to {host}.",
    next: "Check http.proxy and http.noProxy, or https_proxy and no_proxy in the environment.",
    remedy: openProxy,
  },
  {
    when: { code: "network-failed" },
    what: "The call to {host} failed on the way.",
    next: "Check the network; the log has the details.",
    remedy: showLog,
  },
];
