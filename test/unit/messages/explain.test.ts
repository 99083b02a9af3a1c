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
import type { CallRow, Row, RowRemedy, Words } from "../../../src/messages/row.ts";
import { serviceWords } from "../../../src/messages/serviceWords.ts";
import { setupRows } from "../../../src/messages/setupRows.ts";
import { OssError, type OssErrorFacts } from "../../../src/oss/error.ts";
import { ossError } from "./ossError.ts";

/** What fails, the first words of what happened and of what to do next, and the remedy. */
type Finding = readonly [failure: string, what: string, next: string, remedy: string];

/** The same with the label. */
type Meaning = readonly [
  failure: string,
  short: string,
  what: string,
  next: string,
  remedy: string,
];

/** Of calls: `IMM`, the code, the EC, the call and `elsewhere`, as far as a meaning depends on them. */
// biome-ignore format: a table of one line for each meaning can be read
const calls: readonly Meaning[] = [
  ["InvalidAccessKeyId", "Unknown AccessKey", "OSS does not know the", "Edit the account and enter a valid", "editAccount keys"],
  ["InvalidAccessKeyId EC 0002-00000903", "AccessKey disabled", "The access key of this", "Enable it in the", "editAccount keys"],
  ["InvalidAccessKeyId EC 0002-00000904", "AccessKey disabled", "The access key of this", "Enable it in the", "editAccount keys"],
  ["SignatureDoesNotMatch", "Wrong AccessKey secret", "The AccessKey secret does not", "Edit the account and enter the secret", "editAccount keys"],
  ["SecurityTokenExpired", "Temporary key expired", "The temporary credentials of this", "Get new ones and", "editAccount keys"],
  ["InvalidSecurityToken", "Invalid security token", "OSS does not accept the security", "Edit the account and enter the token", "editAccount keys"],
  ["AccessKeyIdAndSecurityTokenNotMatch", "Wrong security token", "The security token does not", "Edit the account and enter a key", "editAccount keys"],
  ["InvalidArgument EC 0002-00000226", "Wrong region", 'The region "{region}" of this', "Edit the account and correct", "editAccount place"],
  ["EC 0002-00000206", "Malformed AccessKey ID", "The AccessKey ID of this", "Edit the account and enter the ID", "editAccount keys"],
  ["EC 0002-00000222", "Malformed AccessKey ID", "The AccessKey ID of this", "Edit the account and enter the ID", "editAccount keys"],
  ["RequestTimeTooSkewed", "Clock more than 15 minutes off", "The clock of this machine", "Set the clock, then", "retry"],
  ["AccessDenied", "Access denied", "Access to {target} was denied.", "Check which rights the account's key has,", "checkSetup rights"],
  ["AccessDenied EC 0003-00000002", "No credentials", "OSS received no credentials for", "Edit the account and choose", "editAccount credentials"],
  ["AccessDenied listBuckets", "May not list buckets", "The account's key may not list buckets", "Edit the account and name", "editAccount bucket"],
  ["AccessDenied listObjects", "May not list this", "The account's key may not list {target}", "Ask for that right, or edit", "checkSetup rights"],
  ["AccessDenied listObjectVersions", "May not list versions", "The account's key may not list the versions", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied headObject", "May not read this", "The account's key may not read {target}", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied getObject", "May not read this", "The account's key may not read {target}", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied detectLabels", "May not detect labels", "The account's key may not detect", "Check the setup to", "checkSetup rights"],
  ["AccessDenied putObject", "May not upload", "The account's key may not upload", "Ask for that right, or choose", "openSettings ossImageLabels.uploadLocation"],
  ["AccessDenied deleteObject", "May not delete this", "The account's key may not delete", "Ask for that right, or delete", "checkSetup rights"],
  ["AccessDenied getObjectTagging", "May not read tags", "The account's key may not read the", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied putObjectTagging", "May not write tags", "The account's key may not write", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied openMetaQuery", "May not open the index", "The account's key may not open the", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied metaQueryStatus", "May not see the index", "The account's key may not ask", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied queryMetadata", "May not search the index", "The account's key may not search", "Ask for that right, then try", "checkSetup rights"],
  ["AccessDenied closeMetaQuery", "May not close the index", "The account's key may not close", "Ask for that right, or close", "checkSetup rights"],
  ["PublicEndpointForbidden", "Needs a custom domain", "OSS closes the public endpoints", "Bind one to the", "setCustomDomain"],
  ["PermanentRedirect", "Bucket in another region", "The bucket {bucket} is not", "Edit the account and enter the bucket's", "editAccount place"],
  ["TemporaryRedirect", "Redirected for now", "OSS redirects requests for {bucket}", "Wait a minute, then", "retry"],
  ["AccessDenied elsewhere", "Bucket has another endpoint", "The bucket {bucket} cannot be", "Edit the account and enter the bucket's", "editAccount place"],
  ["SecondLevelDomainForbidden", "Endpoint not usable here", "{host} answers only with", "Edit the account and enter a region", "editAccount place"],
  ["NonStandardHostForbidden", "Domain not bound to the bucket", "The domain {host} is not", "Bind it in the", "setCustomDomain"],
  ["TransferAccelerationDisabled", "Transfer acceleration is off", "Transfer acceleration is off for", "Turn it on in", "editAccount place"],
  ["NoSuchKey", "Not found", "{target} does not exist.", "Refresh the tree, or", ""],
  ["NoSuchBucket", "No such bucket", "There is no bucket {bucket}.", "Correct its name in", "editAccount bucket"],
  ["InvalidBucketName", "Invalid bucket name", '"{bucket}" cannot be the name', "Correct it in the account or", "editAccount bucket"],
  ["InvalidObjectName", "Invalid key", "OSS does not accept the key", "Choose a shorter one", ""],
  ["InvalidObjectState", "Archived", "{target} is archived and cannot", "Restore it in the", "retry"],
  ["SymlinkTargetNotExist", "Broken link", "{target} is a link to", "Correct the link in", ""],
  ["FileAlreadyExists", "Exists already", "{target} exists already and was", "Choose another name.", ""],
  ["FileImmutable", "Protected from changes", "A retention policy protects {target}", "Choose another bucket, or", ""],
  ["EntityTooLarge", "Too large to upload", "{target} is too large for one", "Choose a smaller file.", ""],
  ["MissingContentLength", "Upload damaged on the way", "Something between here and OSS", "Check the proxies on the way,", "retry"],
  ["InvalidDigest", "Upload damaged on the way", "The upload arrived damaged and", "Try again.", "retry"],
  ["InvalidTag", "Invalid tags", "OSS does not accept these", "Choose other tags.", ""],
  ["MethodNotAllowed", "Not allowed here", "{target} does not allow this", "Check the endpoint; the log has the", "showLog"],
  ["MetaQueryNotExist", "No metadata index", "The bucket {bucket} has no metadata", "Open one first; the", ""],
  ["EC 0037-00000004", "Index being prepared", "The metadata index of {bucket} is", "Wait until it runs,", "retry"],
  ["MetaQueryAlreadyExist", "Has a metadata index", "The bucket {bucket} has a metadata", "Search it, or close", ""],
  ["InvalidArgument queryMetadata", "Query refused", "The metadata index of {bucket} does", "Make it simpler; the", "showLog"],
  ["TotalQpsLimitExceeded", "Too many requests", "OSS is getting too many requests from", "Wait a moment, then", "retry"],
  ["MetaOperationQpsLimitExceeded", "Too many requests", "Buckets were listed too often", "Wait a moment, then", "retry"],
  ["ActiveRequestLimitExceeded", "Too many calls at once", "Too many calls of this", "Wait until some have", "retry"],
  ["DownloadTrafficRateLimitExceeded", "Download bandwidth used up", "The account's download bandwidth is", "Wait a moment, then", "retry"],
  ["UploadTrafficRateLimitExceeded", "Upload bandwidth used up", "The account's upload bandwidth is", "Wait a moment, then", "retry"],
  ["QpsLimitExceeded", "Too many requests", "OSS is getting too many requests for", "Wait a moment, then", "retry"],
  ["ServiceUnavailable", "OSS is busy", "OSS is too busy to", "Wait a moment, then", "retry"],
  ["InternalError", "OSS failed", "OSS failed on its own", "Try again; if it goes on,", "retry"],
  ["RequestTimeout", "Upload too slow", "The upload was too slow", "Check the network, then", "retry"],
  ["InDebt", "Unpaid bill", "The Alibaba Cloud account has an unpaid", "Pay it, then try", "retry"],
  ["InDebtOverdue", "Overdue bill", "The Alibaba Cloud account has an overdue", "Pay it soon: OSS", ""],
  ["UserDisable", "OSS is switched off", "OSS is switched off for", "Look for unpaid bills", ""],
  ["BucketDisable", "Bucket is switched off", "The bucket {bucket} is switched", "Look for notices about", ""],
  ["ImageDamage", "Not readable", "The service cannot read {target}", "Choose another image.", ""],
  ["ImageTooLarge", "Too large", "{target} is too large: an", "Make a smaller copy.", ""],
  ["EC 0056-00000002", "Too large", "{target} is too large for label", "Make a smaller copy.", ""],
  ["EC 0056-00000001", "IMM failed", "IMM failed on {target}.", "Check that it is an intact", "retry"],
  ["BadRequest detectLabels", "Detection refused", "The service does not accept the", "It takes JPEG and PNG images only;", "showLog"],
  ["BadRequest imageInfo", "Not an image", "{target} is not an image", "Choose a JPEG or", ""],
  ["BadRequest getObject", "Not an image", "OSS cannot make a smaller", "Check that it is an image.", ""],
  ["InvalidArgument detectLabels", "Detection refused", "The service does not accept", "Check that it is a JPEG or PNG image and", "openSettings ossImageLabels.threshold"],
  ["CpuLimitExceeded", "Too many images at once", "OSS is processing too many", "Wait a moment, then", "retry"],
  ["IMM ResourceNotFound", "No IMM project bound", "No IMM project is bound", "Bind one of the", "checkSetup imm"],
  ["IMM ProjectNotFound", "IMM project missing", "The IMM project bound to", "Bind another one in", "checkSetup imm"],
  ["IMM AccessDenied", "Denied by IMM", "IMM denied the detection.", "Check that the account's key has", "checkSetup rights"],
  ["IMM Forbidden", "Denied by IMM", "IMM denied the detection.", "Check that the account's key has", "checkSetup rights"],
  ["IMM NoPermission", "Denied by IMM", "IMM denied the detection: the account's key needs imm:DetectImageLabels.", "Ask for that right, then check", "checkSetup rights"],
  ["IMM InvalidArgument", "Refused by IMM", "IMM does not accept the detection of", "It takes JPEG and PNG images of", "showLog"],
  ["IMM InvalidArgument EC 0056-00000002", "Too large", "{target} is too large for label", "Make a smaller copy.", ""],
  ["IMM LimitExceededError", "IMM limit reached", "The IMM project of {bucket} has", "Wait a moment, then", "retry"],
  ["IMM Throttling", "Too many calls", "The IMM project of {bucket} is", "Wait a moment, then", "retry"],
  ["IMM ServiceUnavailable", "IMM is busy", "IMM is too busy to", "Wait a moment, then", "retry"],
  ["IMM InternalError", "IMM failed", "IMM failed on its own", "Try again; if it goes on,", "retry"],
  ["SampleHasNoAnswer", "No prepared labels", "The sample account has no", "Add an account of", "addAccount"],
  ["IMM NoPermission askImm", "Not allowed by IMM", "IMM does not let the", "Ask whoever runs the", "checkSetup rights"],
  ["IMM Forbidden askImm", "Not allowed by IMM", "IMM does not let the", "Ask whoever runs the", "checkSetup rights"],
  ["IMM AccessDenied askImm", "Not allowed by IMM", "IMM does not let the", "Ask whoever runs the", "checkSetup rights"],
  ["IMM ResourceNotFound askImm", "Not found at IMM", "IMM in {region} does not", "It may have been", ""],
  ["IMM InvalidArgument askImm", "Refused by IMM", "IMM does not accept what", "The log has the", "showLog"],
  ["IMM InvalidAccessKeyId askImm", "Unknown AccessKey", "IMM does not know the", "Edit the account and enter a valid", "editAccount keys"],
  ["IMM SignatureDoesNotMatch askImm", "Wrong AccessKey secret", "The AccessKey secret does not", "Edit the account and enter the secret", "editAccount keys"],
  ["cancelled", "Cancelled", "The call was cancelled.", "Start it again when you want it.", ""],
  ["cancelled detectLabels", "Cancelled", "The detection was cancelled.", "Start it again when you want the", ""],
  ["closed", "Account changed", "The account was closed or", "Try again.", "retry"],
  ["host-not-found", "Host not found", "There is no host {host}.", "Check the account's endpoint, the bucket's", "editAccount place"],
  ["host-not-found askImm", "No IMM in this region", "There is no host {host}: IMM", "Look it up among", ""],
  ["name-lookup-failed", "Host name not resolved", "The name {host} cannot be", "Check the network connection,", "retry"],
  ["connection-refused", "Connection refused", "{host} refuses connections.", "Check the account's endpoint, then", "editAccount place"],
  ["connection-reset", "Connection broken", "The connection to {host} broke.", "Check the network and", "retry"],
  ["network-unreachable", "Host unreachable", "{host} cannot be reached from", "Check the network connection,", "retry"],
  ["connect-timed-out", "Connection timed out", "Connecting to {host} took too", "Check the network; an", "editAccount place"],
  ["timed-out", "Timed out", "{host} took too long to", "Wait a moment, then", "retry"],
  ["stalled", "Response incomplete", "{host} stopped in the middle", "Check the network, then", "retry"],
  ["truncated-answer", "Response incomplete", "The answer from {host} ended", "Check the network and", "retry"],
  ["answer-too-large", "Response too large", "The answer from {host} is", "Check the endpoint and", "showLog"],
  ["checksum-mismatch", "Damaged on the way", "{target} arrived damaged: its checksum", "Check the proxy, then", "retry"],
  ["empty-answer", "Empty response", "{host} sent an empty answer.", "Check that it is an OSS endpoint,", "retry"],
  ["incomplete-list", "Incomplete list", "{host} says that the list of {target}", "Check that it is an OSS endpoint, then", "retry"],
  ["unreadable-answer", "Unreadable response", "The answer from {host} cannot", "Check that it is an OSS endpoint;", "showLog"],
  ["no-label-answer", "No labels in the response", "{host} answered, but not with", "Check that it is an OSS endpoint and", "showLog"],
  ["process-ignored", "No image processing", "{host} sent the image itself", "Use the bucket's own", "editAccount place"],
  ["web-page", "Web page instead of OSS", "{host} answered with a web", "Sign in to the network that you are in, then", "retry"],
  ["redirected", "Redirected elsewhere", "{host} redirects to another address,", "Sign in to the network that you are in, or check the endpoint.", "editAccount place"],
  ["not-http", "Not an HTTP server", "{host} does not speak HTTP.", "Check the endpoint: http", "editAccount place"],
  ["certificate-expired", "Certificate expired", "The certificate of {host} is", "Check this machine's clock,", ""],
  ["certificate-unknown", "Unknown certificate authority", "The certificate of {host} was", "Add its CA to", "openWalkthrough"],
  ["certificate-of-another-host", "Certificate of another host", "The certificate received is not", "Check the endpoint; a", "editAccount place"],
  ["tls-failed", "Secure connection failed", "No secure connection to {host}", "Check that it speaks", "editAccount place"],
  ["proxy-credentials", "Proxy wants a password", "The proxy asks for a", "Set them in http.proxy", "openSettings http.proxy"],
  ["proxy-unreachable", "Proxy does not answer", "The proxy does not answer.", "Check http.proxy, or https_proxy in the", "openSettings http.proxy"],
  ["proxy-refused", "Refused by the proxy", "The proxy does not let", "Check http.proxy and http.noProxy, or", "openSettings http.proxy"],
  ["network-failed", "Network error", "The call to {host} failed", "Check the network; the", "showLog"],
  ["http-400", "Request not understood", "{host} does not understand the", "Check the endpoint; the log has what", "showLog"],
  ["http-401", "Credentials refused", "{host} does not accept these", "Edit the account and check them.", "editAccount keys"],
  ["http-403", "Access denied", "Access to {target} was denied.", "Check which rights the account's key has.", "checkSetup rights"],
  ["http-404", "Not found", "{target} was not found.", "Check its name and", "editAccount place"],
  ["http-405", "Not an OSS endpoint", "{host} does not allow such", "Check that it is an OSS endpoint.", "editAccount place"],
  ["http-407", "Proxy wants a password", "The proxy asks for a", "Set them in http.proxy", "openSettings http.proxy"],
  ["http-408", "Timed out", "{host} gave up waiting for", "Check the network, then", "retry"],
  ["http-409", "Not possible now", "{target} is in a state", "Refresh, then try again.", "retry"],
  ["http-411", "Upload damaged on the way", "Something on the way dropped", "Check the proxies and gateways on", "showLog"],
  ["http-412", "Changed meanwhile", "{target} has changed meanwhile.", "Refresh, then try again.", "retry"],
  ["http-413", "Too large to upload", "Something on the way to {host} refuses uploads", "Choose a smaller file.", ""],
  ["http-414", "Key too long", "Something on the way to {host} refuses keys", "Check the proxies and gateways on", "showLog"],
  ["http-429", "Too many requests", "{host} is getting too many", "Wait a moment, then", "retry"],
  ["http-431", "Request too large", "Something on the way to {host} refuses headers", "Check the proxies and gateways on", "showLog"],
  ["http-500", "Server failed", "{host} failed on its own", "Wait a moment, then", "retry"],
  ["http-502", "Gateway got no answer", "A gateway in front of {host} got", "Check the proxy, then", "retry"],
  ["http-503", "Server is busy", "{host} is too busy to", "Wait a moment, then", "retry"],
  ["http-504", "Gateway timed out", "A gateway in front of {host} waited", "Check the proxy, then", "retry"],
];

/** Of what the product refuses itself: the code, and the reason where there are several. */
// biome-ignore format: a table of one line for each meaning can be read
const refusals: readonly Meaning[] = [
  ["invalid-uri not-oss", "Not an OSS URI", '"{text}" is not an OSS', "Write oss://bucket/key.", ""],
  ["invalid-uri no-object", "No object named", '"{text}" names no object.', "Write oss://bucket/key.", ""],
  ["invalid-uri not-an-image", "Not an image", '"{text}" does not name an', "Write oss://bucket/key or the", ""],
  ["invalid-bucket-name", "Invalid bucket name", '"{bucket}" cannot be a bucket:', "Correct the name.", ""],
  ["invalid-key empty", "Empty key", "The object's key is empty.", "Write oss://bucket/key.", ""],
  ["invalid-key leading-slash", "Invalid key", '"{key}" cannot be the key of a new object: it begins', "Correct the key.", ""],
  ["invalid-key half-character", "Invalid key", '"{key}" cannot be a key: it contains', "Correct the key.", ""],
  ["invalid-key too-long", "Invalid key", '"{key}" cannot be a key: it has', "Choose a shorter key.", ""],
  ["foreign-url", "Not an OSS address", "{url} is not the address", "If it is the custom", "openSettings ossImageLabels.urlMappings"],
  ["invalid-input", "Invalid input", "The tool's input names no", "Give the image as", ""],
  ["image-not-found path", "Image not found", '"{name}" is neither a file', "Correct the path, or", "openSettings ossImageLabels.sourceRoots"],
  ["image-not-found not-written", "Image not found", "The image under the cursor does", "Write the path of", ""],
  ["no-image-here", "No image here", "There is no image under", "Put the cursor on an", ""],
  ["not-mapped", "Not mapped to OSS", "{name} is in no folder", "Map its folder in", "openSettings ossImageLabels.pathMappings"],
  ["not-in-oss for-code", "Not in OSS", "As far as this workspace says, {name}", "Map its folder to a bucket with ossImageLabels.pathMappings.", "openSettings ossImageLabels.pathMappings"],
  ["cancelled", "Cancelled", "The detection was cancelled.", "Start it again when you want the", ""],
  ["wrong-threshold", "Invalid threshold", "The threshold is {threshold}, but", "Correct it.", "openSettings ossImageLabels.threshold"],
  ["wrong-options no-object", "Invalid options", "The options of the command", "Write them as in", ""],
  ["wrong-options no-boolean", "Invalid options", 'The option "{option}" is neither', "Write true or false, without quotes.", ""],
  ["wrong-options no-query", "Invalid query", "The query of the command", "Write it in quotes", ""],
  ["wrong-options no-page", "Invalid options", 'The option "after" is not', "Leave it out to", ""],
  ["wrong-options no-text", "Invalid options", 'The option "{option}" is not a text', "Write it in quotes.", ""],
  ["wrong-options no-integer", "Invalid options", 'The option "{option}" is not a whole', "Write one, without quotes.", ""],
  ["wrong-options no-choice", "Invalid options", 'The option "{option}" is not one of', "Write one of these", ""],
  ["not-confirmed", "Labels changed", "The labels of {name} are", "Call the tool again, so", ""],
  ["label-index damaged", "Label index damaged", "The label index was damaged", "Labels detected before have", ""],
  ["label-index damaged-and-saved", "Label index damaged", "The label index was damaged", "Others have to be", ""],
  ["label-index newer", "Newer label index", "The label index {file} was made", "Update the extension to", ""],
  ["label-index full", "Label index not writable", "The label index {file} cannot be written: the disk is full.", "Free some space.", ""],
  ["label-index full-but-read", "Label index not writable", "The label index {file} cannot be written: the disk is full.", "Free some space.", ""],
  ["label-index read-only", "Label index not writable", "The label index {file} cannot be written: it is read-only.", "Check who may write to it.", ""],
  ["label-index read-only-but-read", "Label index not writable", "The label index {file} cannot be written: it is read-only.", "Check who may write to it.", ""],
  ["label-index busy", "Label index not writable", "The label index {file} cannot be written: another window is writing to it for too long.", "Close the other window or try again.", ""],
  ["label-index busy-but-read", "Label index not writable", "The label index {file} cannot be written: another window is writing to it for too long.", "Close the other window or try again.", ""],
  ["label-index other", "Label index not writable", "The label index {file} cannot be written: its file or folder does not allow it.", "Check that its folder exists and may be written to.", ""],
  ["label-index other-but-read", "Label index not writable", "The label index {file} cannot be written: its file or folder does not allow it.", "Check that its folder exists and may be written to.", ""],
  ["label-index stopped", "Label index stopped", "The label index does not work", "Reload the window to", ""],
  ["labels-not-changed forgotten", "Label index not writable", "The label index cannot be", "Close other windows, or", "retry"],
  ["labels-not-changed renamed", "Label index not writable", "The label index cannot be", "Close other windows, or", "showLog"],
  ["labels-not-changed corrected", "Label index not writable", "The label index cannot be", "Close other windows, or", "retry"],
  ["empty-object", "Empty", "{target} is empty (0 bytes),", "Choose another object.", ""],
  ["image-too-large", "Too large", "{target} is {size}; labels", "Make a smaller copy and", ""],
  ["other-format", "Other format", "{target} is of the format", "Make a copy as", ""],
  ["not-restored", "Archived", "{target} is archived (storage class", "Restore it, for example", ""],
  ["too-many-calls", "Too many calls", "This takes {calls} billable calls,", "Choose fewer images, or", ""],
  ["calls-spent", "No calls left", "{target} was not asked", "Retry the failed images", ""],
  ["daily-calls-spent", "No calls left today", "All {dailyCalls} calls that are", "Wait for the next", "openSettings ossImageLabels.batch.dailyCalls"],
  ["wrong-scope none", "No scope", "Nothing says which images", "Give a list of", ""],
  ["wrong-scope unclear", "Invalid scope", "{scope} does not say", "Give a list of", ""],
  ["run-not-kept", "Run not written", "The run stopped, since", "Make sure that the", "showLog"],
  ["upload-not-agreed", "Not agreed", "This picture is not in", "Detect one of them", ""],
  ["no-such-list", "No such list", "{file} cannot be read.", "Check that the file", ""],
  ["file-unreadable", "Unreadable", "{file} cannot be read.", "Check that the file", ""],
  ["not-an-image", "Not an image", "{file} is not a JPEG", "Choose another file.", ""],
  ["outside-workspace link", "Outside the workspace", "{file} links to a file", "Copy the picture into", ""],
  ["outside-workspace not-a-file", "Outside the workspace", '"{file}" is not a file', "Give a path in", ""],
  ["no-upload-location not-set", "Not in OSS", "As far as this workspace says, {file}", "Map its folder to a bucket with ossImageLabels.pathMappings,", "openSettings ossImageLabels.uploadLocation"],
  ["no-upload-location malformed", "Invalid upload location", 'The setting ossImageLabels.uploadLocation ("{text}") is', "Set it to a", "openSettings ossImageLabels.uploadLocation"],
  ["no-labels", "No labels", "No labels reach this threshold.", "Detect at a lower", ""],
  ["wrong-expiry", "Invalid lifetime", "A presigned URL is valid", "Choose a time within", ""],
  ["nothing-chosen folder", "Nothing chosen", "No bucket or folder is", "Choose one in the", ""],
  ["nothing-chosen account", "Nothing chosen", "No account is chosen.", "Choose one in the", ""],
  ["listing-repeats", "List begins anew", "The service began the list of {target} anew", "Refresh it, or open", "retry"],
  ["object-changed", "Changed meanwhile", "{target} was replaced while", "Try again to get", "retry"],
  ["too-large-to-open", "Too large to open", "{target} is {size}, and", "Download it instead.", ""],
  ["no-such-folder", "No such folder", "{target} is not there:", "Check the name, or", ""],
  ["no-object-but-folder", "A folder", "{target} is a folder,", "Open one of the", ""],
  ["not-a-file-uri", "Not an object", "{text} names no object,", "Write a URI such", ""],
  ["workspace-not-trusted", "Workspace not trusted", "{target} was not asked for", "Trust the workspace to", ""],
  ["account-not-told", "Which account?", "More than one account, or", "Name it, as in", ""],
  ["objects-not-writable", "Read-only", "Objects are opened to", "Save a copy elsewhere.", ""],
  ["no-custom-domain", "No custom domain", "The bucket {bucket} has no", "Enter the domain that", "setCustomDomain"],
  ["no-local-file one", "No local file", "No file of this", "Map the folder that", "openSettings ossImageLabels.pathMappings"],
  ["no-local-file several", "No local files", "No files of this", "Map the folders that", "openSettings ossImageLabels.pathMappings"],
  ["read-only", "Read-only", "Nothing is written to", "Turn it off to", "openSettings ossImageLabels.readOnly"],
  ["tags-changed", "Tags changed meanwhile", "The tags of {target} are no", "Run the command again", ""],
  ["no-tags no-labels", "No labels known", "No labels are known", "Detect them first.", ""],
  ["no-tags too-many", "Too many images", "That is more images", "Choose at most 10,000,", ""],
  ["no-tags nothing-to-undo", "Nothing to undo", "No tags have been", "Tags are written with", ""],
  ["wrong-file", "Not a file", '"{text}" is not a file', "Give its Uri or", ""],
  ["file-not-written no-space", "Disk full", "{file} was not written: there is no space", "Free some space", "retry"],
  ["file-not-written not-allowed", "Not writable", "{file} was not written: it, or", "Change that or", "retry"],
  ["file-not-written in-the-way", "Name taken", "{file} was not written: there is a folder", "Choose another name.", ""],
  ["file-not-written other", "Not written", "{file} could not be written.", "Check its folder,", "retry"],
  ["wrong-line not-utf8", "Not UTF-8", "The line is not text in UTF-8.", "Save the file as UTF-8", ""],
  ["wrong-line not-json", "Not JSON", "The line is not JSON.", "Write one image a line", ""],
  ["wrong-line no-object", "Not a JSON object", "The line is JSON, but not", "Write one image a line", ""],
  ["wrong-line too-long", "Line too long", "The line is longer than {bytes} bytes", "Check that each image", ""],
  ["wrong-line many", "Many wrong lines", "This line and others before it", "Check that the file", ""],
  ["wrong-line no-schema", "Unknown format", 'The line does not say that it is of the schema "{schema}"', "Choose a file that", ""],
  ["wrong-line newer-schema", "Unknown format version", 'The line is of the schema "{schema}", which', "Update the extension", ""],
  ["wrong-line wrong-field", "Invalid field", '"{field}" is missing or is not {expected}.', "Correct the line", ""],
  ["albums-not-changed no-list", "Albums not readable", "The albums in the settings are not", "Correct them in the", "openSettings ossImageLabels.albums"],
  ["albums-not-changed changed", "Albums changed meanwhile", "The albums in the settings have", "Do it again on", ""],
  ["query-syntax unknown-field", "Unknown field", 'Unknown field "{text}".', "Use label:, subject:, account:,", ""],
  ["query-syntax unknown-number", "Unknown field", 'Unknown field "{text}".', "Use size, modified, detected", ""],
  ["query-syntax score-outside", "Score without a label", '"{text}" is a score of', "Write it in brackets", ""],
  ["query-syntax needs-colon", "Colon missing", '"{text}" is followed by a', "Write {text}: and its", ""],
  ["query-syntax needs-operator", "Operator missing", '"{text}" is compared, so no', "Write an operator instead:", ""],
  ["query-syntax missing-value", "Value missing", 'Nothing follows "{text}".', "Write the value directly", ""],
  ["query-syntax empty-quotes", "Empty quotes", "There is nothing between the", "Write a text between", ""],
  ["query-syntax unfinished-quote", "Quote not closed", "A quote is opened, but", 'Add the closing ".', ""],
  ["query-syntax leading-operator", "Operator without a field", '"{text}" begins with an operator.', "Write the field directly", ""],
  ["query-syntax star-in-exact", "Star in an exact name", "The field label:= takes a", "Take the star or", ""],
  ["query-syntax star-inside", "Star inside a name", "A star can only end", "Move it to the", ""],
  ["query-syntax star-not-taken", "Star behind quotes", '"{text}" takes no star.', "Take it out.", ""],
  ["query-syntax exact-subject", "Exact subject", "The field subject: has no", "Take the = out;", ""],
  ["query-syntax tests-of-subject", "Brackets behind a subject", "The field subject: takes no", "Take them out, or", ""],
  ["query-syntax unfinished-bracket", "Bracket not closed", "A bracket is opened, but", "Add the closing ].", ""],
  ["query-syntax stray-bracket", "Bracket out of place", 'The "{text}" cannot stand here.', "Write conditions directly behind", ""],
  ["query-syntax unknown-score", "Unknown condition", '"{text}" is not a score', "Use confidence, centric or", ""],
  ["query-syntax wrong-test", "Malformed condition", "A condition in brackets cannot", "Write a score, an", ""],
  ["query-syntax unfinished-parenthesis", "Parenthesis not closed", "A parenthesis is opened, but", "Add the closing ).", ""],
  ["query-syntax stray-parenthesis", "Parenthesis out of place", "A parenthesis is closed that", "Take it out, or", ""],
  ["query-syntax empty-parentheses", "Empty parentheses", "There is nothing between the", "Write a condition between", ""],
  ["query-syntax too-deep", "Too many parentheses", "More than 100 parentheses are", "Take out those that", ""],
  ["query-syntax lone-minus", "Minus alone", "A minus stands alone.", "Write what it excludes", ""],
  ["query-syntax nothing-before", "Nothing before a keyword", 'Nothing stands before "{text}".', "Write a condition there,", ""],
  ["query-syntax nothing-after", "Nothing after a keyword", 'Nothing stands after "{text}".', "Write a condition there,", ""],
  ["query-syntax wrong-number", "Not a number", '"{text}" is not a number', "Write digits, with a", ""],
  ["query-syntax wrong-unit", "Unknown unit", '"{text}" is not a unit', "Use B, kB, MB,", ""],
  ["query-syntax wrong-date", "Not a date", '"{text}" is not a date', "Write it as 2026-01-31,", ""],
  ["query-syntax no-time-zone", "Time zone missing", '"{text}" does not say its', "Add Z for UTC,", ""],
  ["query-syntax wrong-format", "Unknown format", '"{text}" is not a format', "Use jpg or png.", ""],
  ["query-syntax wrong-state", "Unknown state", '"{text}" is not a state', "Use labelled, empty, unlabelled,", ""],
  ["query-syntax wrong-sort", "Unknown order", "Images cannot be sorted by", "Use relevance, confidence, centric,", ""],
  ["query-syntax second-sort", "Second order", "A query has one sort:", "Take out all but", ""],
  ["query-syntax nested-sort", "Order out of place", "The field sort: cannot stand", "Move it to the", ""],
  ["no-imm-there", "IMM not asked", "{endpoint}, the endpoint of {account}, is", "Use an account whose endpoint", "editAccount place"],
  ["not-handed-over none", "Nothing handed over", "No bucket was given to", "Do that first, in the menu", ""],
  ["not-handed-over bucket", "Not handed over", "The bucket {bucket} was not", "Do that first, in its menu", ""],
  ["dataset-without-labels", "Dataset without labels", "IMM has a dataset", "Delete that dataset in", ""],
  ["index-being-prepared", "Index being prepared", "The metadata index of {bucket} is", "Wait until it runs,", ""],
  ["image-moved", "Image moved", "The file has changed, and", "Put the cursor on the", ""],
  ["not-inserted alt-text", "Not inserted", "The text could not be", "Make it writable, then", ""],
  ["not-inserted code", "Not inserted", "The code could not be", "Use Copy as Code", ""],
  ["no-editor", "No editor", "There is no editor to", "Open a file and", ""],
  ["wrong-setting value", "Wrong setting", "The setting {setting} is {value},", "Correct it in the settings.", "openSettings"],
  ["wrong-setting not-set", "Wrong setting", "The setting {setting} is not set,", "Correct it in the settings.", "openSettings"],
  ["wrong-setting hidden", "Wrong setting", "The setting {setting} is not right,", "Correct it in the settings.", "openSettings"],
  ["wrong-setting-entry", "Wrong entry of a setting", 'The entry "{entry}" of the setting', "Correct it in the settings.", "openSettings"],
  ["label-names-not-read kind", "Not a list of names", "{file}, the setting ossImageLabels.labelNames, is no", "Give its absolute path,", "openSettings ossImageLabels.labelNames"],
  ["label-names-not-read missing", "Names not read", "{file}, the setting ossImageLabels.labelNames, cannot", "Check its path, or", "openSettings ossImageLabels.labelNames"],
  ["label-names-not-read too-large", "Too large for a list of names", "{file}, the setting ossImageLabels.labelNames, is larger", "Give a shorter file.", "openSettings ossImageLabels.labelNames"],
  ["label-names-line not-two-columns", "Line left out", "Line {target} of {file} is left out, since it has no two", "Write the label's name and", ""],
  ["label-names-line no-name", "Line left out", "Line {target} of {file} is left out, since it names no", "Write the label's name before", ""],
  ["label-names-line no-shown-name", "Line left out", "Line {target} of {file} is left out, since it has no name", "Write one behind", ""],
  ["label-names-line not-text", "Entry left out", "Entry {target} of {file} is", "Write both names", ""],
  ["label-names-line not-json", "Not JSON", "{file} is not JSON, or", "Write an object whose", ""],
  ["not-compared too-many", "Too many to compare", "More than six images cannot", "Select two to six.", ""],
  ["not-compared one", "Nothing to compare with", "Only one detection of", "Select two to six images,", ""],
  ["not-compared none-selected", "Nothing to compare with", "No image has been", "Choose one with", ""],
  ["no-translation no-model", "No language model", "This editor has no language", "Install one, such as", ""],
  ["no-translation refused", "Not translated", "The language model did not", "Check that it may be", "retry"],
  ["no-translation unreadable", "Not translated", "The language model's answer is", "Try again, or choose", "retry"],
  ["settings-not-written", "Settings not written", "VS Code could not write", "Correct settings.json, then try", "openSettings ossImageLabels.accounts"],
  ["no-such-account", "No such account", "There is no account named", "Add it, or choose", "addAccount"],
  ["no-account none", "No accounts yet", "There are no accounts yet.", "Add one.", "addAccount"],
  ["no-account for-bucket", "No account for this bucket", "No account can read the", "Add an account with", "addAccount"],
  ["account-name-taken", "Name taken", "There is already an account", "Choose another name.", ""],
  ["incomplete-account region", "Region missing", 'The account "{account}" does not say its', "Edit the account and add", "editAccount place"],
  ["incomplete-account bucket", "Bucket missing", 'The account "{account}" does not say which', "Edit the account and add", "editAccount bucket"],
  ["region-of-other-endpoint", "Region and endpoint differ", 'The account "{account}" says the region {region},', "Edit the account and correct the", "editAccount place"],
  ["plain-http", "Unencrypted address", 'The account "{account}" would send', "Edit the account: write", "editAccount place"],
  ["keys-not-kept", "Key not stored", "VS Code's secret storage did", "Unlock the system's keyring, then", "retry"],
  ["key-of-other-address", "Key entered for another address", 'The key of the account "{account}"', "Edit the account and say", "editAccount keys"],
  ["no-bucket-list", "No list through a custom domain", "A custom domain leads to", "Edit the account and name", "editAccount bucket"],
  ["bucket-behind-other-domain", "Domain of another bucket", "The domain of this account", "Use another account, or", "editAccount"],
  ["proxy-invalid malformed", "Invalid proxy address", "What {source} says is not", "Write it as http://host:port,", "openSettings http.proxy"],
  ["proxy-invalid scheme", "Unsupported kind of proxy", "{source} names a proxy of the kind {scheme},", "Write http, https or socks5", "openSettings http.proxy"],
  ["invalid-endpoint empty", "Invalid endpoint", "The endpoint is empty.", "Write a region such as cn-hangzhou.", "editAccount place"],
  ["invalid-endpoint scheme", "Invalid endpoint", '"{scheme}" is not a scheme', "Write https://, a host", "editAccount place"],
  ["invalid-endpoint user-name", "Invalid endpoint", "An endpoint has no user", "Write the host alone.", "editAccount place"],
  ["invalid-endpoint port", "Invalid endpoint", "{port} is not a port.", "Write one from 1", "editAccount place"],
  ["invalid-endpoint malformed", "Invalid endpoint", "This is not an endpoint.", "Write a region such as cn-hangzhou,", "editAccount place"],
  ["invalid-endpoint not-a-region", "Invalid endpoint", '"{text}" is neither a region', "Write a region such as cn-hangzhou.", "editAccount place"],
  ["invalid-endpoint has-bucket", "Bucket in the endpoint", '"{host}" begins with the bucket', "Write {endpoint}, and the", "editAccount place"],
  ["invalid-endpoint s3-style", "S3-style endpoint", '"{host}" is an S3-style host,', "Write {endpoint}.", "editAccount place"],
  ["invalid-endpoint amazon", "Not Alibaba Cloud", '"{host}" is Amazon S3, not', "Write an OSS region", "editAccount place"],
  ["invalid-endpoint no-region", "Endpoint without region", '"{host}" names no region.', "Write oss-cn-hangzhou.aliyuncs.com or another", "editAccount place"],
  ["invalid-endpoint not-an-endpoint", "Not an OSS endpoint", '"{host}" is not an endpoint', "Write oss-cn-hangzhou.aliyuncs.com or another", "editAccount place"],
  ["invalid-endpoint looks-like-oss", "Not an OSS endpoint", '"{host}" looks like a host', "Write oss-cn-hangzhou.aliyuncs.com or another", "editAccount place"],
  ["invalid-endpoint bare-host", "Host without a domain", '"{host}" is a host without', "Write a region, or", "editAccount place"],
  ["no-credentials", "No credentials", "No credentials could be obtained", "Edit the account and check where", "editAccount keys"],
  ["credentials-missing environment", "No AccessKey in the environment", "There is no access key in the environment.", "Set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET", "editAccount credentials"],
  ["credentials-missing sample", "Sample server not running", "The sample server is not", "Open the sample bucket", ""],
  ["credentials-missing place", "No AccessKey there", "There is no access key in {place}.", "Add one there, or", "editAccount keys"],
  ["credentials-missing stored", "No AccessKey on this machine", "No access key is kept", "Edit the account and enter one.", "editAccount keys"],
  ["credentials-missing storage-locked", "Secret storage locked", "VS Code's secret storage could", "Unlock the system's keyring, or", "editAccount keys"],
  ["credentials-incomplete keys", "Incomplete credentials", "In {place}, {field} is missing.", "Set it there, or choose another source", "editAccount keys"],
  ["credentials-incomplete cli", "Incomplete profile", "The mode of {place} needs", "Set it with `aliyun", "editAccount credentials"],
  ["credentials-incomplete ossutil", "Incomplete profile", "The mode of {place} needs", "Set it there, or choose another profile.", "editAccount credentials"],
  ["credentials-malformed", "Malformed credentials", "In {place}, {field} contains characters", "Copy it again in", "editAccount keys"],
  ["credentials-file-missing", "Credentials file missing", "There is no file {file}.", "Create it with the", "editAccount credentials"],
  ["credentials-file-unreadable folder", "Credentials file unreadable", "{file} is a folder, not", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable not-ordinary", "Credentials file unreadable", "{file} is not an ordinary", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable too-large", "Credentials file too large", "{file} is larger than 1", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable denied", "Credentials file unreadable", "This user may not read", "Allow it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable loop", "Credentials file unreadable", "{file} is a link that", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-unreadable other", "Credentials file unreadable", "{file} could not be read.", "Repair it, or choose", "editAccount credentials"],
  ["credentials-file-malformed ossutil", "Malformed credentials file", "{file} is not in the format of ossutil.", "Repair it, or create it again with `ossutil", "editAccount credentials"],
  ["credentials-file-malformed cli", "Malformed credentials file", "{file} is not in the format of the", "Repair it, or create it again with `aliyun", "editAccount credentials"],
  ["profile-not-found ossutil", "Profile not found", "There is no profile {profile}", "Add it with `ossutil", "editAccount credentials"],
  ["profile-not-found ossutil-unnamed", "Profile not found", "The account's profile is not", "Add it with `ossutil", "editAccount credentials"],
  ["profile-not-found cli", "Profile not found", "There is no profile {profile}", "Add it with `aliyun", "editAccount credentials"],
  ["profile-not-found cli-unnamed", "Profile not found", "The account's profile is not", "Add it with `aliyun", "editAccount credentials"],
  ["profile-loop", "Profile refers to itself", "In {place}, {field} leads back", "Correct its {field}.", "editAccount credentials"],
  ["profile-unsupported mode", "Unsupported profile", "This extension cannot use the", "Choose another profile, or another source", "editAccount credentials"],
  ["profile-unsupported unknown-mode", "Unsupported profile", "This extension does not know", "Choose another profile, or another source", "editAccount credentials"],
  ["profile-unsupported unprotected-sign-in", "Sign-in address not https", "The sign-in address of {place}", "Correct cloud_sso_sign_in_url with `aliyun", "editAccount credentials"],
  ["profile-unsupported process", "Unsupported profile", "A command gives the keys", "Choose another profile, or another source", "editAccount credentials"],
  ["profile-unsupported anonymous", "Profile without a key", "Without any key (mode Anonymous),", "Choose another profile, or another source", "editAccount credentials"],
  ["profile-disabled", "CLI profiles disabled", "ALIBABA_CLOUD_CLI_PROFILE_DISABLED forbids using profiles of", "Unset it, or choose another source", "editAccount credentials"],
  ["external-process-disabled", "External command disabled", "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids running what {place}", "Unset it, or choose another profile.", "editAccount credentials"],
  ["external-process-failed", "Command gave no keys", "The command of {place} gave", "Run it in a", "retry"],
  ["sign-in-ended ended", "Sign-in ended", "The {mode} sign-in of {place} has", "Sign in again with", "retry"],
  ["sign-in-ended unreachable", "Sign-in unreachable", "The {mode} sign-in of {place} could", "Check the network, or", "retry"],
  ["sign-in-ended no-keys", "Sign-in gave no keys", "The {mode} sign-in of {place} gave", "Check the network, or", "retry"],
  ["role-refused not-allowed", "Role refused", "STS gave no keys for the role of {place}: the key may", "Let it call sts:AssumeRole,", "editAccount credentials"],
  ["role-refused no-role", "Role refused", "STS gave no keys for the role of {place}: the role", "Correct its ARN.", "editAccount credentials"],
  ["role-refused unknown-key", "Role refused", "STS gave no keys for the role of {place}: the AccessKey ID", "Correct it.", "editAccount credentials"],
  ["role-refused disabled-key", "Role refused", "STS gave no keys for the role of {place}: the access", "Enable it, or use", "editAccount credentials"],
  ["role-refused wrong-secret", "Role refused", "STS gave no keys for the role of {place}: the AccessKey secret", "Copy it again.", "editAccount credentials"],
  ["role-refused expired-keys", "Role refused", "STS gave no keys for the role of {place}: the keys", "Renew them.", "editAccount credentials"],
  ["role-refused expired-token", "Role refused", "STS gave no keys for the role of {place}: the OIDC token has", "Renew it.", "editAccount credentials"],
  ["role-refused invalid-token", "Role refused", "STS gave no keys for the role of {place}: the OIDC token is", "Renew it.", "editAccount credentials"],
  ["role-refused throttled", "Role refused", "STS gave no keys for the role of {place}: it", "Wait a moment, then", "retry"],
  ["role-refused no-keys", "Role refused", "STS gave no keys for the role of {place}.", "Check the role with", "editAccount credentials"],
  ["sts-unreachable", "STS unreachable", "STS, which gives the keys", "Check the network, the proxy", "retry"],
  ["instance-role-disabled", "Instance role disabled", "ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids asking for the", "Unset it, or choose another source", "editAccount credentials"],
  ["instance-role-missing malformed-name", "Invalid role name", "The name of the instance", "Correct it in the account's", "editAccount credentials"],
  ["instance-role-missing none-attached", "No role on this instance", "No RAM role is attached", "Attach one to the", "editAccount credentials"],
  ["instance-role-missing not-attached", "Role not attached", "The RAM role {role} is", "Attach it to the", "editAccount credentials"],
  ["instance-role-unreachable timed-out", "No keys from the instance", "The instance metadata service gave no keys: it did", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable connection-refused", "No keys from the instance", "The instance metadata service gave no keys: the connection was", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable host-not-found", "No keys from the instance", "The instance metadata service gave no keys: its name", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable connection-reset", "No keys from the instance", "The instance metadata service gave no keys: the connection broke.", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable certificate-unknown", "No keys from the instance", "The instance metadata service gave no keys: its certificate", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable answer-too-large", "No keys from the instance", "The instance metadata service gave no keys: it sent", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable network-failed", "No keys from the instance", "The instance metadata service gave no keys: it could", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable hardened-only", "No keys from the instance", "The instance metadata service gave no keys: the hardened", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable no-keys", "No keys from the instance", "The instance metadata service gave no keys: it answered without", "An instance role works", "editAccount credentials"],
  ["instance-role-unreachable status", "No keys from the instance", "The instance metadata service gave no keys: it answered with HTTP", "An instance role works", "editAccount credentials"],
  ["credentials-uri-refused not-a-url", "Invalid credentials URI", "The credentials URI of the account is not", "Enter one such as", "editAccount credentials"],
  ["credentials-uri-refused user-name", "Invalid credentials URI", "The credentials URI of the account contains", "Remove them in the", "editAccount credentials"],
  ["credentials-uri-refused scheme", "Invalid credentials URI", "The credentials URI of the account is neither", "Enter an https address", "editAccount credentials"],
  ["credentials-uri-refused plain-http", "Invalid credentials URI", "The credentials URI of the account would", "Use https, or a", "editAccount credentials"],
  ["credentials-uri-unreachable timed-out", "Credentials URI gave no keys", "The credentials URI at {origin} gave no keys: it did", "Check that its service", "retry"],
  ["credentials-uri-unreachable connection-refused", "Credentials URI gave no keys", "The credentials URI at {origin} gave no keys: the connection was", "Check that its service", "retry"],
  ["credentials-uri-unreachable host-not-found", "Credentials URI gave no keys", "The credentials URI at {origin} gave no keys: its name", "Check that its service", "retry"],
  ["credentials-uri-unreachable connection-reset", "Credentials URI gave no keys", "The credentials URI at {origin} gave no keys: the connection broke.", "Check that its service", "retry"],
  ["credentials-uri-unreachable certificate-unknown", "Credentials URI gave no keys", "The credentials URI at {origin} gave no keys: its certificate", "Check that its service", "retry"],
  ["credentials-uri-unreachable answer-too-large", "Credentials URI gave no keys", "The credentials URI at {origin} gave no keys: it sent", "Check that its service", "retry"],
  ["credentials-uri-unreachable network-failed", "Credentials URI gave no keys", "The credentials URI at {origin} gave no keys: it could", "Check that its service", "retry"],
  ["credentials-uri-unexpected redirected", "Credentials URI gave no keys", "The credentials URI at {origin} redirects", "Check the address in", "retry"],
  ["credentials-uri-unexpected status", "Credentials URI gave no keys", "The credentials URI at {origin} answered with HTTP", "Check the address in", "retry"],
  ["credentials-uri-unexpected no-keys", "Credentials URI gave no keys", "The credentials URI at {origin} answered without", "Check the address in", "retry"],
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
const findings: readonly Finding[] = [
  ["certificate-unchecked", "{host} answers over HTTPS, but", "Switch http.proxyStrictSSL on;", "openSettings http.proxyStrictSSL"],
  ["unencrypted", "{host} answers as OSS, but unencrypted", "Edit the account and write https://", "editAccount place"],
  ["not-as-oss", "{host} answers, but not as OSS", "Edit the account and check that", "editAccount place"],
  ["clock-behind", "This machine's clock is {apart} behind; beyo", "Set this machine's clock.", ""],
  ["clock-ahead", "This machine's clock is {apart} ahead; beyo", "Set this machine's clock.", ""],
  ["clock-too-far-behind", "This machine's clock is {apart} behind, so", "Set this machine's clock; until", ""],
  ["clock-too-far-ahead", "This machine's clock is {apart} ahead, so", "Set this machine's clock; until", ""],
  ["keys-end-soon", "Found temporary keys {keyId}: {keySource}; they expire in {left}", "Get new ones,", "editAccount keys"],
  ["keys-ended", "Found temporary keys {keyId}: {keySource}; they expired {ago} ago", "Get new ones,", "editAccount keys"],
  ["renewed-keys-ended", "Found temporary keys {keyId}: {keySource}; they expired {ago} ago", "Sign in again where", "retry"],
  ["no-list-of-buckets", "The key may not list buckets", "Edit the account and name its bucket,", "editAccount bucket"],
  ["bucket-elsewhere", "{bucket} is in {region}, but the account says", "Edit the account and set its region", "editAccount place"],
  ["no-buckets", "The account has no bucket.", "Create one in the", ""],
  ["no-known-bucket", "No bucket of the account", "Edit the account and name its bucket.", "editAccount bucket"],
  ["no-image", "No JPEG or PNG image is", "Check a bucket that", ""],
  ["no-answer-in-time", "No answer within {limit} s.", "Check the network and the proxy,", "retry"],
  ["imm-not-bound", "No IMM project of {region} is bound", "Bind a project of {region}", "checkSetup imm"],
  ["imm-not-asked", "The key may not ask IMM", "Add {action} to the key's RAM policy", "checkSetup rights"],
  ["imm-not-activated", "IMM is not activated for", "Activate IMM in its console", "checkSetup imm"],
  ["imm-unclear", "IMM answered {answered} ({details}).", "See the bucket's Data Processing", ""],
  ["imm-no-code", "IMM answered without a code", "See the bucket's Data Processing", ""],
  ["imm-foreign", "IMM answered HTTP {status}, and nothing of IMM.", "See the bucket's Data Processing", ""],
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
    "text movedTo saved bucket key bytes url name source threshold target size file value option expected entry";
  const more =
    "account region endpoint endpointRegion domainBucket scheme port host place profile mode role seconds status origin calls maxCalls dailyCalls scope format storageClass schema field count";
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

function check(error: Error, [name, short, what, next, remedy]: Meaning): void {
  const said = explain(error);
  assert.equal(said.short, short, name);
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
      Object.entries<Words>(setupRows).map(([finding, { remedy }]) => [
        finding,
        remedyText(remedy),
      ]),
      findings.map(([finding, , , remedy]) => [finding, remedy]),
    );
  });

  for (const [at, [finding, what, next]] of findings.entries()) {
    it(finding, () => {
      const row = Object.values<Words>(setupRows)[at];
      assert.equal(row?.what.slice(0, what.length), what);
      assert.equal(row?.next.slice(0, next.length), next);
    });
  }

  it("is filled with the facts of the check", () => {
    const facts = { bucket: "photos", region: "cn-beijing", accountRegion: "cn-hangzhou" };
    assert.deepEqual(explainFinding("bucket-elsewhere", facts), {
      what: "photos is in cn-beijing, but the account says cn-hangzhou, which costs every window one extra request.",
      next: "Edit the account and set its region to cn-beijing.",
      remedy: { kind: "editAccount", part: "place" },
    });
  });
});

describe("the words about failures", () => {
  const labelled: readonly Row[] = [
    ...callRows,
    ...Object.values(denialRows),
    ...Object.values(refusalRows).flatMap((rows: Row | Record<string, Row>) =>
      typeof rows["what"] === "string" ? [rows as Row] : Object.values(rows as Record<string, Row>),
    ),
  ];
  const rows: readonly Words[] = [...labelled, ...Object.values(setupRows)];

  it("are whole sentences, and no names of programmers", () => {
    for (const { what, next } of rows) {
      assert.match(what, /^(?:[A-Z~]|\{|").{10,}\.$/);
      assert.match(next, /^[A-Z].{3,}\.$/);
      assert.doesNotMatch(what + next, /(?:Error|Exception|undefined)/);
    }
  });

  it("have a label of a few words, which needs no fact", () => {
    for (const { short } of labelled) assert.match(short, /^[A-Z][^.{}]{2,31}$/);
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
