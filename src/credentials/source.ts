/** Where an account's credentials come from, as the settings say it. Names places, never holds a secret. */

/** The `credentials` of one entry of the setting `ossImageLabels.accounts` (machine scope). */
export type CredentialSource =
  /** Typed by the person and kept in the editor's secret storage. */
  | { readonly source: "stored" }
  /** `OSS_*`, `ALIBABA_CLOUD_*` or the Alibaba Cloud CLI's spellings of the environment. */
  | { readonly source: "environment" }
  /** A profile of ossutil, version 1 or 2; `file` defaults to `~/.ossutilconfig`. */
  | {
      readonly source: "ossutil";
      readonly profile?: string | undefined;
      readonly file?: string | undefined;
    }
  /** A profile of the Alibaba Cloud CLI (`~/.aliyun/config.json`); defaults to its current one. */
  | { readonly source: "cli"; readonly profile?: string | undefined }
  /** The RAM role of the ECS instance that the extension runs on; `role` spares one request. */
  | { readonly source: "instance-role"; readonly role?: string | undefined }
  /** A service that hands out temporary keys: https, or http on this machine. */
  | { readonly source: "uri"; readonly uri: string }
  /** The keys of the sample server, new at each of its starts. */
  | { readonly source: "sample" };
