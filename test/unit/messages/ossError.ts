/** Errors of calls as the client makes them, for tests that do without one. */
import { OssError, type OssErrorFacts } from "../../../src/oss/error.ts";

/** The error of a call about oss://photos/a.jpg, by an account named Photos. */
export function ossError(code: string, facts: Partial<OssErrorFacts> = {}): OssError {
  return new OssError(code, {
    call: "imageInfo",
    account: "Photos",
    bucket: "photos",
    target: "oss://photos/a.jpg",
    host: "oss-cn-hangzhou.aliyuncs.com",
    region: "cn-hangzhou",
    ...facts,
  });
}
