/** What the label index keeps: a detection of the service, and the bytes it is about. */
import type { Label } from "../labels/label.ts";
import type { ObjectRef } from "../oss/objectRef.ts";

/** An object with what is known of its bytes. Without ETag and CRC-64 its bytes cannot be recognised again. */
export interface ObjectVersion extends ObjectRef {
  /** As the service wrote it, with or without quotes. */
  readonly etag?: string;
  /** Decimal, from `x-oss-hash-crc64ecma`. */
  readonly crc64?: string;
  /** Bytes. */
  readonly size?: number;
}

/** An object as a listing or HEAD describes it. */
export interface ImageVersion extends ObjectVersion {
  /** ISO 8601, UTC. */
  readonly lastModified?: string;
  /** As the service writes it, such as `Standard`. */
  readonly storageClass?: string;
}

/** Who answered: the image call of OSS, IMM's dataset, or a file that does not say. */
export type DetectionSource = "image/labels" | "imm" | "import";

/** A detection that has been paid for. */
export interface StoredDetection {
  /** When it is saved, the index also takes in what else is known of the object; it gives only what tells its bytes. */
  readonly object: ImageVersion;
  /** `image/labels` where it is absent. */
  readonly source?: DetectionSource;
  /** 0–1: what the service was asked for; nothing below it is known. */
  readonly threshold: number;
  /** ISO 8601, UTC. */
  readonly detectedAt: string;
  readonly requestId?: string;
  /** Milliseconds the service took. */
  readonly serverTime?: number;
  readonly labels: readonly Label[];
  /** The body as received; the index keeps at most `maxRawLength` characters of it. */
  readonly raw: string;
}

/** An object whose latest detection has labels that match a search. */
export interface FoundObject {
  readonly object: ObjectVersion;
  /** Those that match, best first. */
  readonly labels: readonly Label[];
}
