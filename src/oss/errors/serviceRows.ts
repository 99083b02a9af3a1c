/**
 * What OSS answers when it refuses: keys, rights, places, limits and accounts.
 * [Error responses] [EC]
 */
import type { ErrorRow } from "../errorTable.ts";

export const serviceRows: readonly ErrorRow[] = [
  // Keys and signatures
  {
    code: "InvalidAccessKeyId",
    sentence:
      "OSS does not know the access key of this account, or it is disabled. Edit the account and give a valid key.",
    action: "editAccount",
  },
  {
    code: "InvalidAccessKeyId",
    ec: "0002-00000903",
    sentence:
      "The access key of this account is disabled. Enable it in the RAM console, or edit the account and give another key.",
    action: "editAccount",
  },
  {
    code: "InvalidAccessKeyId",
    ec: "0002-00000904",
    sentence:
      "The access key of this account is disabled. Enable it in the RAM console, or edit the account and give another key.",
    action: "editAccount",
  },
  {
    code: "SignatureDoesNotMatch",
    sentence:
      "The access key secret does not belong to the access key id. Edit the account and type the secret again.",
    action: "editAccount",
  },
  {
    code: "SecurityTokenExpired",
    sentence:
      "The temporary credentials of this account have expired. Get new ones and edit the account, or sign in again where they come from.",
    action: "editAccount",
  },
  {
    code: "InvalidSecurityToken",
    sentence:
      "OSS does not accept the security token of this account. Edit the account and give the token that came with the key.",
    action: "editAccount",
  },
  {
    code: "AccessKeyIdAndSecurityTokenNotMatch",
    sentence:
      "The security token does not belong to the access key. Edit the account and give a key and a token of one set.",
    action: "editAccount",
  },
  {
    code: "InvalidArgument",
    ec: "0002-00000226",
    sentence:
      'The region "{region}" of this account is not the region of {host}. Edit the account and correct the region.',
    action: "editAccount",
  },
  {
    ec: "0002-00000206",
    sentence:
      "The access key id of this account holds a character that no key has. Edit the account and type the id again.",
    action: "editAccount",
  },
  {
    ec: "0002-00000222",
    sentence:
      "The access key id of this account holds a character that no key has. Edit the account and type the id again.",
    action: "editAccount",
  },
  {
    code: "RequestTimeTooSkewed",
    sentence:
      "The clock of this machine is more than 15 minutes off, so OSS refuses its signatures. Set the clock, then try again.",
    action: "retry",
  },
  // Rights
  {
    code: "AccessDenied",
    sentence:
      "Access to {target} was denied. Check which rights the account's key has, and the bucket's policy.",
    action: "checkSetup",
  },
  {
    code: "AccessDenied",
    ec: "0003-00000002",
    sentence:
      "OSS received no credentials for {target}. Edit the account and choose where its credentials come from.",
    action: "editAccount",
  },
  {
    code: "AccessDenied",
    call: "listBuckets",
    sentence:
      "The account's key may not list buckets (oss:ListBuckets). Edit the account and name its bucket.",
    action: "editAccount",
  },
  {
    code: "AccessDenied",
    call: "listObjects",
    sentence:
      "The account's key may not list {target} (oss:ListObjects). Ask for that right, or edit the account and name a prefix it may see.",
    action: "checkSetup",
  },
  {
    code: "AccessDenied",
    call: "headObject",
    sentence:
      "The account's key may not read {target} (oss:GetObject). Ask for that right, then try again.",
    action: "checkSetup",
  },
  {
    code: "AccessDenied",
    call: "getObject",
    sentence:
      "The account's key may not read {target} (oss:GetObject). Ask for that right, then try again.",
    action: "checkSetup",
  },
  {
    code: "AccessDenied",
    call: "detectLabels",
    sentence:
      "The account's key may not detect the labels of {target}: that takes oss:GetObject, oss:ProcessImm and imm:DetectImageLabels. Check the setup to see which of them is missing.",
    action: "checkSetup",
  },
  {
    code: "AccessDenied",
    call: "putObject",
    sentence:
      "The account's key may not upload to {bucket} (oss:PutObject). Ask for that right, or choose another upload location in the settings.",
    action: "openSettings",
  },
  {
    code: "AccessDenied",
    call: "deleteObject",
    sentence:
      "The account's key may not delete {target} (oss:DeleteObject). Ask for that right, or delete the object in the OSS console.",
    action: "checkSetup",
  },
  {
    code: "AccessDenied",
    call: "getObjectTagging",
    sentence:
      "The account's key may not read the tags of {target} (oss:GetObjectTagging). Ask for that right, then try again.",
    action: "checkSetup",
  },
  {
    code: "AccessDenied",
    call: "putObjectTagging",
    sentence:
      "The account's key may not write tags to {target} (oss:PutObjectTagging). Ask for that right, then try again.",
    action: "checkSetup",
  },
  // Places
  {
    code: "PublicEndpointForbidden",
    sentence:
      "OSS closes the public endpoints of mainland regions to new accounts, so {bucket} can be read through a domain of your own only. Bind one to the bucket in the OSS console, then set it as the custom domain here.",
    action: "setCustomDomain",
  },
  {
    code: "PermanentRedirect",
    sentence:
      "The bucket {bucket} is not in the region {region}. Edit the account and give the bucket's own region.",
    action: "editAccount",
  },
  {
    code: "TemporaryRedirect",
    sentence: "OSS wants {bucket} to be asked elsewhere for now. Wait a minute, then try again.",
    action: "retry",
  },
  {
    code: "bucket-elsewhere",
    sentence:
      "The bucket {bucket} must be asked through another endpoint than {host}. Edit the account and give the bucket's own region.",
    action: "editAccount",
  },
  {
    code: "SecondLevelDomainForbidden",
    sentence:
      "{host} wants the bucket's name in front of the host. Edit the account and give a region instead of this address.",
    action: "editAccount",
  },
  {
    code: "NonStandardHostForbidden",
    sentence:
      "The domain {host} is not bound to the bucket {bucket}. Bind it in the OSS console, or correct the custom domain.",
    action: "setCustomDomain",
  },
  {
    code: "TransferAccelerationDisabled",
    sentence:
      "Transfer acceleration is off for {bucket}. Turn it on in the OSS console, or edit the account and give the public endpoint.",
    action: "editAccount",
  },
  // What is not there, or not to be had
  {
    code: "NoSuchKey",
    sentence: "{target} does not exist (any more). Refresh the tree, or correct the key.",
    action: "none",
  },
  {
    code: "NoSuchBucket",
    sentence: "There is no bucket {bucket}. Correct its name in the account or the address.",
    action: "editAccount",
  },
  {
    code: "InvalidBucketName",
    sentence: '"{bucket}" is no name of a bucket. Correct it in the account or the address.',
    action: "editAccount",
  },
  {
    code: "InvalidObjectName",
    sentence:
      "OSS does not take the key of {target}. Choose a shorter one without a leading slash.",
    action: "none",
  },
  {
    code: "InvalidObjectState",
    sentence:
      "{target} is archived and cannot be read now. Restore it in the OSS console, then try again.",
    action: "retry",
  },
  {
    code: "SymlinkTargetNotExist",
    sentence: "{target} is a link to an object that does not exist. Correct the link in OSS.",
    action: "none",
  },
  {
    code: "FileAlreadyExists",
    sentence: "{target} exists already and was not overwritten. Choose another name.",
    action: "none",
  },
  {
    code: "FileImmutable",
    sentence:
      "A retention policy protects {target} from being changed. Choose another bucket, or wait until the policy ends.",
    action: "none",
  },
  {
    code: "EntityTooLarge",
    sentence: "{target} is larger than OSS takes in one upload. Choose a smaller file.",
    action: "none",
  },
  {
    code: "MissingContentLength",
    sentence:
      "Something between here and OSS dropped the length of the upload. Check the proxy, then try again.",
    action: "showLog",
  },
  {
    code: "InvalidDigest",
    sentence: "The upload arrived damaged and was not kept. Try again.",
    action: "retry",
  },
  {
    code: "InvalidTag",
    sentence:
      "OSS does not take these tags: at most 10 an object, with ASCII letters, digits, blanks and + - = . _ : / only. Choose other tags.",
    action: "none",
  },
  {
    code: "MethodNotAllowed",
    sentence: "{target} does not allow this call. The log has what was asked; check the endpoint.",
    action: "showLog",
  },
  {
    code: "KmsServiceNotEnabled",
    sentence:
      "{target} is encrypted with a KMS key that cannot be used now. Check the key in the KMS console.",
    action: "none",
  },
  // Limits
  {
    code: "TotalQpsLimitExceeded",
    sentence: "OSS gets too many requests of this account just now. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "MetaOperationQpsLimitExceeded",
    sentence: "Buckets were listed too often in a short time. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "ActiveRequestLimitExceeded",
    sentence:
      "Too many calls of this account run at once. Wait until some have ended, then try again.",
    action: "retry",
  },
  {
    code: "DownloadTrafficRateLimitExceeded",
    sentence:
      "The account's download bandwidth is used up just now. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "UploadTrafficRateLimitExceeded",
    sentence: "The account's upload bandwidth is used up just now. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "QpsLimitExceeded",
    sentence: "OSS gets too many requests for {bucket} just now. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "ServiceUnavailable",
    sentence: "OSS is too busy to answer. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "InternalError",
    sentence: "OSS failed on its own side. Try again; the request id in the log helps its support.",
    action: "retry",
  },
  {
    code: "RequestTimeout",
    sentence: "The upload was too slow for OSS and was cut off. Check the network, then try again.",
    action: "retry",
  },
  // The account as a customer
  {
    code: "InDebt",
    sentence:
      "The Alibaba Cloud account has an unpaid bill, so OSS serves nothing. Pay it, then try again.",
    action: "none",
  },
  {
    code: "InDebtOverdue",
    sentence:
      "The Alibaba Cloud account has an overdue bill, so OSS has stopped. Pay it soon: OSS deletes the data later.",
    action: "none",
  },
  {
    code: "UserDisable",
    sentence:
      "OSS is switched off for this Alibaba Cloud account. Look for unpaid bills or notices in its console.",
    action: "none",
  },
  {
    code: "BucketDisable",
    sentence: "The bucket {bucket} is switched off. Look for its notices in the OSS console.",
    action: "none",
  },
];
