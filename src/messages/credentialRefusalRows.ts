/** Where keys come from. */
import type { RefusalRows } from "./refusalRow.ts";
import type { RowRemedy } from "./row.ts";

const editKeys: RowRemedy = { kind: "editAccount", part: "keys" };
const editSource: RowRemedy = { kind: "editAccount", part: "credentials" };
const retry: RowRemedy = { kind: "retry" };

export const credentialRefusalRows = {
  "no-credentials": {
    short: "No credentials",
    what: "No credentials could be obtained for this account.",
    next: "Edit the account and check where they come from.",
    remedy: editKeys,
  },
  "credentials-missing": {
    environment: {
      short: "No AccessKey in the environment",
      what: "There is no access key in the environment.",
      next: "Set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET and start VS Code from there, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    sample: {
      short: "Sample server not running",
      what: "The sample server is not running.",
      next: "Open the sample bucket to start it.",
    },
    place: {
      short: "No AccessKey there",
      what: "There is no access key in {place}.",
      next: "Add one there, or choose another source of credentials for the account.",
      remedy: editKeys,
    },
    stored: {
      short: "No AccessKey on this machine",
      what: "No access key is kept on this machine for the account {account}.",
      next: "Edit the account and enter one.",
      remedy: editKeys,
    },
    "storage-locked": {
      short: "Secret storage locked",
      what: "VS Code's secret storage could not be read for the account {account}.",
      next: "Unlock the system's keyring, or edit the account and enter the key again.",
      remedy: editKeys,
    },
  },
  "credentials-incomplete": {
    keys: {
      short: "Incomplete credentials",
      what: "In {place}, {field} is missing.",
      next: "Set it there, or choose another source of credentials for the account.",
      remedy: editKeys,
    },
    cli: {
      short: "Incomplete profile",
      what: "The mode of {place} needs {field}, which is missing.",
      next: "Set it with `aliyun configure`, or choose another profile.",
      remedy: editSource,
    },
    ossutil: {
      short: "Incomplete profile",
      what: "The mode of {place} needs {field}, which is missing.",
      next: "Set it there, or choose another profile.",
      remedy: editSource,
    },
  },
  "credentials-malformed": {
    short: "Malformed credentials",
    what: "In {place}, {field} contains characters that no key has, such as quotes, spaces or asterisks.",
    next: "Copy it again in full.",
    remedy: editKeys,
  },
  "credentials-file-missing": {
    short: "Credentials file missing",
    what: "There is no file {file}.",
    next: "Create it with the tool that it belongs to, or choose another source of credentials for the account.",
    remedy: editSource,
  },
  "credentials-file-unreadable": {
    folder: {
      short: "Credentials file unreadable",
      what: "{file} is a folder, not a file.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    "not-ordinary": {
      short: "Credentials file unreadable",
      what: "{file} is not an ordinary file.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    "too-large": {
      short: "Credentials file too large",
      what: "{file} is larger than 1 MB.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    denied: {
      short: "Credentials file unreadable",
      what: "This user may not read {file}.",
      next: "Allow it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    loop: {
      short: "Credentials file unreadable",
      what: "{file} is a link that leads back to itself.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    other: {
      short: "Credentials file unreadable",
      what: "{file} could not be read.",
      next: "Repair it, or choose another source of credentials for the account.",
      remedy: editSource,
    },
  },
  "credentials-file-malformed": {
    ossutil: {
      short: "Malformed credentials file",
      what: "{file} is not in the format of ossutil.",
      next: "Repair it, or create it again with `ossutil config`.",
      remedy: editSource,
    },
    cli: {
      short: "Malformed credentials file",
      what: "{file} is not in the format of the Alibaba Cloud CLI.",
      next: "Repair it, or create it again with `aliyun configure`.",
      remedy: editSource,
    },
  },
  "profile-not-found": {
    ossutil: {
      short: "Profile not found",
      what: "There is no profile {profile} in {file}.",
      next: "Add it with `ossutil config`, or choose another in the account's settings.",
      remedy: editSource,
    },
    "ossutil-unnamed": {
      short: "Profile not found",
      what: "The account's profile is not in {file}.",
      next: "Add it with `ossutil config`, or choose another in the account's settings.",
      remedy: editSource,
    },
    cli: {
      short: "Profile not found",
      what: "There is no profile {profile} in {file}.",
      next: "Add it with `aliyun configure`, or choose another in the account's settings.",
      remedy: editSource,
    },
    "cli-unnamed": {
      short: "Profile not found",
      what: "The account's profile is not in {file}.",
      next: "Add it with `aliyun configure`, or choose another in the account's settings.",
      remedy: editSource,
    },
  },
  "profile-loop": {
    short: "Profile refers to itself",
    what: "In {place}, {field} leads back to the profile itself.",
    next: "Correct its {field}.",
    remedy: editSource,
  },
  "profile-unsupported": {
    mode: {
      short: "Unsupported profile",
      what: "This extension cannot use the mode {mode} of {place}.",
      next: "Choose another profile, or another source of credentials, for the account.",
      remedy: editSource,
    },
    "unknown-mode": {
      short: "Unsupported profile",
      what: "This extension does not know the mode of {place}.",
      next: "Choose another profile, or another source of credentials, for the account.",
      remedy: editSource,
    },
    "unprotected-sign-in": {
      short: "Sign-in address not https",
      what: "The sign-in address of {place} is not https.",
      next: "Correct cloud_sso_sign_in_url with `aliyun configure`, or choose another profile.",
      remedy: editSource,
    },
    process: {
      short: "Unsupported profile",
      what: "A command gives the keys of {place}, and commands are run only for profiles of the Alibaba Cloud CLI.",
      next: "Choose another profile, or another source of credentials, for the account.",
      remedy: editSource,
    },
    anonymous: {
      short: "Profile without a key",
      what: "Without any key (mode Anonymous), {place} can list no account.",
      next: "Choose another profile, or another source of credentials, for the account.",
      remedy: editSource,
    },
  },
  "profile-disabled": {
    short: "CLI profiles disabled",
    what: "ALIBABA_CLOUD_CLI_PROFILE_DISABLED forbids using profiles of the Alibaba Cloud CLI.",
    next: "Unset it, or choose another source of credentials for the account.",
    remedy: editSource,
  },
  "external-process-disabled": {
    short: "External command disabled",
    what: "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids running what {place} needs.",
    next: "Unset it, or choose another profile.",
    remedy: editSource,
  },
  "external-process-failed": {
    short: "Command gave no keys",
    what: "The command of {place} gave no keys.",
    next: "Run it in a terminal to see why.",
    remedy: retry,
  },
  "sign-in-ended": {
    ended: {
      short: "Sign-in ended",
      what: "The {mode} sign-in of {place} has ended.",
      next: "Sign in again with `aliyun configure --mode {mode} --profile {profile}`.",
      remedy: retry,
    },
    unreachable: {
      short: "Sign-in unreachable",
      what: "The {mode} sign-in of {place} could not be reached.",
      next: "Check the network, or sign in again with `aliyun configure --mode {mode} --profile {profile}`.",
      remedy: retry,
    },
    "no-keys": {
      short: "Sign-in gave no keys",
      what: "The {mode} sign-in of {place} gave no keys.",
      next: "Check the network, or sign in again with `aliyun configure --mode {mode} --profile {profile}`.",
      remedy: retry,
    },
  },
  "role-refused": {
    "not-allowed": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the key may not assume the role.",
      next: "Let it call sts:AssumeRole, and let the role trust it.",
      remedy: editSource,
    },
    "no-role": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the role does not exist.",
      next: "Correct its ARN.",
      remedy: editSource,
    },
    "unknown-key": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the AccessKey ID does not exist.",
      next: "Correct it.",
      remedy: editSource,
    },
    "disabled-key": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the access key is disabled.",
      next: "Enable it, or use another.",
      remedy: editSource,
    },
    "wrong-secret": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the AccessKey secret is wrong.",
      next: "Copy it again.",
      remedy: editSource,
    },
    "expired-keys": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the keys behind the role have expired.",
      next: "Renew them.",
      remedy: editSource,
    },
    "expired-token": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the OIDC token has expired.",
      next: "Renew it.",
      remedy: editSource,
    },
    "invalid-token": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: the OIDC token is not valid.",
      next: "Renew it.",
      remedy: editSource,
    },
    throttled: {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}: it is getting too many requests.",
      next: "Wait a moment, then try again.",
      remedy: retry,
    },
    "no-keys": {
      short: "Role refused",
      what: "STS gave no keys for the role of {place}.",
      next: "Check the role with the tool that the profile belongs to.",
      remedy: editSource,
    },
  },
  "sts-unreachable": {
    short: "STS unreachable",
    what: "STS, which gives the keys for the role of {place}, could not be reached.",
    next: "Check the network, the proxy and the STS endpoint.",
    remedy: retry,
  },
  "instance-role-disabled": {
    short: "Instance role disabled",
    what: "ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids asking for the instance role.",
    next: "Unset it, or choose another source of credentials for the account.",
    remedy: editSource,
  },
  "instance-role-missing": {
    "malformed-name": {
      short: "Invalid role name",
      what: "The name of the instance role contains characters that no RAM role has.",
      next: "Correct it in the account's settings.",
      remedy: editSource,
    },
    "none-attached": {
      short: "No role on this instance",
      what: "No RAM role is attached to this instance.",
      next: "Attach one to the instance, or choose another source of credentials for the account.",
      remedy: editSource,
    },
    "not-attached": {
      short: "Role not attached",
      what: "The RAM role {role} is not attached to this instance.",
      next: "Attach it to the instance, or choose another source of credentials for the account.",
      remedy: editSource,
    },
  },
  "instance-role-unreachable": {
    "timed-out": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it did not answer within {seconds} s.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "connection-refused": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: the connection was refused.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "host-not-found": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: its name could not be resolved.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "connection-reset": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: the connection broke.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "certificate-unknown": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: its certificate is not trusted.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "answer-too-large": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it sent far more than credentials.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "network-failed": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it could not be reached.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "hardened-only": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: the hardened mode did not answer, and ALIBABA_CLOUD_IMDSV1_DISABLED forbids the plain one.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    "no-keys": {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it answered without keys.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
    status: {
      short: "No keys from the instance",
      what: "The instance metadata service gave no keys: it answered with HTTP {status}.",
      next: "An instance role works only on an ECS instance; elsewhere choose another source of credentials for the account.",
      remedy: editSource,
    },
  },
  "credentials-uri-refused": {
    "not-a-url": {
      short: "Invalid credentials URI",
      what: "The credentials URI of the account is not a URL.",
      next: "Enter one such as http://127.0.0.1:6666 in the account's settings.",
      remedy: editSource,
    },
    "user-name": {
      short: "Invalid credentials URI",
      what: "The credentials URI of the account contains a user name or a password, which settings must not.",
      next: "Remove them in the account's settings.",
      remedy: editSource,
    },
    scheme: {
      short: "Invalid credentials URI",
      what: "The credentials URI of the account is neither https nor http.",
      next: "Enter an https address in the account's settings.",
      remedy: editSource,
    },
    "plain-http": {
      short: "Invalid credentials URI",
      what: "The credentials URI of the account would send keys over plain http from another machine.",
      next: "Use https, or a service on this machine.",
      remedy: editSource,
    },
  },
  "credentials-uri-unreachable": {
    "timed-out": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: it did not answer within {seconds} s.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "connection-refused": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: the connection was refused.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "host-not-found": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: its name could not be resolved.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "connection-reset": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: the connection broke.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "certificate-unknown": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: its certificate is not trusted.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "answer-too-large": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: it sent far more than credentials.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
    "network-failed": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} gave no keys: it could not be reached.",
      next: "Check that its service runs, or choose another source of credentials for the account.",
      remedy: retry,
    },
  },
  "credentials-uri-unexpected": {
    redirected: {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} redirects to another address, which is not followed.",
      next: "Check the address in the account's settings and its service.",
      remedy: retry,
    },
    status: {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} answered with HTTP {status}.",
      next: "Check the address in the account's settings and its service.",
      remedy: retry,
    },
    "no-keys": {
      short: "Credentials URI gave no keys",
      what: "The credentials URI at {origin} answered without keys in the documented JSON.",
      next: "Check the address in the account's settings and its service.",
      remedy: retry,
    },
  },
} satisfies Partial<RefusalRows>;
