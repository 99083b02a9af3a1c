/**
 * What image processing and Intelligent Media Management (IMM) answer. IMM's codes come wrapped in an
 * OSS error named `Imm Client`; here they stand behind `imm:`. [IMM errors]
 */
import type { ErrorRow } from "../errorTable.ts";

const setUp = "checkSetup";

export const imageRows: readonly ErrorRow[] = [
  {
    code: "ImageDamage",
    sentence:
      "The service cannot read {target} as an image; it may be damaged. Choose another image.",
    action: "none",
  },
  {
    code: "ImageTooLarge",
    sentence:
      "{target} is too large: images have at most 20 MB, 30,000 px a side and 250 million pixels. Make a smaller copy.",
    action: "none",
  },
  {
    ec: "0056-00000002",
    sentence:
      "{target} is too large for label detection: images have at most 20 MB, 30,000 px a side and 250 million pixels. Make a smaller copy.",
    action: "none",
  },
  {
    ec: "0056-00000001",
    sentence: "IMM failed on {target}. Check that it is a sound JPEG or PNG image, then try again.",
    action: "retry",
  },
  {
    code: "BadRequest",
    call: "detectLabels",
    sentence:
      "The service cannot detect labels of {target}: it takes JPEG and PNG images only. Choose such an image.",
    action: "none",
  },
  {
    code: "BadRequest",
    call: "imageInfo",
    sentence: "{target} is no image that OSS can read. Choose a JPEG or PNG image.",
    action: "none",
  },
  {
    code: "BadRequest",
    call: "getObject",
    sentence: "OSS cannot make a picture of {target}. Check that it is an image.",
    action: "none",
  },
  {
    code: "InvalidArgument",
    call: "detectLabels",
    sentence:
      "The service does not take this detection of {target}. Check that it is a JPEG or PNG image and that the threshold is from 0 to 1.",
    action: "openSettings",
  },
  {
    code: "CpuLimitExceeded",
    sentence:
      "OSS processes too many images of this account just now. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "imm:ResourceNotFound",
    sentence:
      "No IMM project is bound to the bucket {bucket}, so its images have no labels. Bind one of the same region in the OSS console (Data Processing, IMM), then check the setup.",
    action: setUp,
  },
  {
    code: "imm:ProjectNotFound",
    sentence:
      "The IMM project bound to {bucket} does not exist. Bind another one in the OSS console, then check the setup.",
    action: setUp,
  },
  {
    code: "imm:AccessDenied",
    sentence:
      "IMM denied the detection: the account's key needs imm:DetectImageLabels, and IMM's service role needs to read {bucket}. Check the setup.",
    action: setUp,
  },
  {
    code: "imm:Forbidden",
    sentence:
      "IMM denied the detection: the account's key needs imm:DetectImageLabels, and IMM's service role needs to read {bucket}. Check the setup.",
    action: setUp,
  },
  {
    code: "imm:NoPermission",
    sentence:
      "IMM denied the detection: the account's key needs imm:DetectImageLabels. Ask for that right, then check the setup.",
    action: setUp,
  },
  {
    code: "imm:InvalidArgument",
    sentence:
      "IMM does not take {target} or the threshold. Check that it is a JPEG or PNG image of at most 20 MB and that the threshold is from 0 to 1.",
    action: "openSettings",
  },
  {
    code: "imm:InvalidArgument",
    ec: "0056-00000002",
    sentence:
      "{target} is too large for label detection: images have at most 20 MB, 30,000 px a side and 250 million pixels. Make a smaller copy.",
    action: "none",
  },
  {
    code: "imm:LimitExceededError",
    sentence: "The IMM project of {bucket} has reached a limit. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "imm:Throttling",
    sentence:
      "The IMM project of {bucket} gets too many calls just now. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "imm:ServiceUnavailable",
    sentence: "IMM is too busy to answer. Wait a moment, then try again.",
    action: "retry",
  },
  {
    code: "imm:InternalError",
    sentence: "IMM failed on its own side. Try again; the request id in the log helps its support.",
    action: "retry",
  },
  {
    code: "SampleHasNoAnswer",
    sentence:
      "The sample account has no prepared answer for {target}, and recognises nothing itself. Add an account of your own to detect its labels.",
    action: "addAccount",
  },
];
