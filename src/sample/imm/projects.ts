/**
 * Projects, datasets and bindings of the sample account, in memory. A bound dataset holds the pictures of its bucket
 * with the labels that were prepared for them; nothing is recognised here.
 */
import type { Bucket, SampleObject } from "../store/bucket.ts";
import type { Catalogue, PreparedLabel } from "../store/catalogue.ts";
import { crc64Of, sha256Of } from "../store/digests.ts";
import { formatOf } from "../store/picture.ts";

/** The project to which the buckets are bound for processing when the server starts. */
const sampleProject = "sample-project";

/** What runs on the files of a dataset. Those that are known, and which of them find labels. [IMM templates] */
export const templates: ReadonlyMap<string, { readonly findsLabels: boolean }> = new Map([
  ["Official:DefaultEmptyId", { findsLabels: false }],
  ["Official:OSSBasicMeta", { findsLabels: false }],
  ["Official:AllFunction", { findsLabels: true }],
  ["Official:FaceManagement", { findsLabels: false }],
  ["Official:ImageManagement", { findsLabels: true }],
]);

export interface DatasetFile {
  readonly bucket: string;
  readonly object: SampleObject;
  readonly crc64: string;
  /** When the dataset looked at it. */
  readonly updatedAt: Date;
  /** Absent where the template finds none, or the file is no picture. */
  readonly labels?: readonly PreparedLabel[];
}

export interface Binding {
  readonly bucket: string;
  readonly createdAt: Date;
  state: "Ready" | "Running" | "Stopped";
  phase: "FullScanning" | "IncrementalScanning";
}

export interface Dataset {
  readonly name: string;
  readonly templateId: string;
  readonly createdAt: Date;
  readonly bindings: Map<string, Binding>;
  /** By URI. */
  readonly files: Map<string, DatasetFile>;
}

export interface Project {
  readonly name: string;
  readonly createdAt: Date;
  readonly datasets: Map<string, Dataset>;
}

/** More of a bucket is not looked at: enough to see how it works. */
const maxScanned = 10_000;

export class Projects {
  readonly projects = new Map<string, Project>();
  /** Names of projects by their buckets. */
  readonly attached = new Map<string, string>();
  readonly #catalogue: Catalogue;
  readonly #buckets: () => ReadonlyMap<string, Bucket>;
  readonly #charge: () => void;

  /** `charge` is called for each picture that a real account would be charged for. */
  constructor(
    catalogue: Catalogue,
    buckets: () => ReadonlyMap<string, Bucket>,
    charge: () => void,
    now: Date,
  ) {
    this.#catalogue = catalogue;
    this.#buckets = buckets;
    this.#charge = charge;
    this.projects.set(sampleProject, { name: sampleProject, createdAt: now, datasets: new Map() });
    for (const { name } of catalogue.buckets) this.attached.set(name, sampleProject);
  }

  /** The binding as it is now. Every look moves it a step on: prepared, half scanned, following the bucket. */
  async look(dataset: Dataset, binding: Binding, now: Date): Promise<Readonly<Binding>> {
    const shown = { ...binding };
    if (binding.state === "Ready") {
      binding.state = "Running";
      await this.#scan(dataset, binding, 0.5, now);
    } else if (binding.state === "Running") {
      binding.phase = "IncrementalScanning";
      await this.#scan(dataset, binding, 1, now);
    }
    return shown;
  }

  /** Takes in what has been put meanwhile, where the first scan is done. */
  async follow(dataset: Dataset, now: Date): Promise<void> {
    for (const binding of dataset.bindings.values()) {
      const { state, phase } = binding;
      if (state === "Running" && phase === "IncrementalScanning") {
        await this.#scan(dataset, binding, 1, now);
      }
    }
  }

  async #scan(
    dataset: Dataset,
    { bucket: name }: Binding,
    share: number,
    now: Date,
  ): Promise<void> {
    const bucket = this.#buckets().get(name);
    if (bucket === undefined) return;
    const objects: SampleObject[] = [];
    for (const object of bucket.from("")) {
      if (objects.length >= maxScanned) break;
      objects.push(object);
    }
    const seen = objects.slice(0, Math.ceil(objects.length * share));
    for (const object of seen) await this.#takeIn(dataset, name, object, now);
    if (share < 1) return;
    const uris = new Set(objects.map(({ key }) => uriOf(name, key)));
    for (const [uri, file] of dataset.files) {
      if (file.bucket === name && !uris.has(uri)) dataset.files.delete(uri);
    }
  }

  async #takeIn(dataset: Dataset, bucket: string, object: SampleObject, now: Date): Promise<void> {
    const uri = uriOf(bucket, object.key);
    if (dataset.files.get(uri)?.object.etag === object.etag) return;
    const labels = templates.get(dataset.templateId)?.findsLabels
      ? await this.#labelsOf(object)
      : undefined;
    if (labels) this.#charge();
    const crc64 = await crc64Of(object);
    dataset.files.set(uri, { bucket, object, crc64, updatedAt: now, ...(labels && { labels }) });
  }

  async #labelsOf(object: SampleObject): Promise<readonly PreparedLabel[] | undefined> {
    const content = await object.read();
    if (formatOf(content) === undefined) return undefined;
    return this.#catalogue.detectionFor(sha256Of(content))?.labels;
  }
}

export function uriOf(bucket: string, key: string): string {
  return `oss://${bucket}/${key}`;
}
