/** Where an account's credentials come from, as the settings say it. Names places, never holds a secret. */
import * as z from "zod/mini";

const text = z.string().check(z.minLength(1));

/** The `credentials` of one entry of the setting `ossImageLabels.accounts` (machine scope). */
export const credentialSourceSchema = z.discriminatedUnion("source", [
  /** Typed by the person and kept in the editor's secret storage. */
  z.object({ source: z.literal("stored") }),
  /** `OSS_*`, `ALIBABA_CLOUD_*` or the Alibaba Cloud CLI's spellings of the environment. */
  z.object({ source: z.literal("environment") }),
  /** A profile of ossutil, version 1 or 2; `file` defaults to `~/.ossutilconfig`. */
  z.object({
    source: z.literal("ossutil"),
    profile: z.optional(text),
    file: z.optional(text),
  }),
  /** A profile of the Alibaba Cloud CLI (`~/.aliyun/config.json`); defaults to its current one. */
  z.object({ source: z.literal("cli"), profile: z.optional(text) }),
  /** The RAM role of the ECS instance that the extension runs on; `role` spares one request. */
  z.object({ source: z.literal("instance-role"), role: z.optional(text) }),
  /** A service that hands out temporary keys: https, or http on this machine. */
  z.object({ source: z.literal("uri"), uri: text }),
  /** The keys of the sample server, new at each of its starts. */
  z.object({ source: z.literal("sample") }),
]);

export type CredentialSource = z.infer<typeof credentialSourceSchema>;
