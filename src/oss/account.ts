/** Who asks, and where: an endpoint, a region and a source of credentials. */

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  /** When the security token ends; absent for long-lived keys. */
  readonly expiration?: Date;
}

/** How the bucket is named on the wire. Path style is for IP hosts; OSS refuses it on its own. */
export type Addressing = "virtual-hosted" | "path" | "custom-domain";

export interface Account {
  /** Unique among the accounts, as people see it. */
  readonly name: string;
  /** Without the `oss-` prefix: `cn-hangzhou`. */
  readonly region: string;
  /** Origin, such as `https://oss-cn-hangzhou.aliyuncs.com` or `http://127.0.0.1:41234`. */
  readonly endpoint: string;
  readonly addressing: Addressing;
  /** Set for keys that may see one bucket only (always set with a custom domain). */
  readonly bucket?: string;
  /** Set for keys that may see one prefix of `bucket` only. */
  readonly prefix?: string;
  /** Called for every request; the provider caches and renews. */
  credentials(signal?: AbortSignal): Promise<Credentials>;
}
