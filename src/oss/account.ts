/** Who asks, and where: an endpoint, a region and a source of credentials. */

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  /** When the security token ends; absent for long-lived keys. */
  readonly expiration?: Date;
}

/** Enough of an AccessKey ID to tell two apart: `LTAI****abcd`. */
export function maskedKeyId(id: string): string {
  return id.length < 12 ? "****" : `${id.slice(0, 4)}****${id.slice(-4)}`;
}

/** How the bucket is named on the wire. Path style is for IP hosts; OSS refuses it on its own. */
export type Addressing = "virtual-hosted" | "path" | "custom-domain";

/** Where one bucket is asked. */
export interface OwnEndpoint {
  /** Origin, without the bucket. */
  readonly endpoint: string;
  readonly addressing: Addressing;
  /** Absent where the endpoint does not tell: the account's. */
  readonly region?: string | undefined;
}

export interface Account {
  /** Unique among the accounts, as people see it. */
  readonly name: string;
  /** Without the `oss-` prefix: `cn-hangzhou`. */
  readonly region: string;
  /** Origin, such as `https://oss-cn-hangzhou.aliyuncs.com` or `http://127.0.0.1:41234`. */
  readonly endpoint: string;
  readonly addressing: Addressing;
  /** True where this account pays for what it asks of buckets whose owners do not. */
  readonly requesterPays?: boolean;
  /** True where no call costs money: the sample account. */
  readonly isFree?: boolean;
  /** Asked before every call that would change or delete something; true refuses it. */
  readonly isReadOnly?: () => boolean;
  /** Set for keys that may see one bucket only (always set with a custom domain). */
  readonly bucket?: string;
  /** Set for keys that may see one prefix of `bucket` only. */
  readonly prefix?: string;
  /** Buckets that are asked through another endpoint than the account's, by name. */
  readonly bucketEndpoints?: ReadonlyMap<string, OwnEndpoint>;
  /** Buckets with a domain of their own, by name: the domain's origin, such as `https://img.example.com`. */
  readonly customDomains?: ReadonlyMap<string, string>;
  /**
   * Called for every request; the provider caches and renews. `refused` are credentials that the
   * service did not accept, whatever this machine's clock says; give others if there are any.
   */
  credentials(signal?: AbortSignal, refused?: Credentials): Promise<Credentials>;
}
