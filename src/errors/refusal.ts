/** What the product itself refuses to do, before or without asking a service. */
import { type Facts, Failure } from "./failure.ts";

/**
 * Each code with its facts. A `reason` tells apart what has one code for programs and several meanings for people.
 * Facts are names, numbers and codes, never words of a language: the words about them are made elsewhere.
 */
export interface RefusalFacts {
  // What names an image
  "invalid-uri": { reason: "not-oss" | "no-object" | "not-an-image"; text: string };
  "invalid-bucket-name": { bucket: string };
  "invalid-key":
    | { reason: "empty" | "leading-slash" | "half-character"; key: string }
    | { reason: "too-long"; key: string; bytes: number };
  "foreign-url": { url: string };
  "invalid-input": object;
  "image-not-found": { reason: "path"; name: string } | { reason: "not-written" };
  "no-image-here": object;
  "not-mapped": { name: string };
  "not-in-oss": { reason: "for-code"; name: string };

  // What is detected, and how
  cancelled: object;
  "wrong-threshold": { threshold: string };
  "wrong-options":
    | { reason: "no-object" | "no-query" | "no-page" }
    | { reason: "no-boolean" | "no-text"; option: string }
    /** `from` and `to` are allowed, too. */
    | { reason: "no-integer"; option: string; from: number; to: number }
    /** `choices` with commas between them. */
    | { reason: "no-choice"; option: string; choices: string };
  "not-confirmed": { name: string };
  /** What is wrong with the file of the label index; `-but-read`: what is in it is found all the same. */
  "label-index":
    | { reason: "damaged"; movedTo: string }
    /** `saved` counts the detections that could still be read. */
    | { reason: "damaged-and-saved"; movedTo: string; saved: number }
    | {
        reason: "newer" | UnwrittenIndex | `${UnwrittenIndex}-but-read`;
        file: string;
      }
    | { reason: "stopped" };
  "labels-not-changed": { reason: "forgotten" | "renamed" | "corrected" };
  "empty-object": { target: string };
  "image-too-large": { target: string; size: string };
  "other-format": { target: string; format: string };
  "not-restored": { target: string; storageClass: string };
  /** Runs. `calls` and numbers like it are written for people. */
  "too-many-calls": { calls: string; maxCalls: string };
  "calls-spent": { target: string };
  "daily-calls-spent": { dailyCalls: string };
  "no-such-list": { file: string };
  "wrong-scope": { reason: "none" } | { reason: "unclear"; scope: string };
  "upload-not-agreed": { target: string };
  "run-not-kept": object;
  "file-unreadable": { file: string };
  "not-an-image": { file: string };
  "outside-workspace": { reason: "link" | "not-a-file"; file: string };
  "no-upload-location": { reason: "not-set"; file: string } | { reason: "malformed"; text: string };
  "no-labels": object;
  "wrong-expiry": object;

  // What a command is about
  "nothing-chosen": { reason: "folder" | "account" };

  /** The service gave a page of a list again that it had given before. */
  "listing-repeats": { target: string };

  // What is read as a file
  /** It was replaced while it was read. */
  "object-changed": { target: string };
  /** `size` and `most` are written for people. */
  "too-large-to-open": { target: string; size: string; most: string };
  "no-such-folder": { target: string };
  "no-object-but-folder": { target: string };
  "not-a-file-uri": { text: string };
  "workspace-not-trusted": { target: string };
  "account-not-told": { bucket: string };
  "objects-not-writable": object;

  // How an object gets out
  "no-custom-domain": { account: string; bucket: string };
  "no-local-file": { reason: "one"; target: string } | { reason: "several"; count: number };

  // What is written
  "read-only": object;
  "tags-changed": { target: string };
  "no-tags": { reason: "no-labels" | "too-many" | "nothing-to-undo" };

  // What is exported and imported
  /** What a program gave for a file; `text` is as much of it as can be read. */
  "wrong-file": { text: string };
  "file-not-written": {
    reason: "no-space" | "not-allowed" | "in-the-way" | "other";
    file: string;
  };
  /** A line of a file that is imported. */
  "wrong-line":
    | { reason: "not-utf8" | "not-json" | "no-object" }
    | { reason: "too-long"; bytes: number }
    /** Stands for further lines. */
    | { reason: "many"; count: number }
    | { reason: "no-schema" | "newer-schema"; schema: string }
    | { reason: "wrong-field"; field: string; expected: string };

  // What is kept of many images
  "albums-not-changed": { reason: "no-list" | "changed" };
  /** `position`: UTF-16 offset of the first character that cannot be read. `text` is what the sentence speaks of. */
  "query-syntax": { reason: QuerySyntaxReason; position: number; text: string };

  // What is given to another engine
  "no-imm-there": { account: string; endpoint: string };
  "not-handed-over": { reason: "none" } | { reason: "bucket"; bucket: string };
  "dataset-without-labels": { dataset: string; template: string };
  "index-being-prepared": { bucket: string };

  // Where a text goes
  "image-moved": object;
  "not-inserted": { reason: "alt-text" | "code" };
  "no-editor": object;

  // Settings and accounts
  /** `expected` in words, for the middle of a sentence. `hidden`: what is written there may hold a secret. */
  "wrong-setting":
    | { reason: "value"; setting: string; value: string; expected: string }
    | { reason: "not-set" | "hidden"; setting: string; expected: string };
  "wrong-setting-entry": { setting: string; entry: string; value: string };
  "settings-not-written": object;
  "label-names-not-read": { reason: "kind" | "missing" | "too-large"; file: string };
  "label-names-line": {
    reason: "not-two-columns" | "no-name" | "no-shown-name" | "not-text" | "not-json";
    file: string;
    /** From 1. */
    line: string;
  };
  "not-compared": { reason: "too-many" | "one" | "none-selected" };
  /** Translating names of labels. */
  "no-translation": { reason: "no-model" | "refused" | "unreadable" };
  "no-such-account": { account: string };
  "no-account": { reason: "none" } | { reason: "for-bucket"; bucket: string };
  "account-name-taken": { account: string };
  "incomplete-account": { reason: "region" | "bucket"; account: string };
  "region-of-other-endpoint": {
    account: string;
    region: string;
    endpoint: string;
    endpointRegion: string;
  };
  "plain-http": { account: string; endpoint: string };
  "keys-not-kept": object;
  "key-of-other-address": { account: string; origin: string };
  "no-bucket-list": { account: string };
  "bucket-behind-other-domain": { account: string; bucket: string; domainBucket: string };
  /** `source` is the setting or the variable that names it. */
  "proxy-invalid":
    | { reason: "malformed"; source: string }
    | { reason: "scheme"; source: string; scheme: string };
  "invalid-endpoint":
    | { reason: "empty" | "user-name" | "malformed" }
    | { reason: "scheme"; scheme: string }
    | { reason: "port"; port: string }
    | { reason: "not-a-region"; text: string }
    | { reason: "has-bucket"; host: string; bucket: string; endpoint: string }
    | { reason: "s3-style"; host: string; endpoint: string }
    | {
        reason: "amazon" | "no-region" | "not-an-endpoint" | "looks-like-oss" | "bare-host";
        host: string;
      };

  // Where keys come from
  "no-credentials": { account?: string };
  "credentials-missing":
    | { reason: "environment" | "sample" }
    | ({ reason: "place" } & KeyPlace)
    | { reason: "stored" | "storage-locked"; account: string };
  /** `field`: a `KeyField`, or what the place itself calls it. */
  "credentials-incomplete": { reason: "keys" | "cli" | "ossutil"; field: string } & KeyPlace;
  "credentials-malformed": { field: string } & KeyPlace;
  "credentials-file-missing": { file: string };
  "credentials-file-unreadable": {
    reason: "folder" | "not-ordinary" | "too-large" | "denied" | "loop" | "other";
    file: string;
  };
  "credentials-file-malformed": { reason: "ossutil" | "cli"; file: string };
  "profile-not-found":
    | { reason: "ossutil" | "cli"; profile: string; file: string }
    | { reason: "ossutil-unnamed" | "cli-unnamed"; file: string };
  "profile-loop": { field: string } & KeyPlace;
  "profile-unsupported":
    | ({ reason: "mode"; mode: string } & KeyPlace)
    | ({ reason: "unknown-mode" | "unprotected-sign-in" | "process" | "anonymous" } & KeyPlace);
  "profile-disabled": object;
  "external-process-disabled": KeyPlace;
  "external-process-failed": KeyPlace;
  "sign-in-ended": {
    reason: "ended" | "unreachable" | "no-keys";
    mode: string;
    profile: string;
  } & KeyPlace;
  "role-refused": {
    reason:
      | "not-allowed"
      | "no-role"
      | "unknown-key"
      | "disabled-key"
      | "wrong-secret"
      | "expired-keys"
      | "expired-token"
      | "invalid-token"
      | "throttled"
      | "no-keys";
  } & KeyPlace;
  "sts-unreachable": KeyPlace;
  "instance-role-disabled": object;
  "instance-role-missing":
    | { reason: "malformed-name" | "none-attached" }
    | { reason: "not-attached"; role: string };
  "instance-role-unreachable":
    | { reason: NoAnswer | "hardened-only" | "no-keys" }
    | { reason: "timed-out"; seconds: number }
    | { reason: "status"; status: number };
  "credentials-uri-refused": { reason: "not-a-url" | "user-name" | "scheme" | "plain-http" };
  "credentials-uri-unreachable":
    | { reason: NoAnswer; origin: string }
    | { reason: "timed-out"; origin: string; seconds: number };
  "credentials-uri-unexpected":
    | { reason: "redirected" | "no-keys"; origin: string }
    | { reason: "status"; origin: string; status: number };
}

/** Why the label index cannot be written. */
type UnwrittenIndex = "full" | "read-only" | "busy" | "other";

/** Where keys were sought: a kind of place, and what else tells which one. */
export type KeyPlace =
  | { place: "environment" | "entry" | "metadata-answer" }
  /** Keys that a person typed for it. */
  | { place: "account"; account: string }
  | { place: "uri-answer"; origin: string }
  | { place: "profile"; profile: string; file: string }
  | { place: "sts-answer"; profile: string; file: string }
  /** The profile's name is not one that can be shown. */
  | { place: "unnamed-profile"; file: string }
  | { place: "unnamed-sts-answer"; file: string };

/** What keys consist of, where their place has no names of its own. */
export type KeyField = "access-key-id" | "access-key-secret" | "security-token";

/** What is wrong with the text of a query. */
export type QuerySyntaxReason =
  | "unknown-field"
  | "unknown-number"
  | "score-outside"
  | "needs-colon"
  | "needs-operator"
  | "missing-value"
  | "empty-quotes"
  | "unfinished-quote"
  | "leading-operator"
  | "star-in-exact"
  | "star-inside"
  | "star-not-taken"
  | "exact-subject"
  | "tests-of-subject"
  | "unfinished-bracket"
  | "stray-bracket"
  | "unknown-score"
  | "wrong-test"
  | "unfinished-parenthesis"
  | "stray-parenthesis"
  | "empty-parentheses"
  | "too-deep"
  | "lone-minus"
  | "nothing-before"
  | "nothing-after"
  | "wrong-number"
  | "wrong-unit"
  | "wrong-date"
  | "no-time-zone"
  | "wrong-format"
  | "wrong-state"
  | "wrong-sort"
  | "second-sort"
  | "nested-sort";

/** Why a service that hands out keys gave no answer. */
export type NoAnswer =
  | "connection-refused"
  | "host-not-found"
  | "connection-reset"
  | "certificate-unknown"
  | "answer-too-large"
  | "network-failed";

export type RefusalCode = keyof RefusalFacts;

export class Refusal<Code extends RefusalCode = RefusalCode> extends Failure {
  override readonly name = "Refusal";
  declare readonly code: Code;

  constructor(code: Code, facts: RefusalFacts[Code], options?: ErrorOptions) {
    super(code, facts as Facts, options);
  }

  /** The same with further facts, or with others in their place. */
  with(facts: Facts): Refusal {
    const all = { ...this.facts, ...facts } as RefusalFacts[RefusalCode];
    const options = this.cause === undefined ? undefined : { cause: this.cause };
    return new Refusal<RefusalCode>(this.code, all, options);
  }
}
