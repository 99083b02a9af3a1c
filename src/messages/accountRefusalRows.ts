/** What settings and accounts say, and where they lead. */
import { openSettings } from "./openSettings.ts";
import type { RefusalRows } from "./refusalRow.ts";
import type { RowRemedy } from "./row.ts";

const editKeys: RowRemedy = { kind: "editAccount", part: "keys" };
const editEndpoint: RowRemedy = { kind: "editAccount", part: "place" };
const editBucket: RowRemedy = { kind: "editAccount", part: "bucket" };
const retry: RowRemedy = { kind: "retry" };

export const accountRefusalRows = {
  "wrong-setting": {
    value: {
      short: "Wrong setting",
      what: "The setting {setting} is {value}, but must be {expected}.",
      next: "Correct it in the settings.",
      remedy: openSettings(),
    },
    "not-set": {
      short: "Wrong setting",
      what: "The setting {setting} is not set, but must be {expected}.",
      next: "Correct it in the settings.",
      remedy: openSettings(),
    },
    hidden: {
      short: "Wrong setting",
      what: "The setting {setting} is not right, but must be {expected}.",
      next: "Correct it in the settings.",
      remedy: openSettings(),
    },
  },
  "wrong-setting-entry": {
    short: "Wrong entry of a setting",
    what: 'The entry "{entry}" of the setting {setting} is {value}, and is left out.',
    next: "Correct it in the settings.",
    remedy: openSettings(),
  },
  "label-names-not-read": {
    kind: {
      short: "Not a list of names",
      what: "{file}, the setting ossImageLabels.labelNames, is no .tsv, .csv or .json file that can be found.",
      next: "Give its absolute path, or its path in the workspace.",
      remedy: openSettings("ossImageLabels.labelNames"),
    },
    missing: {
      short: "Names not read",
      what: "{file}, the setting ossImageLabels.labelNames, cannot be read.",
      next: "Check its path, or clear the setting.",
      remedy: openSettings("ossImageLabels.labelNames"),
    },
    "too-large": {
      short: "Too large for a list of names",
      what: "{file}, the setting ossImageLabels.labelNames, is larger than 5 MB, so it was not read.",
      next: "Give a shorter file.",
      remedy: openSettings("ossImageLabels.labelNames"),
    },
  },
  "label-names-line": {
    "not-two-columns": {
      short: "Line left out",
      what: "Line {line} of {file} is left out, since it has no two columns.",
      next: "Write the label's name and the name to show.",
    },
    "no-name": {
      short: "Line left out",
      what: "Line {line} of {file} is left out, since it names no label.",
      next: "Write the label's name before the name to show.",
    },
    "no-shown-name": {
      short: "Line left out",
      what: "Line {line} of {file} is left out, since it has no name to show.",
      next: "Write one behind the label's name.",
    },
    "not-text": {
      short: "Entry left out",
      what: "Entry {line} of {file} is left out, since it is not a pair of texts.",
      next: "Write both names in quotes.",
    },
    "not-json": {
      short: "Not JSON",
      what: "{file} is not JSON, or holds no names.",
      next: "Write an object whose keys are the labels' names.",
    },
  },
  "not-compared": {
    "too-many": {
      short: "Too many to compare",
      what: "More than six images cannot be compared at once.",
      next: "Select two to six.",
    },
    one: {
      short: "Nothing to compare with",
      what: "Only one detection of this image is known, or none.",
      next: "Select two to six images, or detect this one again at another threshold.",
    },
    "none-selected": {
      short: "Nothing to compare with",
      what: "No image has been selected for Compare.",
      next: "Choose one with Select for Compare first.",
    },
  },
  "no-translation": {
    "no-model": {
      short: "No language model",
      what: "This editor has no language model that can be asked.",
      next: "Install one, such as GitHub Copilot, or write the names into a file for ossImageLabels.labelNames.",
    },
    refused: {
      short: "Not translated",
      what: "The language model did not answer.",
      next: "Check that it may be used by this extension, then try again.",
      remedy: retry,
    },
    unreadable: {
      short: "Not translated",
      what: "The language model's answer is no list of names, so nothing was kept of it.",
      next: "Try again, or choose another model.",
      remedy: retry,
    },
  },
  "settings-not-written": {
    short: "Settings not written",
    what: "VS Code could not write its settings, so nothing was changed.",
    next: "Correct settings.json, then try again.",
    remedy: openSettings("ossImageLabels.accounts"),
  },
  "no-such-account": {
    short: "No such account",
    what: 'There is no account named "{account}".',
    next: "Add it, or choose another one.",
    remedy: { kind: "addAccount" },
  },
  "no-account": {
    none: {
      short: "No accounts yet",
      what: "There are no accounts yet.",
      next: "Add one.",
      remedy: { kind: "addAccount" },
    },
    "for-bucket": {
      short: "No account for this bucket",
      what: 'No account can read the bucket "{bucket}".',
      next: 'Add an account with the command "OSS Image Labels: Add an Account", or open the sample bucket.',
      remedy: { kind: "addAccount" },
    },
  },
  "account-name-taken": {
    short: "Name taken",
    what: 'There is already an account named "{account}".',
    next: "Choose another name.",
  },
  "incomplete-account": {
    region: {
      short: "Region missing",
      what: 'The account "{account}" does not say its region, such as cn-hangzhou.',
      next: "Edit the account and add it.",
      remedy: editEndpoint,
    },
    bucket: {
      short: "Bucket missing",
      what: 'The account "{account}" does not say which bucket its custom domain leads to.',
      next: "Edit the account and add it.",
      remedy: editBucket,
    },
  },
  "region-of-other-endpoint": {
    short: "Region and endpoint differ",
    what: 'The account "{account}" says the region {region}, but its endpoint {endpoint} is in {endpointRegion}.',
    next: "Edit the account and correct the one that is wrong.",
    remedy: editEndpoint,
  },
  "plain-http": {
    short: "Unencrypted address",
    what: 'The account "{account}" would send to {endpoint} unencrypted.',
    next: "Edit the account: write https://, or agree to that address.",
    remedy: editEndpoint,
  },
  "keys-not-kept": {
    short: "Key not stored",
    what: "VS Code's secret storage did not accept the key, so nothing was changed.",
    next: "Unlock the system's keyring, then try again.",
    remedy: retry,
  },
  "key-of-other-address": {
    short: "Key entered for another address",
    what: 'The key of the account "{account}" was not entered for {origin}, so nothing was sent there.',
    next: "Edit the account and say whether its key may be used there.",
    remedy: editKeys,
  },
  "no-bucket-list": {
    short: "No list through a custom domain",
    what: "A custom domain leads to one bucket, so buckets cannot be listed through it.",
    next: "Edit the account and name its bucket.",
    remedy: editBucket,
  },
  "bucket-behind-other-domain": {
    short: "Domain of another bucket",
    what: "The domain of this account leads to the bucket {domainBucket}, not to {bucket}.",
    next: "Use another account, or edit this one.",
    remedy: { kind: "editAccount" },
    concerns: "bucket",
  },
  "proxy-invalid": {
    malformed: {
      short: "Invalid proxy address",
      what: "What {source} says is not the address of a proxy.",
      next: "Write it as http://host:port, https://host:port or socks5://host:port, with name:password@ before the host where the proxy asks for them.",
      remedy: openSettings("http.proxy"),
    },
    scheme: {
      short: "Unsupported kind of proxy",
      what: "{source} names a proxy of the kind {scheme}, which cannot be used here.",
      next: "Write http, https or socks5 before the ://.",
      remedy: openSettings("http.proxy"),
    },
  },
  "invalid-endpoint": {
    empty: {
      short: "Invalid endpoint",
      what: "The endpoint is empty.",
      next: "Write a region such as cn-hangzhou.",
      remedy: editEndpoint,
    },
    scheme: {
      short: "Invalid endpoint",
      what: '"{scheme}" is not a scheme of an endpoint.',
      next: "Write https://, a host or a region.",
      remedy: editEndpoint,
    },
    "user-name": {
      short: "Invalid endpoint",
      what: "An endpoint has no user name or password.",
      next: "Write the host alone.",
      remedy: editEndpoint,
    },
    port: {
      short: "Invalid endpoint",
      what: "{port} is not a port.",
      next: "Write one from 1 to 65535, or none.",
      remedy: editEndpoint,
    },
    malformed: {
      short: "Invalid endpoint",
      what: "This is not an endpoint.",
      next: "Write a region such as cn-hangzhou, or a host without path and query.",
      remedy: editEndpoint,
    },
    "not-a-region": {
      short: "Invalid endpoint",
      what: '"{text}" is neither a region nor a host.',
      next: "Write a region such as cn-hangzhou.",
      remedy: editEndpoint,
    },
    "has-bucket": {
      short: "Bucket in the endpoint",
      what: '"{host}" begins with the bucket {bucket}.',
      next: "Write {endpoint}, and the bucket where you are asked for it.",
      remedy: editEndpoint,
    },
    "s3-style": {
      short: "S3-style endpoint",
      what: '"{host}" is an S3-style host, which has no image processing.',
      next: "Write {endpoint}.",
      remedy: editEndpoint,
    },
    amazon: {
      short: "Not Alibaba Cloud",
      what: '"{host}" is Amazon S3, not Alibaba Cloud OSS.',
      next: "Write an OSS region or host.",
      remedy: editEndpoint,
    },
    "no-region": {
      short: "Endpoint without region",
      what: '"{host}" names no region.',
      next: "Write oss-cn-hangzhou.aliyuncs.com or another region.",
      remedy: editEndpoint,
    },
    "not-an-endpoint": {
      short: "Not an OSS endpoint",
      what: '"{host}" is not an endpoint of OSS.',
      next: "Write oss-cn-hangzhou.aliyuncs.com or another region.",
      remedy: editEndpoint,
    },
    "looks-like-oss": {
      short: "Not an OSS endpoint",
      what: '"{host}" looks like a host of OSS and is none: those end in .aliyuncs.com.',
      next: "Write oss-cn-hangzhou.aliyuncs.com or another region.",
      remedy: editEndpoint,
    },
    "bare-host": {
      short: "Host without a domain",
      what: '"{host}" is a host without a domain.',
      next: "Write a region, or a domain with its dots.",
      remedy: editEndpoint,
    },
  },
} satisfies Partial<RefusalRows>;
