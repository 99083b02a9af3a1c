/**
 * What OSS answers when it refuses: keys, rights, endpoints, limits and accounts.
 * [Error responses] [EC]
 */
import type { CallRow, RowRemedy } from "./row.ts";

const editKeys: RowRemedy = { kind: "editAccount", part: "keys" };
const editEndpoint: RowRemedy = { kind: "editAccount", part: "place" };
const editBucket: RowRemedy = { kind: "editAccount", part: "bucket" };
const checkRights: RowRemedy = { kind: "checkSetup", about: "rights" };
const retry: RowRemedy = { kind: "retry" };

export const serviceRows: readonly CallRow[] = [
  // Keys and signatures
  {
    when: { code: "InvalidAccessKeyId" },
    what: "OSS does not know the access key of this account, or it is disabled.",
    next: "Edit the account and enter a valid key.",
    remedy: editKeys,
  },
  {
    when: { code: "InvalidAccessKeyId", ec: "0002-00000903" },
    what: "The access key of this account is disabled.",
    next: "Enable it in the RAM console, or edit the account and enter another key.",
    remedy: editKeys,
  },
  {
    when: { code: "InvalidAccessKeyId", ec: "0002-00000904" },
    what: "The access key of this account is disabled.",
    next: "Enable it in the RAM console, or edit the account and enter another key.",
    remedy: editKeys,
  },
  {
    when: { code: "SignatureDoesNotMatch" },
    what: "The AccessKey secret does not belong to the AccessKey ID.",
    next: "Edit the account and enter the secret again.",
    remedy: editKeys,
  },
  {
    when: { code: "SecurityTokenExpired" },
    what: "The temporary credentials of this account have expired.",
    next: "Get new ones and edit the account, or sign in again where they come from.",
    remedy: editKeys,
  },
  {
    when: { code: "InvalidSecurityToken" },
    what: "OSS does not accept the security token of this account.",
    next: "Edit the account and enter the token that came with the key.",
    remedy: editKeys,
  },
  {
    when: { code: "AccessKeyIdAndSecurityTokenNotMatch" },
    what: "The security token does not belong to the access key.",
    next: "Edit the account and enter a key and a token of one set.",
    remedy: editKeys,
  },
  {
    when: { code: "InvalidArgument", ec: "0002-00000226" },
    what: 'The region "{region}" of this account is not the region of {host}.',
    next: "Edit the account and correct the region.",
    remedy: editEndpoint,
    concerns: "key",
  },
  {
    when: { ec: "0002-00000206" },
    what: "The AccessKey ID of this account contains a character that no key has.",
    next: "Edit the account and enter the ID again.",
    remedy: editKeys,
  },
  {
    when: { ec: "0002-00000222" },
    what: "The AccessKey ID of this account contains a character that no key has.",
    next: "Edit the account and enter the ID again.",
    remedy: editKeys,
  },
  {
    when: { code: "RequestTimeTooSkewed" },
    what: "The clock of this machine is more than 15 minutes off, so OSS refuses its signatures.",
    next: "Set the clock, then try again.",
    remedy: retry,
    concerns: "key",
  },
  // Rights
  {
    when: { code: "AccessDenied" },
    what: "Access to {target} was denied.",
    next: "Check which rights the account's key has, and the bucket's policy.",
    remedy: checkRights,
  },
  {
    when: { code: "AccessDenied", ec: "0003-00000002" },
    what: "OSS received no credentials for {target}.",
    next: "Edit the account and choose where its credentials come from.",
    remedy: { kind: "editAccount", part: "credentials" },
  },
  {
    when: { code: "AccessDenied", call: "listBuckets" },
    what: "The account's key may not list buckets (oss:ListBuckets).",
    next: "Edit the account and name its bucket.",
    remedy: editBucket,
  },
  {
    when: { code: "AccessDenied", call: "listObjects" },
    what: "The account's key may not list {target} (oss:ListObjects).",
    next: "Ask for that right, or edit the account and name a prefix that it may list.",
    remedy: checkRights,
  },
  {
    when: { code: "AccessDenied", call: "headObject" },
    what: "The account's key may not read {target} (oss:GetObject).",
    next: "Ask for that right, then try again.",
    remedy: checkRights,
  },
  {
    when: { code: "AccessDenied", call: "getObject" },
    what: "The account's key may not read {target} (oss:GetObject).",
    next: "Ask for that right, then try again.",
    remedy: checkRights,
  },
  {
    when: { code: "AccessDenied", call: "detectLabels" },
    what: "The account's key may not detect the labels of {target}: that takes oss:GetObject, oss:ProcessImm and imm:DetectImageLabels.",
    next: "Check the setup to see which of them is missing.",
    remedy: checkRights,
  },
  {
    when: { code: "AccessDenied", call: "putObject" },
    what: "The account's key may not upload to {bucket} (oss:PutObject).",
    next: "Ask for that right, or choose another upload location in the settings.",
    remedy: { kind: "openSettings", setting: "ossImageLabels.uploadLocation" },
  },
  {
    when: { code: "AccessDenied", call: "deleteObject" },
    what: "The account's key may not delete {target} (oss:DeleteObject).",
    next: "Ask for that right, or delete the object in the OSS console.",
    remedy: checkRights,
  },
  {
    when: { code: "AccessDenied", call: "getObjectTagging" },
    what: "The account's key may not read the tags of {target} (oss:GetObjectTagging).",
    next: "Ask for that right, then try again.",
    remedy: checkRights,
  },
  {
    when: { code: "AccessDenied", call: "putObjectTagging" },
    what: "The account's key may not write tags to {target} (oss:PutObjectTagging).",
    next: "Ask for that right, then try again.",
    remedy: checkRights,
  },
  // Endpoints
  {
    when: { code: "PublicEndpointForbidden" },
    what: "OSS closes the public endpoints of mainland regions to new accounts, so {bucket} can be read only through a domain of your own.",
    next: "Bind one to the bucket in the OSS console, then set it as the custom domain here.",
    remedy: { kind: "setCustomDomain" },
    concerns: "endpoint",
  },
  {
    when: { code: "PermanentRedirect" },
    what: "The bucket {bucket} is not in the region {region}.",
    next: "Edit the account and enter the bucket's own region.",
    remedy: editEndpoint,
    concerns: "bucket",
  },
  {
    when: { code: "TemporaryRedirect" },
    what: "OSS wants requests for {bucket} to go elsewhere for now.",
    next: "Wait a minute, then try again.",
    remedy: retry,
    concerns: "bucket",
  },
  {
    when: { code: "AccessDenied", isElsewhere: true },
    what: "The bucket {bucket} cannot be reached through {host}; it has another endpoint.",
    next: "Edit the account and enter the bucket's own region.",
    remedy: editEndpoint,
    concerns: "bucket",
  },
  {
    when: { code: "SecondLevelDomainForbidden" },
    what: "{host} wants the bucket's name in front of the host.",
    next: "Edit the account and enter a region instead of this address.",
    remedy: editEndpoint,
    concerns: "endpoint",
  },
  {
    when: { code: "NonStandardHostForbidden" },
    what: "The domain {host} is not bound to the bucket {bucket}.",
    next: "Bind it in the OSS console, or correct the custom domain.",
    remedy: { kind: "setCustomDomain" },
    concerns: "endpoint",
  },
  {
    when: { code: "TransferAccelerationDisabled" },
    what: "Transfer acceleration is off for {bucket}.",
    next: "Turn it on in the OSS console, or edit the account and enter the public endpoint.",
    remedy: editEndpoint,
    concerns: "endpoint",
  },
  // What does not exist, or cannot be used
  {
    when: { code: "NoSuchKey" },
    what: "{target} does not exist.",
    next: "Refresh the tree, or correct the key.",
  },
  {
    when: { code: "NoSuchBucket" },
    what: "There is no bucket {bucket}.",
    next: "Correct its name in the account or the address.",
    remedy: editBucket,
    concerns: "bucket",
  },
  {
    when: { code: "InvalidBucketName" },
    what: '"{bucket}" cannot be the name of a bucket.',
    next: "Correct it in the account or the address.",
    remedy: editBucket,
    concerns: "bucket",
  },
  {
    when: { code: "InvalidObjectName" },
    what: "OSS does not accept the key of {target}.",
    next: "Choose a shorter one without a leading slash.",
  },
  {
    when: { code: "InvalidObjectState" },
    what: "{target} is archived and cannot be read now.",
    next: "Restore it in the OSS console, then try again.",
    remedy: retry,
  },
  {
    when: { code: "SymlinkTargetNotExist" },
    what: "{target} is a link to an object that does not exist.",
    next: "Correct the link in OSS.",
  },
  {
    when: { code: "FileAlreadyExists" },
    what: "{target} exists already and was not overwritten.",
    next: "Choose another name.",
  },
  {
    when: { code: "FileImmutable" },
    what: "A retention policy protects {target} from changes.",
    next: "Choose another bucket, or wait until the policy ends.",
  },
  {
    when: { code: "EntityTooLarge" },
    what: "{target} is too large for one upload to OSS.",
    next: "Choose a smaller file.",
  },
  {
    when: { code: "MissingContentLength" },
    what: "Something between here and OSS dropped the length of the upload.",
    next: "Check the proxies on the way, then try again.",
    remedy: retry,
  },
  {
    when: { code: "InvalidDigest" },
    what: "The upload arrived damaged and was not kept.",
    next: "Try again.",
    remedy: retry,
  },
  {
    when: { code: "InvalidTag" },
    what: "OSS does not accept these tags: an object has at most 10, with ASCII letters, digits, spaces and + - = . _ : / only.",
    next: "Choose other tags.",
  },
  {
    when: { code: "MethodNotAllowed" },
    what: "{target} does not allow this call.",
    next: "Check the endpoint; the log has the details.",
    remedy: { kind: "showLog" },
  },
  // Limits
  {
    when: { code: "TotalQpsLimitExceeded" },
    what: "OSS is getting too many requests from this account just now.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "MetaOperationQpsLimitExceeded" },
    what: "Buckets were listed too often in a short time.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "ActiveRequestLimitExceeded" },
    what: "Too many calls of this account are running at once.",
    next: "Wait until some have ended, then try again.",
    remedy: retry,
  },
  {
    when: { code: "DownloadTrafficRateLimitExceeded" },
    what: "The account's download bandwidth is used up just now.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "UploadTrafficRateLimitExceeded" },
    what: "The account's upload bandwidth is used up just now.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "QpsLimitExceeded" },
    what: "OSS is getting too many requests for {bucket} just now.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "ServiceUnavailable" },
    what: "OSS is too busy to answer.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { code: "InternalError" },
    what: "OSS failed on its own side.",
    next: "Try again; the request id in the log helps its support.",
    remedy: retry,
  },
  {
    when: { code: "RequestTimeout" },
    what: "The upload was too slow for OSS and was cut off.",
    next: "Check the network, then try again.",
    remedy: retry,
  },
  // The account as a customer
  {
    when: { code: "InDebt" },
    what: "The Alibaba Cloud account has an unpaid bill, so OSS has stopped serving it.",
    next: "Pay it, then try again.",
    remedy: retry,
  },
  {
    when: { code: "InDebtOverdue" },
    what: "The Alibaba Cloud account has an overdue bill, so OSS has stopped serving it.",
    next: "Pay it soon: OSS deletes the data later.",
  },
  {
    when: { code: "UserDisable" },
    what: "OSS is switched off for this Alibaba Cloud account.",
    next: "Look for unpaid bills or notices in its console.",
  },
  {
    when: { code: "BucketDisable" },
    what: "The bucket {bucket} is switched off.",
    next: "Look for notices about it in the OSS console.",
  },
];
