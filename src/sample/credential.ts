/** The credential of a V4 signature: `<id>/<yyyymmdd>/<region>/oss/aliyun_v4_request`. */
import { ServiceError } from "./serviceError.ts";
import { dayOf } from "./signingTime.ts";

export interface Credential {
  readonly accessKeyId: string;
  /** `yyyymmdd` */
  readonly day: string;
  readonly region: string;
}

/** Where a credential stands, and OSS's EC for each thing that may be wrong with it there. */
export interface CredentialPlace {
  readonly name: string;
  readonly badId: string;
  readonly badDay: string;
  readonly badScope: string;
}

export const headerCredential: CredentialPlace = {
  name: "the Credential of the Authorization header",
  badId: "0002-00000206",
  badDay: "0002-00000212",
  badScope: "0002-00000213",
};

export const queryCredential: CredentialPlace = {
  name: "the x-oss-credential",
  badId: "0002-00000222",
  badDay: "0002-00000223",
  badScope: "0002-00000224",
};

/** Throws 400 for one that is malformed or of another day than the signature. */
export function readCredential(text: string, signedAt: Date, place: CredentialPlace): Credential {
  const [accessKeyId = "", day = "", region = "", product, terminator, ...more] = text.split("/");
  if (!/^[\w.-]{1,128}$/.test(accessKeyId)) throw invalid("access key id", place, place.badId);
  if (product !== "oss" || terminator !== "aliyun_v4_request" || more.length > 0) {
    throw invalid("scope", place, place.badScope);
  }
  if (day !== dayOf(signedAt)) throw invalid("date", place, place.badDay);
  return { accessKeyId, day, region };
}

function invalid(what: string, place: CredentialPlace, ec: string): ServiceError {
  const message = `The ${what} in ${place.name} is invalid.`;
  return new ServiceError(400, "InvalidArgument", message, { ec });
}
