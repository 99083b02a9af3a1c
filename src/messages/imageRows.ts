/** What image processing and Intelligent Media Management (IMM) answer. [IMM errors] */
import type { CallRow, RowRemedy } from "./row.ts";

const checkImm: RowRemedy = { kind: "checkSetup", about: "imm" };
const checkRights: RowRemedy = { kind: "checkSetup", about: "rights" };
const showLog: RowRemedy = { kind: "showLog" };
const retry: RowRemedy = { kind: "retry" };
const editKeys: RowRemedy = { kind: "editAccount", part: "keys" };
const openThreshold: RowRemedy = { kind: "openSettings", setting: "ossImageLabels.threshold" };

export const imageRows: readonly CallRow[] = [
  {
    when: { code: "ImageDamage" },
    short: "Not readable",
    what: "The service cannot read {target} as an image; it may be damaged.",
    next: "Choose another image.",
  },
  {
    when: { code: "ImageTooLarge" },
    short: "Too large",
    what: "{target} is too large: an image may be at most 20 MB, 30,000 px a side and 250 million pixels.",
    next: "Make a smaller copy.",
  },
  {
    when: { ec: "0056-00000002" },
    short: "Too large",
    what: "{target} is too large for label detection: an image may be at most 20 MB, 30,000 px a side and 250 million pixels.",
    next: "Make a smaller copy.",
  },
  {
    when: { ec: "0056-00000001" },
    short: "IMM failed",
    what: "IMM failed on {target}.",
    next: "Check that it is an intact JPEG or PNG image, then try again.",
    remedy: retry,
  },
  {
    when: { code: "BadRequest", call: "detectLabels" },
    short: "Detection refused",
    what: "The service does not accept the detection of {target}.",
    next: "It takes JPEG and PNG images only; the log has its own words.",
    remedy: showLog,
  },
  {
    when: { code: "BadRequest", call: "imageInfo" },
    short: "Not an image",
    what: "{target} is not an image that OSS can read.",
    next: "Choose a JPEG or PNG image.",
  },
  {
    when: { code: "BadRequest", call: "getObject" },
    short: "Not an image",
    what: "OSS cannot make a smaller copy of {target}.",
    next: "Check that it is an image.",
  },
  {
    when: { code: "InvalidArgument", call: "detectLabels" },
    short: "Detection refused",
    what: "The service does not accept this detection of {target}.",
    next: "Check that it is a JPEG or PNG image and that the threshold is from 0 to 1.",
    remedy: openThreshold,
  },
  {
    when: { code: "CpuLimitExceeded" },
    short: "Too many images at once",
    what: "OSS is processing too many images of this account right now.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { imm: true, code: "ResourceNotFound" },
    short: "No IMM project bound",
    what: "No IMM project is bound to the bucket {bucket}, so its images have no labels.",
    next: "Bind one of the same region in the OSS console (Data Processing, IMM), then check the setup.",
    remedy: checkImm,
  },
  {
    when: { imm: true, code: "ProjectNotFound" },
    short: "IMM project missing",
    what: "The IMM project bound to {bucket} does not exist.",
    next: "Bind another one in the OSS console, then check the setup.",
    remedy: checkImm,
  },
  {
    when: { imm: true, code: "AccessDenied" },
    short: "Denied by IMM",
    what: "IMM denied the detection.",
    next: "Check that the account's key has imm:DetectImageLabels and that IMM's service role may read the bucket.",
    remedy: checkRights,
  },
  {
    when: { imm: true, code: "Forbidden" },
    short: "Denied by IMM",
    what: "IMM denied the detection.",
    next: "Check that the account's key has imm:DetectImageLabels and that IMM's service role may read the bucket.",
    remedy: checkRights,
  },
  {
    when: { imm: true, code: "NoPermission" },
    short: "Denied by IMM",
    what: "IMM denied the detection: the account's key needs imm:DetectImageLabels.",
    next: "Ask for that right, then check the setup.",
    remedy: checkRights,
  },
  {
    when: { imm: true, code: "InvalidArgument" },
    short: "Refused by IMM",
    what: "IMM does not accept the detection of {target}.",
    next: "It takes JPEG and PNG images of at most 20 MB, and thresholds from 0 to 1; the log has its own words.",
    remedy: showLog,
  },
  {
    when: { imm: true, code: "InvalidArgument", ec: "0056-00000002" },
    short: "Too large",
    what: "{target} is too large for label detection: an image may be at most 20 MB, 30,000 px a side and 250 million pixels.",
    next: "Make a smaller copy.",
  },
  {
    when: { imm: true, code: "LimitExceededError" },
    short: "IMM limit reached",
    what: "The IMM project of {bucket} has reached a limit.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { imm: true, code: "Throttling" },
    short: "Too many calls",
    what: "The IMM project of {bucket} is getting too many calls right now.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { imm: true, code: "ServiceUnavailable" },
    short: "IMM is busy",
    what: "IMM is too busy to answer.",
    next: "Wait a moment, then try again.",
    remedy: retry,
  },
  {
    when: { imm: true, code: "InternalError" },
    short: "IMM failed",
    what: "IMM failed on its own side.",
    next: "Try again; if it goes on, give Alibaba Cloud support the request id in the log.",
    remedy: retry,
  },
  {
    when: { code: "SampleHasNoAnswer" },
    short: "No prepared labels",
    what: "The sample account has no prepared answer for {target}, and recognises nothing itself.",
    next: "Add an account of your own to detect its labels.",
    remedy: { kind: "addAccount" },
  },
  ...["NoPermission", "Forbidden", "AccessDenied"].map(
    (code): CallRow => ({
      when: { imm: true, code, call: "askImm" },
      short: "Not allowed by IMM",
      what: "IMM does not let the account's key do this with {target}: it needs {ramAction}.",
      next: "Ask whoever runs the RAM policies for that right, then try again.",
      remedy: checkRights,
    }),
  ),
  {
    when: { imm: true, code: "ResourceNotFound", call: "askImm" },
    short: "Not found at IMM",
    what: "IMM in {region} does not know {target}.",
    next: "It may have been deleted, or be in another region; give the bucket to IMM again.",
  },
  {
    when: { imm: true, code: "InvalidArgument", call: "askImm" },
    short: "Refused by IMM",
    what: "IMM does not accept what it was asked about {target} ({serviceMessage}).",
    next: "The log has the details.",
    remedy: showLog,
  },
  {
    when: { imm: true, code: "InvalidAccessKeyId", call: "askImm" },
    short: "Unknown AccessKey",
    what: "IMM does not know the access key of this account, or it is disabled.",
    next: "Edit the account and enter a valid key.",
    remedy: editKeys,
  },
  {
    when: { imm: true, code: "SignatureDoesNotMatch", call: "askImm" },
    short: "Wrong AccessKey secret",
    what: "The AccessKey secret does not belong to the AccessKey ID.",
    next: "Edit the account and enter the secret again.",
    remedy: editKeys,
  },
];
