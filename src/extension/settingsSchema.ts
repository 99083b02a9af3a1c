/** The settings, their shapes and their defaults. The manifest says the same; a test compares the two. */
import { t } from "@vscode/l10n";
import * as z from "zod/mini";
import { credentialSourceSchema } from "../credentials/source.ts";
import { labelLanguages } from "../labels/shownNames.ts";
import { isTagKeyPrefix } from "../writeBack/tagText.ts";

const text = z.string().check(z.minLength(1));

export const accountSettingSchema = z.object({
  name: text,
  /** Without `oss-`; absent only for the sample account. */
  region: z.optional(text),
  /** A host or origin; absent means the public endpoint of `region`. */
  endpoint: z.optional(text),
  bucket: z.optional(text),
  prefix: z.optional(z.string()),
  /** Custom domains (host or origin), by bucket. */
  customDomains: z.optional(z.record(text, text)),
  /** Whether this account pays for what it asks of requester-pays buckets. */
  requesterPays: z.optional(z.boolean()),
  credentials: credentialSourceSchema,
});

export type AccountSetting = z.infer<typeof accountSettingSchema>;

/** Whether an account is the sample: prepared labels, on this machine, of which nothing is billed. */
export function isSample({ credentials }: Pick<AccountSetting, "credentials">): boolean {
  return credentials.source === "sample";
}

const fraction = z.number().check(z.minimum(0), z.maximum(1));
const mapping = z.record(z.string(), z.string());

/** One schema for each setting, so that one wrong setting does not spoil the others. */
export const settingSchemas = {
  threshold: fraction,
  accounts: z.array(z.unknown()),
  urlMappings: mapping,
  pathMappings: mapping,
  sourceRoots: z.array(z.string()),
  pathAliases: mapping,
  uploadLocation: z.string(),
  "batch.concurrency": z.int().check(z.minimum(1), z.maximum(16)),
  "batch.dailyCalls": z.int().check(z.minimum(0)),
  pricePerThousandCalls: z.number().check(z.minimum(0)),
  currency: z.string().check(z.minLength(1), z.maxLength(8)),
  confirmAbove: z.int().check(z.minimum(0)),
  "hover.enabled": z.boolean(),
  "codeLens.enabled": z.boolean(),
  "labelIndex.enabled": z.boolean(),
  "altText.check": z.boolean(),
  writeBack: z.object({
    keyPrefix: z.string().check(z.refine(isTagKeyPrefix)),
    maxTags: z.int().check(z.minimum(1), z.maximum(10)),
    otherNames: z.enum(["spell", "leaveOut"]),
  }),
  readOnly: z.boolean(),
  labelLanguage: z.enum(labelLanguages),
  labelNames: z.string(),
  /** A wrong entry costs itself alone: the tree of albums reads them one by one. */
  albums: z.array(z.unknown()),
} as const;

/** Settings of many entries, with the schema of one: a wrong entry costs itself alone. */
export const entrySchemas = {
  urlMappings: z.string(),
  pathMappings: z.string(),
  pathAliases: z.string(),
  sourceRoots: z.string(),
} as const;

export type SettingName = keyof typeof settingSchemas;
export type SettingValue<Name extends SettingName> = z.infer<(typeof settingSchemas)[Name]>;

export const defaultSettings: { readonly [Name in SettingName]: SettingValue<Name> } = {
  threshold: 0.7,
  accounts: [],
  urlMappings: {},
  pathMappings: {},
  sourceRoots: ["public", "static", "assets", "src"],
  pathAliases: {},
  uploadLocation: "",
  "batch.concurrency": 4,
  "batch.dailyCalls": 0,
  pricePerThousandCalls: 0.142,
  currency: "USD",
  confirmAbove: 10,
  "hover.enabled": true,
  "codeLens.enabled": false,
  "labelIndex.enabled": true,
  "altText.check": false,
  writeBack: { keyPrefix: "label-", maxTags: 5, otherNames: "spell" },
  readOnly: false,
  labelLanguage: "original",
  labelNames: "",
  albums: [],
};

/** What each setting must be, in words, for the sentence about a wrong one. */
export function settingExpectations(): { readonly [Name in SettingName]: string } {
  return {
    threshold: t("a number from 0 to 1"),
    accounts: t("a list of accounts"),
    urlMappings: t("an object that maps URLs to oss:// locations"),
    pathMappings: t("an object that maps folders to oss:// locations"),
    sourceRoots: t("a list of folders"),
    pathAliases: t("an object that maps prefixes to folders"),
    uploadLocation: t("an oss://bucket/prefix location"),
    "batch.concurrency": t("a whole number from 1 to 16"),
    "batch.dailyCalls": t("a whole number, 0 or more"),
    pricePerThousandCalls: t("a number, 0 or more"),
    currency: t("a currency of 1 to 8 characters, such as USD"),
    confirmAbove: t("a whole number, 0 or more"),
    "hover.enabled": t("true or false"),
    "codeLens.enabled": t("true or false"),
    "labelIndex.enabled": t("true or false"),
    "altText.check": t("true or false"),
    writeBack: t("an object with keyPrefix, maxTags and otherNames"),
    readOnly: t("true or false"),
    labelLanguage: t("original, en, zh-cn or id"),
    labelNames: t("the path of a .tsv, .csv or .json file"),
    albums: t("a list of albums"),
  };
}
