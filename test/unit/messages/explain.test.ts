import assert from "node:assert/strict";
import { Refusal, type RefusalCode } from "../../../src/errors/refusal.ts";
import { denialOf, denialRows } from "../../../src/messages/denialRows.ts";
import {
  callRows,
  explain,
  explainFinding,
  type Remedy,
  sentencesOf,
} from "../../../src/messages/explain.ts";
import { refusalRows } from "../../../src/messages/refusalRows.ts";
import type { CallRow, Row, RowRemedy } from "../../../src/messages/row.ts";
import { serviceWords } from "../../../src/messages/serviceWords.ts";
import { setupRows } from "../../../src/messages/setupRows.ts";
import { OssError, type OssErrorFacts } from "../../../src/oss/error.ts";
import { ossError } from "./ossError.ts";

/** What fails, the first words of what happened and of what to do next, and the remedy. */
type Meaning = readonly [failure: string, what: string, next: string, remedy: string];

/** Of calls: `IMM`, the code, the EC, the call and `elsewhere`, as far as a meaning depends on them. */
// biome-ignore format: a table of one line for each meaning can be read
const calls: readonly Meaning[] = [
  ["InvalidAccessKeyId", "OSS does not know the", "Edit the account and enter a valid", "editAccount keys"],
  ["InvalidAccessKeyId EC 0002-00000903", "The access key of this", "Enable it in the", "editAccount keys"],
  ["InvalidAccessKeyId EC 0002-00000904", "The access key of this", "Enable it in the", "editAccount keys"],
  ["SignatureDoesNotMatch", "The AccessKey secret does not", "Edit the account and enter the secret", "editAccount keys"],
  ["SecurityTokenExpired", "The temporary credentials of this", "Get new ones and", "editAccount keys"],
  ["InvalidSecurityToken", "OSS does not accept the security", "Edit the account and enter the token", "editAccount keys"],
  ["AccessKeyIdAndSecurityTokenNotMatch", "The security token does not", "Edit the account and enter a key", "editAccount keys"],
  ["InvalidArgument EC 0002-00000226", 'The region "{region}" of this', "Edit the account and correct", "editAccount place"],
  ["EC 0002-00000206", "The AccessKey ID of this", "Edit the account and enter the ID", "editAccount keys"],
  ["EC 0002-00000222", "The AccessKey ID of this", "Edit the account and enter the ID", "editAccount keys"],
  ["RequestTimeTooSkewed", "The clock of this machine", "Set the clock, then", "retry"],
  ["AccessDenied", "Access to {target} was denied.", "Check which rights the account's key has,", "checkSetup rights"],
  ["AccessDenied EC 0003-00000002", "OSS received no credentials for", "Edit the account and choose", "editAccount credentials"],
  ["AccessDenied listBuckets", "The account's key may not list buckets", "Edit the account and name", "editAccount bucket"],
  ["AccessDenied listObjects", "The account's key may not list {target}", "Ask for that right, or edit", "checkSetup rights"],
  ["AccessDenied headObject", "The account's key may not read {target}", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied getObject", "The account's key may not read {target}", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied detectLabels", "The account's key may not detect", "Check the setup to", "checkSetup rights"],
  ["AccessDenied putObject", "The account's key may not upload", "Ask for that right, or choose", "openSettings ossImageLabels.uploadLocation"],
  ["AccessDenied deleteObject", "The account's key may not delete", "Ask for that right, or delete", "checkSetup rights"],
  ["AccessDenied getObjectTagging", "The account's key may not read the", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied putObjectTagging", "The account's key may not write", "Ask for that right, then try", "checkSetup rights"],
  ["PublicEndpointForbidden", "OSS closes the public endpoints", "Bind one to the", "setCustomDomain"],
  ["PermanentRedirect", "The bucket {bucket} is not", "Edit the account and enter the bucket's", "editAccount place"],
  ["TemporaryRedirect", "OSS wants requests for {bucket}", "Wait a minute, then", "retry"],
  ["AccessDenied elsewhere", "The bucket {bucket} cannot be", "Edit the account and enter the bucket's", "editAccount place"],
  ["SecondLevelDomainForbidden", "{host} wants the bucket's name", "Edit the account and enter a region", "editAccount place"],
  ["NonStandardHostForbidden", "The domain {host} is not", "Bind it in the", "setCustomDomain"],
  ["TransferAccelerationDisabled", "Transfer acceleration is off for", "Turn it on in", "editAccount place"],
  ["NoSuchKey", "{target} does not exist.", "Refresh the tree, or", ""],
  ["NoSuchBucket", "There is no bucket {bucket}.", "Correct its name in", "editAccount bucket"],
  ["InvalidBucketName", '"{bucket}" cannot be the name', "Correct it in the account or", "editAccount bucket"],
  ["InvalidObjectName", "OSS does not accept the key", "Choose a shorter one", ""],
  ["InvalidObjectState", "{target} is archived and cannot", "Restore it in the", "retry"],
  ["SymlinkTargetNotExist", "{target} is a link to", "Correct the link in", ""],
  ["FileAlreadyExists", "{target} exists already and was", "Choose another name.", ""],
  ["FileImmutable", "A retention policy protects {target}", "Choose another bucket, or", ""],
  ["EntityTooLarge", "{target} is too large for one", "Choose a smaller file.", ""],
  ["MissingContentLength", "Something between here and OSS", "Check the proxies on the way,", "retry"],
  ["InvalidDigest", "The upload arrived damaged and", "Try again.", "retry"],
  ["InvalidTag", "OSS does not accept these", "Choose other tags.", ""],
  ["MethodNotAllowed", "{target} does not allow this", "Check the endpoint; the log has the", "showLog"],
  ["TotalQpsLimitExceeded", "OSS is getting too many requests from", "Wait a moment, then", "retry"],
  ["MetaOperationQpsLimitExceeded", "Buckets were listed too often", "Wait a moment, then", "retry"],
  ["ActiveRequestLimitExceeded", "Too many calls of this", "Wait until some have", "retry"],
  ["DownloadTrafficRateLimitExceeded", "The account's download bandwidth is", "Wait a moment, then", "retry"],
  ["UploadTrafficRateLimitExceeded", "The account's upload bandwidth is", "Wait a moment, then", "retry"],
  ["QpsLimitExceeded", "OSS is getting too many requests for", "Wait a moment, then", "retry"],
  ["ServiceUnavailable", "OSS is too busy to", "Wait a moment, then", "retry"],
  ["InternalError", "OSS failed on its own", "Try again; the request", "retry"],
  ["RequestTimeout", "The upload was too slow", "Check the network, then", "retry"],
  ["InDebt", "The Alibaba Cloud account has an unpaid", "Pay it, then try", "retry"],
  ["InDebtOverdue", "The Alibaba Cloud account has an overdue", "Pay it soon: OSS", ""],
  ["UserDisable", "OSS is switched off for", "Look for unpaid bills", ""],
  ["BucketDisable", "The bucket {bucket} is switched", "Look for notices about", ""],
  ["ImageDamage", "The service cannot read {target}", "Choose another image.", ""],
  ["ImageTooLarge", "{target} is too large: an", "Make a smaller copy.", ""],
  ["EC 0056-00000002", "{target} is too large for label", "Make a smaller copy.", ""],
  ["EC 0056-00000001", "IMM failed on {target}.", "Check that it is an intact", "retry"],
  ["BadRequest detectLabels", "The service does not accept the", "It takes JPEG and PNG images only;", "showLog"],
  ["BadRequest imageInfo", "{target} is not an image", "Choose a JPEG or", ""],
  ["BadRequest getObject", "OSS cannot make a picture", "Check that it is an image.", ""],
  ["InvalidArgument detectLabels", "The service does not accept", "Check that it is a JPEG or PNG image and", "openSettings ossImageLabels.threshold"],
  ["CpuLimitExceeded", "OSS is processing too many", "Wait a moment, then", "retry"],
  ["IMM ResourceNotFound", "No IMM project is bound", "Bind one of the", "checkSetup imm"],
  ["IMM ProjectNotFound", "The IMM project bound to", "Bind another one in", "checkSetup imm"],
  ["IMM AccessDenied", "IMM denied the detection.", "Check that the account's key has", "checkSetup rights"],
  ["IMM Forbidden", "IMM denied the detection.", "Check that the account's key has", "checkSetup rights"],
  ["IMM NoPermission", "IMM denied the detection: the account's key needs imm:DetectImageLabels.", "Ask for that right, then check", "checkSetup rights"],
  ["IMM InvalidArgument", "IMM does not accept the detection of", "It takes JPEG and PNG images of", "showLog"],
  ["IMM InvalidArgument EC 0056-00000002", "{target} is too large for label", "Make a smaller copy.", ""],
  ["IMM LimitExceededError", "The IMM project of {bucket} has", "Wait a moment, then", "retry"],
  ["IMM Throttling", "The IMM project of {bucket} is", "Wait a moment, then", "retry"],
  ["IMM ServiceUnavailable", "IMM is too busy to", "Wait a moment, then", "retry"],
  ["IMM InternalError", "IMM failed on its own", "Try again; the request", "retry"],
  ["SampleHasNoAnswer", "The sample account has no", "Add an account of", "addAccount"],
  ["cancelled", "The call was cancelled.", "Start it again when you want it.", ""],
  ["cancelled detectLabels", "The detection was cancelled.", "Start it again when you want the", ""],
  ["closed", "The account was closed or", "Try again.", "retry"],
  ["host-not-found", "There is no host {host}.", "Check the account's endpoint, the bucket's", "editAccount place"],
  ["name-lookup-failed", "The name {host} cannot be", "Check the network connection,", "retry"],
  ["connection-refused", "{host} refuses connections.", "Check the account's endpoint, then", "editAccount place"],
  ["connection-reset", "The connection to {host} broke.", "Check the network and", "retry"],
  ["network-unreachable", "{host} cannot be reached from", "Check the network connection,", "retry"],
  ["connect-timed-out", "Connecting to {host} took too", "Check the network; an", "editAccount place"],
  ["timed-out", "{host} took too long to", "Wait a moment, then", "retry"],
  ["stalled", "{host} stopped in the middle", "Check the network, then", "retry"],
  ["truncated-answer", "The answer from {host} ended", "Check the network and", "retry"],
  ["answer-too-large", "The answer from {host} is", "Check the endpoint and", "showLog"],
  ["checksum-mismatch", "{target} arrived damaged: its checksum", "Check the proxy, then", "retry"],
  ["empty-answer", "{host} sent an empty answer.", "Check that it is an OSS endpoint,", "retry"],
  ["unreadable-answer", "The answer from {host} cannot", "Check that it is an OSS endpoint;", "showLog"],
  ["no-label-answer", "{host} answered, but not with", "Check that it is an OSS endpoint and", "showLog"],
  ["process-ignored", "{host} sent the image itself", "Use the bucket's own", "editAccount place"],
  ["web-page", "{host} answered with a web", "Sign in to the network that you are in, then", "retry"],
  ["redirected", "{host} redirects to another address,", "Sign in to the network that you are in, or check the endpoint.", "editAccount place"],
  ["not-http", "{host} does not speak HTTP.", "Check the endpoint: http", "editAccount place"],
  ["certificate-expired", "The certificate of {host} is", "Check this machine's clock,", ""],
  ["certificate-unknown", "The certificate of {host} was", "Add its CA to", "openWalkthrough"],
  ["certificate-of-another-host", "The certificate received is not", "Check the endpoint; a", "editAccount place"],
  ["tls-failed", "No secure connection to {host}", "Check that it speaks", "editAccount place"],
  ["proxy-credentials", "The proxy asks for a", "Set them in http.proxy", "openSettings http.proxy"],
  ["proxy-unreachable", "The proxy does not answer.", "Check http.proxy, or https_proxy in the", "openSettings http.proxy"],
  ["proxy-refused", "The proxy does not let", "Check http.proxy and http.noProxy, or", "openSettings http.proxy"],
  ["network-failed", "The call to {host} failed", "Check the network; the", "showLog"],
  ["http-400", "{host} does not understand the", "Check the endpoint; the log has what", "showLog"],
  ["http-401", "{host} does not accept these", "Edit the account and check them.", "editAccount keys"],
  ["http-403", "Access to {target} was denied.", "Check which rights the account's key has.", "checkSetup rights"],
  ["http-404", "{target} was not found.", "Check its name and", "editAccount place"],
  ["http-405", "{host} does not allow such", "Check that it is an OSS endpoint.", "editAccount place"],
  ["http-407", "The proxy asks for a", "Set them in http.proxy", "openSettings http.proxy"],
  ["http-408", "{host} gave up waiting for", "Check the network, then", "retry"],
  ["http-409", "{target} is in a state", "Refresh, then try again.", "retry"],
  ["http-411", "Something on the way dropped", "Check the proxies and gateways on", "showLog"],
  ["http-412", "{target} has changed meanwhile.", "Refresh, then try again.", "retry"],
  ["http-413", "Something on the way to {host} refuses uploads", "Choose a smaller file.", ""],
  ["http-414", "Something on the way to {host} refuses keys", "Check the proxies and gateways on", "showLog"],
  ["http-429", "{host} is getting too many", "Wait a moment, then", "retry"],
  ["http-431", "Something on the way to {host} refuses headers", "Check the proxies and gateways on", "showLog"],
  ["http-500", "{host} failed on its own", "Wait a moment, then", "retry"],
  ["http-502", "A gateway in front of {host} got", "Check the proxy, then", "retry"],
  ["http-503", "{host} is too busy to", "Wait a moment, then", "retry"],
  ["http-504", "A gateway in front of {host} waited", "Check the proxy, then", "retry"],
];

/** Of what the product refuses itself: the code, and the reason where there are several. */
// biome-ignore format: a table of one line for each meaning can be read
const refusals: readonly Meaning[] = [
  ["invalid-uri not-oss", '"{text}" is not an OSS', "Write oss://bucket/key.", ""],
  ["invalid-uri no-object", '"{text}" names no object.', "Write oss://bucket/key.", ""],
  ["invalid-uri not-an-image", '"{text}" does not name an', "Write oss://bucket/key or the", ""],
  ["invalid-bucket-name", '"{bucket}" cannot be a bucket:', "Correct the name.", ""],
  ["invalid-key empty", "The object's key is empty.", "Write oss://bucket/key.", ""],
  ["invalid-key leading-slash", '"{key}" cannot be the key of a new object: it begins', "Correct the key.", ""],
  ["invalid-key half-character", '"{key}" cannot be a key: it contains', "Correct the key.", ""],
  ["invalid-key too-long", '"{key}" cannot be a key: it has', "Choose a shorter key.", ""],
  ["foreign-url", "{url} is not the address", "If it is the custom", "openSettings ossImageLabels.urlMappings"],
  ["invalid-input", "The tool's input names no", "Give the image as", ""],
  ["image-not-found", "{name} is neither a file", "Correct the path, or", "openSettings ossImageLabels.sourceRoots"],
  ["no-image-here", "There is no image under", "Put the cursor on an", ""],
  ["not-mapped", "{name} is in no folder", "Map its folder in", "openSettings ossImageLabels.pathMappings"],
  ["not-in-oss to-forget", "As far as this workspace says, this", "Use the command on", ""],
  ["not-in-oss for-code", "As far as this workspace says, {name}", "Map its folder to a bucket with ossImageLabels.pathMappings.", "openSettings ossImageLabels.pathMappings"],
  ["cancelled", "The detection was cancelled.", "Start it again when you want the", ""],
  ["wrong-threshold", "The threshold is {threshold}, but", "Correct it.", "openSettings ossImageLabels.threshold"],
  ["wrong-options no-object", "The options of the command", "Write them as in", ""],
  ["wrong-options no-boolean", 'The option "{option}" is neither', "Write one of these, without quotes.", ""],
  ["not-confirmed", "The labels of {name} are", "Call the tool again, so", ""],
  ["labels-not-changed forgotten", "The label index cannot be", "Close other windows, or", "retry"],
  ["labels-not-changed renamed", "The label index cannot be", "Close other windows, or", "showLog"],
  ["empty-object", "{target} is empty (0 bytes),", "Choose another object.", ""],
  ["image-too-large", "{target} has {size}; labels", "Make a smaller copy and", ""],
  ["file-unreadable", "{file} cannot be read.", "Check that the file", ""],
  ["not-an-image", "{file} is not a JPEG", "Choose another file.", ""],
  ["outside-workspace link", "{file} links to a file", "Copy the picture into", ""],
  ["outside-workspace not-a-file", '"{file}" is not a file', "Give a path in", ""],
  ["no-upload-location not-set", "As far as this workspace says, {file}", "Map its folder to a bucket with ossImageLabels.pathMappings,", "openSettings ossImageLabels.uploadLocation"],
  ["no-upload-location malformed", 'The setting ossImageLabels.uploadLocation ("{text}") is', "Set it to a", "openSettings ossImageLabels.uploadLocation"],
  ["no-labels", "No labels reach this threshold.", "Detect at a lower", ""],
  ["wrong-expiry", "A URL lives for 1", "Choose a time within", ""],
  ["nothing-chosen folder", "No bucket or folder is", "Choose one in the", ""],
  ["nothing-chosen account", "No account is chosen.", "Choose one in the", ""],
  ["image-moved", "The file has changed, and", "Put the cursor on the", ""],
  ["not-inserted alt-text", "The text could not be", "Make it writable, then", ""],
  ["not-inserted code", "The code could not be", "Use Copy as Code", ""],
  ["no-editor", "There is no editor to", "Open a file and", ""],
  ["wrong-setting", "The setting {setting} is {value},", "Correct it in the settings.", "openSettings"],
  ["wrong-setting-entry", 'The entry "{entry}" of the setting', "Correct it in the settings.", "openSettings"],
  ["settings-not-written", "VS Code could not write", "Correct settings.json, then try", "openSettings ossImageLabels.accounts"],
  ["no-such-account", "There is no account named", "Add it, or choose", "addAccount"],
  ["no-account none", "There are no accounts yet.", "Add one.", "addAccount"],
  ["no-account for-bucket", "No account can read the", "Add an account with", "addAccount"],
  ["account-name-taken", "There is already an account", "Choose another name.", ""],
  ["incomplete-account region", 'The account "{account}" does not say its', "Edit the account and add", "editAccount place"],
  ["incomplete-account bucket", 'The account "{account}" does not say which', "Edit the account and add", "editAccount bucket"],
  ["region-of-other-endpoint", 'The account "{account}" says the region {region},', "Edit the account and correct the", "editAccount place"],
  ["plain-http", 'The account "{account}" would send', "Edit the account: write", "editAccount place"],
  ["keys-not-kept", "VS Code's secret storage did", "Unlock the system's keyring, then", "retry"],
  ["key-of-other-address", 'The key of the account "{account}"', "Edit the account and say", "editAccount keys"],
  ["no-bucket-list", "A custom domain leads to", "Edit the account and name", "editAccount bucket"],
  ["bucket-behind-other-domain", "The domain of this account", "Use another account, or", "editAccount"],
  ["proxy-invalid", "The proxy in the settings", "Write http.proxy as http://host:port.", "openSettings http.proxy"],
  ["invalid-endpoint empty", "The endpoint is empty.", "Write a region such as cn-hangzhou.", "editAccount place"],
  ["invalid-endpoint scheme", '"{scheme}" is not a scheme', "Write https://, a host", "editAccount place"],
  ["invalid-endpoint user-name", "An endpoint has no user", "Write the host alone.", "editAccount place"],
  ["invalid-endpoint port", "{port} is not a port.", "Write one from 1", "editAccount place"],
  ["invalid-endpoint malformed", "This is not an endpoint.", "Write a region such as cn-hangzhou,", "editAccount place"],
  ["invalid-endpoint not-a-region", '"{text}" is neither a region', "Write a region such as cn-hangzhou.", "editAccount place"],
  ["invalid-endpoint has-bucket", '"{host}" begins with the bucket', "Write {endpoint}, and the", "editAccount place"],
  ["invalid-endpoint s3-style", '"{host}" is an S3-style host,', "Write {endpoint}.", "editAccount place"],
  ["invalid-endpoint amazon", '"{host}" is Amazon S3, not', "Write an OSS region", "editAccount place"],
  ["invalid-endpoint no-region", '"{host}" names no region.', "Write oss-cn-hangzhou.aliyuncs.com or another", "editAccount place"],
  ["invalid-endpoint not-an-endpoint", '"{host}" is not an endpoint', "Write oss-cn-hangzhou.aliyuncs.com or another", "editAccount place"],
  ["invalid-endpoint looks-like-oss", '"{host}" looks like a host', "Write oss-cn-hangzhou.aliyuncs.com or another", "editAccount place"],
  ["invalid-endpoint bare-host", '"{host}" is a host without', "Write a region, or", "editAccount place"],
  ["no-credentials", "No credentials could be obtained", "Edit the account and check where", "editAccount keys"],
  ["credentials-missing environment", "There is no access key in the environment.", "Set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET", "editAccount credentials"],
  ["credentials-missing sample", "The sample server is not", "Open the sample bucket", ""],
  ["credentials-missing place", "There is no access key in {place}.", "Add one there, or", "editAccount keys"],
  ["credentials-missing stored", "No access key is kept", "Edit the account and enter one.", "editAccount keys"],
  ["credentials-missing storage-locked", "The editor's secret storage could", "Unlock the system's keyring, or", "editAccount keys"],
  ["credentials-incomplete keys", "In {place}, {name} is missing.", "Set it there, or choose another source", "editAccount keys"],
  ["credentials-incomplete cli", "The mode of {place} needs", "Set it with `aliyun", "editAccount credentials"],
  ["credentials-incomplete ossutil", "The mode of {place} needs", "Set it there, or choose another profile.", "editAccount credentials"],
  ["credentials-malformed", "In {place}, {name} contains characters", "Copy it again in", "editAccount keys"],
  ["credentials-file-missing", "There is no file {file}.", "Create it with the", "editAccount credentials"],
  ["credentials-file-unreadable folder", "{file} is a folder, not", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable not-ordinary", "{file} is not an ordinary", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable too-large", "{file} is larger than 1", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable denied", "This user may not read", "Allow it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable loop", "{file} is a link that", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable other", "{file} could not be read.", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-malformed ossutil", "{file} is not in the format of ossutil.", "Repair it, or create it again with `ossutil", "editAccount credentials"],
  ["credentials-file-malformed cli", "{file} is not in the format of the", "Repair it, or create it again with `aliyun", "editAccount credentials"],
  ["profile-not-found ossutil", "There is no profile {profile}", "Add it with `ossutil", "editAccount credentials"],
  ["profile-not-found ossutil-unnamed", "The account's profile is not", "Add it with `ossutil", "editAccount credentials"],
  ["profile-not-found cli", "There is no profile {profile}", "Add it with `aliyun", "editAccount credentials"],
  ["profile-not-found cli-unnamed", "The account's profile is not", "Add it with `aliyun", "editAccount credentials"],
  ["profile-loop", "In {place}, {name} leads back", "Correct its {name}.", "editAccount credentials"],
  ["profile-unsupported mode", "This extension cannot use the", "Choose another profile, or another source", "editAccount credentials"],
  ["profile-unsupported unknown-mode", "This extension does not know", "Choose another profile, or another source", "editAccount credentials"],
  ["profile-unsupported unprotected-sign-in", "The sign-in address of {place}", "Correct cloud_sso_sign_in_url with `aliyun", "editAccount credentials"],
  ["profile-unsupported process", "A command gives the keys", "Choose another profile, or another source", "editAccount credentials"],
  ["profile-unsupported anonymous", "Without any key (mode Anonymous),", "Choose another profile, or another source", "editAccount credentials"],
  ["profile-disabled", "ALIBABA_CLOUD_CLI_PROFILE_DISABLED forbids using profiles of", "Unset it, or choose another source", "editAccount credentials"],
  ["external-process-disabled", "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids running what {place}", "Unset it, or choose another profile.", "editAccount credentials"],
  ["external-process-failed", "The command of {place} gave", "Run it in a", "retry"],
  ["sign-in-ended ended", "The {mode} sign-in of {place} has", "Sign in again with", "retry"],
  ["sign-in-ended unreachable", "The {mode} sign-in of {place} could", "Check the network, or", "retry"],
  ["sign-in-ended no-keys", "The {mode} sign-in of {place} gave", "Check the network, or", "retry"],
  ["role-refused not-allowed", "STS gave no keys for the role of {place}: the key may", "Let it call sts:AssumeRole,", "editAccount credentials"],
  ["role-refused no-role", "STS gave no keys for the role of {place}: the role", "Correct its ARN.", "editAccount credentials"],
  ["role-refused unknown-key", "STS gave no keys for the role of {place}: the AccessKey ID", "Correct it.", "editAccount credentials"],
  ["role-refused disabled-key", "STS gave no keys for the role of {place}: the access", "Enable it, or use", "editAccount credentials"],
  ["role-refused wrong-secret", "STS gave no keys for the role of {place}: the AccessKey secret", "Copy it again.", "editAccount credentials"],
  ["role-refused expired-keys", "STS gave no keys for the role of {place}: the keys", "Renew them.", "editAccount credentials"],
  ["role-refused expired-token", "STS gave no keys for the role of {place}: the OIDC token has", "Renew it.", "editAccount credentials"],
  ["role-refused invalid-token", "STS gave no keys for the role of {place}: the OIDC token is", "Renew it.", "editAccount credentials"],
  ["role-refused throttled", "STS gave no keys for the role of {place}: it", "Wait a moment, then", "retry"],
  ["role-refused no-keys", "STS gave no keys for the role of {place}.", "Check the role with", "editAccount credentials"],
  ["sts-unreachable", "STS, which gives the keys", "Check the network, the proxy", "retry"],
  ["instance-role-disabled", "ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids asking for the", "Unset it, or choose another source", "editAccount credentials"],
  ["instance-role-missing malformed-name", "The name of the instance", "Correct it in the account's", "editAccount credentials"],
  ["instance-role-missing none-attached", "No RAM role is attached", "Attach one to the", "editAccount credentials"],
  ["instance-role-missing not-attached", "The RAM role {role} is", "Attach it to the", "editAccount credentials"],
  ["instance-role-unreachable timed-out", "The instance metadata service gave no keys: it did", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable connection-refused", "The instance metadata service gave no keys: the connection was", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable host-not-found", "The instance metadata service gave no keys: its name", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable connection-reset", "The instance metadata service gave no keys: the connection broke.", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable certificate-unknown", "The instance metadata service gave no keys: its certificate", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable answer-too-large", "The instance metadata service gave no keys: it sent", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable network-failed", "The instance metadata service gave no keys: it could", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable hardened-only", "The instance metadata service gave no keys: the hardened", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable no-keys", "The instance metadata service gave no keys: it answered without", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable status", "The instance metadata service gave no keys: it answered with HTTP", "An instance role works", "editAccount credentials"],
  ["credentials-uri-refused not-a-url", "The credentials URI of the account is not", "Enter one such as", "editAccount credentials"],
  ["credentials-uri-refused user-name", "The credentials URI of the account contains", "Remove them in the", "editAccount credentials"],
  ["credentials-uri-refused scheme", "The credentials URI of the account is neither", "Enter an https address", "editAccount credentials"],
  ["credentials-uri-refused plain-http", "The credentials URI of the account would", "Use https, or a", "editAccount credentials"],
  ["credentials-uri-unreachable timed-out", "The credentials URI at {origin} gave no keys: it did", "Check that its service", "retry"],
  ["credentials-uri-unreachable connection-refused", "The credentials URI at {origin} gave no keys: the connection was", "Check that its service", "retry"],
  ["credentials-uri-unreachable host-not-found", "The credentials URI at {origin} gave no keys: its name", "Check that its service", "retry"],
  ["credentials-uri-unreachable connection-reset", "The credentials URI at {origin} gave no keys: the connection broke.", "Check that its service", "retry"],
  ["credentials-uri-unreachable certificate-unknown", "The credentials URI at {origin} gave no keys: its certificate", "Check that its service", "retry"],
  ["credentials-uri-unreachable answer-too-large", "The credentials URI at {origin} gave no keys: it sent", "Check that its service", "retry"],
  ["credentials-uri-unreachable network-failed", "The credentials URI at {origin} gave no keys: it could", "Check that its service", "retry"],
  ["credentials-uri-unexpected redirected", "The credentials URI at {origin} redirects", "Check the address in", "retry"],
  ["credentials-uri-unexpected status", "The credentials URI at {origin} answered with HTTP", "Check the address in", "retry"],
  ["credentials-uri-unexpected no-keys", "The credentials URI at {origin} answered without", "Check the address in", "retry"],
];

/** Facts that stand for themselves, so that a text keeps its placeholders. */
const placeholders = new Proxy({}, { get: (_, name) => `{${String(name)}}` }) as Record<
  string,
  string
>;

function errorOf({ code = "Unheard", ec, call, imm, isElsewhere }: CallRow["when"]): OssError {
  const { account = "", bucket, target = "", host = "", region = "" } = placeholders;
  const where = { account, bucket, target, host, region };
  return new OssError(code, { ...where, call: call ?? "imageInfo", ec, imm, isElsewhere });
}

function nameOf({ imm, code, ec, call, isElsewhere }: CallRow["when"]): string {
  return [imm && "IMM", code, ec && `EC ${ec}`, call, isElsewhere && "elsewhere"]
    .filter(Boolean)
    .join(" ");
}

/** Of the checklist, where no call failed. */
// biome-ignore format: a table of one line for each meaning can be read
const findings: readonly Meaning[] = [
  ["certificate-unchecked", "{host} answers over HTTPS, but", "Switch http.proxyStrictSSL on;", "openSettings http.proxyStrictSSL"],
  ["unencrypted", "{host} answers as OSS, but unencrypted", "Edit the account and write https://", "editAccount place"],
  ["not-as-oss", "{host} answers, but not as OSS", "Edit the account and check that", "editAccount place"],
  ["clock-behind", "This machine's clock is {apart} behind; beyo", "Set this machine's clock.", ""],
  ["clock-ahead", "This machine's clock is {apart} ahead; beyo", "Set this machine's clock.", ""],
  ["clock-too-far-behind", "This machine's clock is {apart} behind, so", "Set this machine's clock; until", ""],
  ["clock-too-far-ahead", "This machine's clock is {apart} ahead, so", "Set this machine's clock; until", ""],
  ["keys-end-soon", "Found temporary keys {keyId}: {keySource}; they end in {left}", "Get new ones,", "editAccount keys"],
  ["keys-ended", "Found temporary keys {keyId}: {keySource}; they ended {ago} ago", "Get new ones,", "editAccount keys"],
  ["renewed-keys-ended", "Found temporary keys {keyId}: {keySource}; they ended {ago} ago", "Sign in again where", "retry"],
  ["no-list-of-buckets", "The key may not list buckets", "Edit the account and name its bucket,", "editAccount bucket"],
  ["bucket-elsewhere", "{bucket} is in {region}, and the account says", "Edit the account and set its region", "editAccount place"],
  ["no-buckets", "The account has no bucket.", "Create one in the", ""],
  ["no-known-bucket", "No bucket of the account", "Edit the account and name its bucket.", "editAccount bucket"],
  ["no-image", "No JPEG or PNG image is", "Check a bucket that", ""],
  ["no-answer-in-time", "No answer within {limit} s.", "Check the network and the proxy,", "retry"],
  ["imm-not-bound", "No IMM project of {region} is bound", "Bind a project of {region}", "checkSetup imm"],
  ["imm-not-asked", "The key may not ask IMM", "Add {action} to the key's RAM policy", "checkSetup rights"],
  ["imm-not-activated", "IMM is not activated for", "Activate IMM in its console", "checkSetup imm"],
  ["imm-unclear", "IMM answered {answered}.", "See the bucket's Data Processing", ""],
  ["no-imm-in-region", "No IMM endpoint is documented", "Choose a bucket in a region", ""],
];

function refusalNames(): string[] {
  return Object.entries(refusalRows).flatMap(([code, rows]: [string, object]) =>
    "what" in rows ? [code] : Object.keys(rows).map((reason) => `${code} ${reason}`),
  );
}

function refusalOf(name: string): Refusal {
  const [code = "", reason] = name.split(" ");
  const names =
    "text bucket key bytes url name threshold target size file value option expected entry";
  const more =
    "account region endpoint endpointRegion domainBucket scheme port host place profile mode role seconds status origin";
  const facts = [...names.split(" "), ...more.split(" ")].map((fact) => [fact, `{${fact}}`]);
  const all = { setting: "{setting}", ...Object.fromEntries(facts), reason };
  return new Refusal<RefusalCode>(code as RefusalCode, all);
}

function remedyText(remedy: Remedy | RowRemedy | undefined): string {
  if (remedy === undefined) return "";
  switch (remedy.kind) {
    case "editAccount":
      return [remedy.kind, remedy.part].filter(Boolean).join(" ");
    case "checkSetup":
      return `${remedy.kind} ${remedy.about}`;
    case "openSettings":
      return [remedy.kind, remedy.setting].filter((text) => text !== "{setting}").join(" ");
    default:
      return remedy.kind;
  }
}

function check(error: Error, [name, what, next, remedy]: Meaning): void {
  const said = explain(error);
  assert.ok(said.what.startsWith(what), `${name} is explained as: ${said.what}`);
  assert.ok(said.next.startsWith(next), `${name} is answered by: ${said.next}`);
  assert.equal(remedyText(said.remedy), remedy, name);
}

describe("what a failed call means", () => {
  it("is told for every row, and the rows are all there", () => {
    assert.deepEqual(
      calls.map(([name]) => name),
      callRows.map(({ when }) => nameOf(when)),
    );
    assert.equal(new Set(calls.map(([name]) => name)).size, calls.length);
  });

  for (const [at, meaning] of calls.entries()) {
    it(meaning[0], () => check(errorOf(callRows[at]?.when ?? {}), meaning));
  }

  it("goes by the EC before the code, and by the call's own row before the general one", () => {
    const facts = (more: Partial<OssErrorFacts>) => explain(ossError("AccessDenied", more)).what;
    assert.match(facts({}), /denied/);
    assert.match(facts({ call: "detectLabels", status: 403 }), /oss:ProcessImm/);
    assert.match(facts({ call: "getObject", ec: "0003-00000002" }), /no credentials/);
    const unbound = { imm: true, ec: "0056-00000001" } as const;
    assert.match(explain(ossError("ResourceNotFound", unbound)).what, /No IMM project/);
    assert.match(explain(ossError("Throttling.User", { imm: true })).what, /IMM project of photos/);
  });

  const bills: [code: string, possiblyBilledCalls: number, said: RegExp][] = [
    ["no-label-answer", 1, /not with labels\. The call may have been billed\.$/],
    ["Unheard", 1, /\)\. The call may have been billed\.$/],
    ["AccessDenied", 0, /was denied\.$/],
    ["cancelled", 1, /was cancelled\.$/],
  ];
  for (const [code, possiblyBilledCalls, said] of bills) {
    it(`says of ${code} what it may have cost: ${possiblyBilledCalls} calls`, () => {
      assert.match(explain(ossError(code, { possiblyBilledCalls })).what, said);
    });
  }

  it("is what the service said where no row knows it", () => {
    const error = ossError("BrandNew", {
      status: 418,
      ec: "0099-1",
      requestId: "5C06",
      serviceMessage: "Odd.",
    });
    assert.equal(
      explain(error).what,
      "oss://photos/a.jpg: the service answered BrandNew: Odd. (HTTP 418, EC 0099-1, request id 5C06).",
    );
    assert.deepEqual(explain(error).remedy, { kind: "showLog" });
  });
});

describe("why OSS denies what a right key asks", () => {
  // biome-ignore format: a table of one line for each meaning can be read
  const denials: [code: string, facts: Partial<OssErrorFacts>, what: RegExp, next: RegExp][] = [
    ["AccessDenied", { ec: "0003-00000501" }, /hotlink protection of photos/, /empty Referer/],
    ["AccessDenied", { ec: "0003-00000503", call: "listObjects" }, /hotlink protection/, /Referer/],
    ["AccessDenied", { serviceMessage: "You are denied by bucket referer policy." }, /hotlink protection/, /Referer/],
    ["AccessDenied", { ec: "0003-00000401" }, /policy of the VPC/, /endpoint policy/],
    ["AccessDenied", { serviceMessage: "Access denied by VPC endpoint policy." }, /policy of the VPC/, /another network/],
    ["AccessDenied", { ec: "0003-00000301", call: "detectLabels" }, /temporary keys .* too narrow/, /role alone is not/],
    ["AccessDenied", { serviceMessage: "Access denied by authorizer's policy." }, /temporary keys/, /wider policy/],
    ["AccessDenied", { ec: "0003-00000201", serviceMessage: "Access denied by bucket policy." }, /A RAM policy forbids/, /Deny/],
    ["AccessDenied", { ec: "0003-00000101" }, /policy of the bucket photos forbids/, /owner/],
    ["AccessDenied", { serviceMessage: "Access denied by bucket policy." }, /policy of the bucket photos/, /owner/],
    ["AccessDenied", { ec: "0003-00000702" }, /requesters who pay/, /"requesterPays": true/],
    ["BucketNotBelongTo", {}, /belongs to another Alibaba Cloud account/, /owner/],
    ["AccessDenied", { serviceMessage: "The bucket you access does not belong to you.", ec: "0003-00000001" }, /another Alibaba Cloud account/, /owner/],
    ["AccessDenied", { serviceMessage: "This request is forbidden by kms" }, /KMS does not let/, /kms:Decrypt/],
    ["KmsServiceNotEnabled", {}, /encrypted with a KMS key/, /KMS console/],
    ["KMSAccessDenied", {}, /encrypted with a KMS key/, /KMS console/],
    ["UbsmsInvalidBid", { ec: "0005-00000218" }, /encrypted with a KMS key/, /KMS console/],
    ["SomeCode", { ec: "0005-00000214", status: 409 }, /encrypted with a KMS key/, /enabled/],
    ["AccessDenied", { call: "getObject", serviceMessage: "You have no right to access this object." }, /may not read/, /right/],
    ["AccessDenied", { isElsewhere: true, serviceMessage: "denied by bucket policy" }, /has another endpoint/, /region/],
    ["AccessDenied", { imm: true, serviceMessage: "denied by bucket policy" }, /^IMM denied/, /imm:DetectImageLabels/],
  ];
  for (const [code, facts, what, next] of denials) {
    it(`${code} ${facts.ec ?? ""} ${facts.serviceMessage ?? ""}`, () => {
      const said = explain(ossError(code, { status: 403, ...facts }));
      assert.match(said.what, what);
      assert.match(said.next, next);
    });
  }

  it("is found in words that go on for long without looking twice", () => {
    const serviceMessage = "denied by the bucket kms vpc sts pay ".repeat(13);
    assert.equal(denialOf("AccessDenied", { status: 403, serviceMessage }), undefined);
  });
});

describe("the service's own words", () => {
  const cases: [facts: Partial<OssErrorFacts>, code: string, words: string | undefined][] = [
    [{ serviceMessage: "No." }, "AccessDenied", "OSS says: No."],
    [{ serviceMessage: "No.", imm: true }, "AccessDenied", "IMM says: No."],
    [{}, "AccessDenied", undefined],
    // Quoted in our own sentence.
    [{ serviceMessage: "No." }, "Unheard", undefined],
  ];
  for (const [facts, code, words] of cases) {
    it(`of ${code} ${JSON.stringify(facts)} are ${words}`, () => {
      assert.equal(serviceWords(ossError(code, { status: 403, ...facts })), words);
    });
  }
});

describe("what is refused", () => {
  it("is told for every row, and the rows are all there", () => {
    assert.deepEqual(
      refusals.map(([name]) => name),
      refusalNames(),
    );
  });

  for (const meaning of refusals) {
    it(meaning[0], () => check(refusalOf(meaning[0]), meaning));
  }
});

describe("what the checklist finds amiss", () => {
  it("is told for every row, and the rows are all there", () => {
    assert.deepEqual(
      Object.entries<Row>(setupRows).map(([finding, { remedy }]) => [finding, remedyText(remedy)]),
      findings.map(([finding, , , remedy]) => [finding, remedy]),
    );
  });

  for (const [at, [finding, what, next]] of findings.entries()) {
    it(finding, () => {
      const row = Object.values<Row>(setupRows)[at];
      assert.equal(row?.what.slice(0, what.length), what);
      assert.equal(row?.next.slice(0, next.length), next);
    });
  }

  it("is filled with the facts of the check", () => {
    const facts = { bucket: "photos", region: "cn-beijing", accountRegion: "cn-hangzhou" };
    assert.deepEqual(explainFinding("bucket-elsewhere", facts), {
      what: "photos is in cn-beijing, and the account says cn-hangzhou: a detour in every window.",
      next: "Edit the account and set its region to cn-beijing.",
      remedy: { kind: "editAccount", part: "place" },
    });
  });
});

describe("the words about failures", () => {
  const rows: readonly Row[] = [
    ...callRows,
    ...Object.values(denialRows),
    ...Object.values(setupRows),
    ...Object.values(refusalRows).flatMap((rows: Row | Record<string, Row>) =>
      typeof rows["what"] === "string" ? [rows as Row] : Object.values(rows as Record<string, Row>),
    ),
  ];

  it("are whole sentences, and no names of programmers", () => {
    for (const { what, next } of rows) {
      assert.match(what, /^(?:[A-Z~]|\{|").{10,}\.$/);
      assert.match(next, /^[A-Z].{3,}\.$/);
      assert.doesNotMatch(what + next, /(?:Error|Exception|undefined)/);
    }
  });

  it("can be translated as a whole, before the facts are put in", () => {
    const asked: string[] = [];
    const said = explain(ossError("NoSuchBucket"), (text) => {
      asked.push(text);
      return text.startsWith("There") ? "没有存储空间 {bucket}。" : "…";
    });
    assert.equal(said.what, "没有存储空间 photos。");
    assert.deepEqual(asked[0], "There is no bucket {bucket}.");
  });

  it("take facts as one line of bounded length, whatever was in them", () => {
    const target = `a\u001b[31m\n\u202e${"b".repeat(300)}`;
    const { what } = explain(ossError("NoSuchKey", { target }));
    assert.doesNotMatch(what, /[\p{Cc}\u202e]/u);
    assert.ok(what.length < 230 && what.endsWith("… does not exist."));
  });

  it("name the account and the bucket that a remedy leads to", () => {
    assert.deepEqual(explain(ossError("AccessDenied")).remedy, {
      kind: "checkSetup",
      about: "rights",
      account: "Photos",
      bucket: "photos",
    });
    const stored = new Refusal("credentials-missing", { reason: "stored", account: "Photos" });
    assert.deepEqual(explain(stored).remedy, {
      kind: "editAccount",
      part: "keys",
      account: "Photos",
    });
  });

  it("say nothing of what is unexpected but that it is", () => {
    const words = sentencesOf(explain(new Error("secret")));
    assert.doesNotMatch(words, /secret/);
    assert.match(words, /^Something went wrong/);
  });
});
