/**
 * Projects, datasets and bindings of IMM, and the questions that a dataset answers: a bound dataset scans its bucket
 * once, then follows it, and keeps what the operators of its template found, labels among them.
 * [CreateProject] [CreateDataset] [CreateBinding] [IMM SimpleQuery]
 */
import * as z from "zod/mini";
import type { Label } from "../labels/label.ts";
import { readLabelsBody } from "../oss/labelsBody.ts";
import { lenient, readDate } from "../oss/lenient.ts";
import { ImmError } from "./immError.ts";
import { callImm, type ImmAccess, type ImmCall } from "./rpc.ts";

export interface DatasetName {
  readonly project: string;
  readonly dataset: string;
}

export interface BindingName extends DatasetName {
  readonly bucket: string;
}

export interface ImmDataset {
  /** As IMM names it, such as `Official:ImageManagement`; absent where it has none or says none. */
  readonly templateId?: string | undefined;
  /** Files that the dataset holds by now. */
  readonly fileCount?: number | undefined;
}

/** Any other word is IMM's own. */
export type BindingState = "Ready" | "Running" | "Stopped" | "Retrying" | "Failed" | "Deleted";

export interface ImmBinding {
  readonly bucket: string;
  /** `undefined` where IMM says none that is documented. */
  readonly state: BindingState | undefined;
  /** The first scan, or what follows the bucket afterwards. */
  readonly phase: "FullScanning" | "IncrementalScanning" | undefined;
  readonly updatedAt: Date | undefined;
  /** Why it is as it is, in IMM's words. */
  readonly reason: string | undefined;
}

/** A node of SimpleQuery: a condition on a field, or one that holds others. `Value` is always text. */
export type ImmQuery =
  | {
      readonly Operation: "eq" | "gt" | "gte" | "lt" | "lte" | "prefix" | "match-phrase";
      readonly Field: string;
      readonly Value: string;
    }
  | { readonly Operation: "exist"; readonly Field: string }
  | { readonly Operation: "and" | "or" | "not"; readonly SubQueries: readonly ImmQuery[] }
  /** All that is below holds of one element of a list. What is directly below must be `and`, `or` or `not`. */
  | {
      readonly Operation: "nested";
      readonly Field: string;
      readonly SubQueries: readonly ImmQuery[];
    };

export interface DatasetQuestion extends DatasetName {
  /** Absent: every file. */
  readonly query?: ImmQuery;
  /** At most five fields. */
  readonly sort?: readonly { readonly field: string; readonly order: "asc" | "desc" }[];
  /** 1–100 */
  readonly maxResults: number;
  /** `nextToken` of the page before. */
  readonly nextToken?: string;
  readonly signal?: AbortSignal;
}

/** A file as a dataset knows it. */
export interface ImmFile {
  /** `oss://bucket/key` */
  readonly uri: string;
  readonly size: number | undefined;
  readonly etag: string | undefined;
  readonly crc64: string | undefined;
  readonly lastModified: Date | undefined;
  readonly storageClass: string | undefined;
  /** When the dataset last looked at it. */
  readonly updatedAt: Date | undefined;
  /** `undefined` where the answer has no list, which does not say that there are none. */
  readonly labels: readonly Label[] | undefined;
}

export interface ImmPage {
  readonly files: readonly ImmFile[];
  /** Absent where IMM does not count. */
  readonly totalHits: number | undefined;
  /** Absent on the last page. */
  readonly nextToken?: string;
  readonly requestId: string | undefined;
}

/** Files by a value, the most frequent first; may be inexact. */
export interface ImmGroup {
  readonly value: string;
  readonly count: number;
}

/** The fields of a file that are asked for. */
const withFields = [
  ...["URI", "Filename", "Size", "ETag", "OSSCRC64", "FileModifiedTime", "OSSStorageClass"],
  ...["UpdateTime", "Labels"],
];

/** One account's IMM in one region. Every method rejects with an `ImmError`, or with a `Refusal` without keys. */
export class Imm {
  readonly #access: ImmAccess;

  constructor(access: ImmAccess) {
    this.#access = access;
  }

  get region(): string {
    return this.#access.region;
  }

  /** The project of the region that the bucket is bound to for processing; `undefined` where there is none. */
  async attachedProject(bucket: string, signal?: AbortSignal): Promise<string | undefined> {
    const answer = await this.#find(
      "GetOSSBucketAttachment",
      { OSSBucket: bucket },
      bucket,
      signal,
    );
    return answer && attachmentSchema.parse(answer).ProjectName;
  }

  async hasProject(project: string, signal?: AbortSignal): Promise<boolean> {
    const asked = { ProjectName: project };
    return (await this.#find("GetProject", asked, project, signal)) !== undefined;
  }

  /** Costs nothing by itself. One that is there already is as good. */
  async createProject(project: string, signal?: AbortSignal): Promise<void> {
    await this.#make("CreateProject", { ProjectName: project }, project, signal);
  }

  /** Binds the bucket to the project for processing, which image/labels needs. */
  async attachBucket(project: string, bucket: string, signal?: AbortSignal): Promise<void> {
    await this.#make(
      "AttachOSSBucket",
      { ProjectName: project, OSSBucket: bucket },
      bucket,
      signal,
    );
  }

  /** `undefined` where there is none. */
  async dataset(name: DatasetName, signal?: AbortSignal): Promise<ImmDataset | undefined> {
    const answer = await this.#find("GetDataset", namesOf(name), textOf(name), signal);
    if (answer === undefined) return undefined;
    const { Dataset: dataset } = datasetAnswer.parse(answer);
    return { templateId: dataset?.TemplateId, fileCount: dataset?.FileCount };
  }

  /** The template decides what is run on every file that is bound later, and so what is paid. */
  async createDataset(name: DatasetName, templateId: string, signal?: AbortSignal): Promise<void> {
    const parameters = { ...namesOf(name), TemplateId: templateId };
    await this.#make("CreateDataset", parameters, textOf(name), signal);
  }

  /** `undefined` where there is none. */
  async binding(name: BindingName, signal?: AbortSignal): Promise<ImmBinding | undefined> {
    const parameters = bindingParameters(name);
    const answer = await this.#find("GetBinding", parameters, textOf(name), signal);
    if (answer === undefined) return undefined;
    const { Binding: binding } = bindingAnswer.parse(answer);
    return binding && readBinding(binding);
  }

  /** Of a dataset, at most 1,000. */
  async bindings(name: DatasetName, signal?: AbortSignal): Promise<readonly ImmBinding[]> {
    const found: ImmBinding[] = [];
    let token = "";
    // A dataset has 10 bindings at most; a service that always names another page is not followed for ever.
    for (let page = 0; page < 10; page += 1) {
      const parameters = {
        ...namesOf(name),
        MaxResults: "100",
        ...(token !== "" && { NextToken: token }),
      };
      const answer = bindingsAnswer.parse(
        await this.#ask("ListBindings", parameters, textOf(name), signal),
      );
      found.push(...(answer.Bindings ?? []).flatMap(readOne));
      if (!answer.NextToken || answer.NextToken === token) break;
      token = answer.NextToken;
    }
    return found;
  }

  /** Costs money: IMM runs the dataset's template on every object of the bucket, now and as they come. */
  async createBinding(name: BindingName, signal?: AbortSignal): Promise<void> {
    await this.#make("CreateBinding", bindingParameters(name), textOf(name), signal);
  }

  /** New and changed objects are no longer looked at. What the dataset holds stays. */
  async stopBinding(name: BindingName, signal?: AbortSignal): Promise<void> {
    await this.#call("StopBinding", bindingParameters(name), textOf(name), "idempotent", signal);
  }

  /** Costs money as `createBinding` does, for what has changed meanwhile. */
  async resumeBinding(name: BindingName, signal?: AbortSignal): Promise<void> {
    await this.#call("ResumeBinding", bindingParameters(name), textOf(name), "never", signal);
  }

  /** Each page is one query that may be billed; never repeated once IMM may have carried it out. */
  async query(question: DatasetQuestion): Promise<ImmPage> {
    const { query, sort = [], maxResults, nextToken, signal } = question;
    const parameters = {
      ...namesOf(question),
      ...(query && { Query: JSON.stringify(query) }),
      ...(sort.length > 0 && {
        Sort: sort.map(({ field }) => field).join(","),
        Order: sort.map(({ order }) => order).join(","),
      }),
      MaxResults: String(maxResults),
      ...(nextToken !== undefined && { NextToken: nextToken }),
      WithFields: JSON.stringify(withFields),
    };
    const target = textOf(question);
    const answer = await this.#call("SimpleQuery", parameters, target, "never", signal);
    const { Files, NextToken, TotalHits, RequestId } = queryAnswer.parse(answer);
    return {
      files: (Files ?? []).flatMap(readFile),
      totalHits: TotalHits,
      requestId: RequestId,
      ...(NextToken && NextToken !== nextToken && { nextToken: NextToken }),
    };
  }

  /**
   * How many files have each value of a field. Grouping by `Labels.LabelName` is not documented: the operator is
   * general, the field is not in the part of the table of fields that we could read.
   */
  async group(
    { query, signal, ...name }: Pick<DatasetQuestion, "project" | "dataset" | "query" | "signal">,
    field: string,
  ): Promise<readonly ImmGroup[]> {
    const parameters = {
      ...namesOf(name),
      ...(query && { Query: JSON.stringify(query) }),
      Aggregations: JSON.stringify([{ Field: field, Operation: "group" }]),
      MaxResults: "2000",
    };
    const answer = await this.#call("SimpleQuery", parameters, textOf(name), "never", signal);
    const groups = aggregationsAnswer.parse(answer).Aggregations?.[0]?.Groups ?? [];
    return groups.flatMap((group) => {
      const read = groupSchema.safeParse(group);
      return read.success ? [{ value: read.data.Value, count: read.data.Count }] : [];
    });
  }

  /** `undefined` where IMM says that there is no such thing. */
  async #find(
    action: string,
    parameters: ImmCall["parameters"],
    target: string,
    signal: AbortSignal | undefined,
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      return await this.#ask(action, parameters, target, signal);
    } catch (error) {
      if (error instanceof ImmError && error.is("ResourceNotFound")) return undefined;
      throw error;
    }
  }

  /** What is there already counts as made: the answer to the first attempt may have been lost. */
  async #make(
    action: string,
    parameters: ImmCall["parameters"],
    target: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    try {
      await this.#call(action, parameters, target, "never", signal);
    } catch (error) {
      if (error instanceof ImmError && error.is("ResourceAlreadyExists")) return;
      throw error;
    }
  }

  #ask(
    action: string,
    parameters: ImmCall["parameters"],
    target: string,
    signal: AbortSignal | undefined,
  ) {
    return this.#call(action, parameters, target, "idempotent", signal);
  }

  #call(
    action: string,
    parameters: ImmCall["parameters"],
    target: string,
    retry: ImmCall["retry"],
    signal: AbortSignal | undefined,
  ) {
    return callImm(this.#access, { action, parameters, target, retry, signal });
  }
}

function namesOf({ project, dataset }: DatasetName) {
  return { ProjectName: project, DatasetName: dataset };
}

function bindingParameters(name: BindingName) {
  return { ...namesOf(name), URI: `oss://${name.bucket}` };
}

function textOf({ project, dataset }: DatasetName): string {
  return `${project}/${dataset}`;
}

const text = lenient(z.string().check(z.minLength(1)));
const count = lenient(z.number().check(z.nonnegative()));

const attachmentSchema = z.object({ ProjectName: text });
const datasetAnswer = z.object({
  Dataset: lenient(z.object({ TemplateId: text, FileCount: count })),
});
const bindingSchema = z.object({
  URI: text,
  State: text,
  Phase: text,
  UpdateTime: text,
  Reason: text,
});
const bindingAnswer = z.object({ Binding: lenient(bindingSchema) });
const list = lenient(z.array(z.unknown()));
const bindingsAnswer = z.object({ Bindings: list, NextToken: text });
const queryAnswer = z.object({ Files: list, NextToken: text, TotalHits: count, RequestId: text });
const groupSchema = z.object({ Value: z.string(), Count: z.number() });
const aggregationsAnswer = z.object({
  Aggregations: lenient(z.array(z.object({ Groups: list }))),
});
const fileSchema = z.object({
  URI: z.string().check(z.startsWith("oss://")),
  Size: count,
  ETag: text,
  OSSCRC64: text,
  FileModifiedTime: text,
  OSSStorageClass: text,
  UpdateTime: text,
});

const states: readonly BindingState[] = [
  ...(["Ready", "Running", "Stopped", "Retrying", "Failed", "Deleted"] as const),
];
const phases = ["FullScanning", "IncrementalScanning"] as const;

function readOne(entry: unknown): ImmBinding[] {
  const read = bindingSchema.safeParse(entry);
  return read.success ? [readBinding(read.data)] : [];
}

function readBinding(binding: z.infer<typeof bindingSchema>): ImmBinding {
  const { URI = "", State, Phase, UpdateTime, Reason } = binding;
  return {
    bucket: URI.replace(/^oss:\/\//, ""),
    state: states.find((state) => state === State),
    phase: phases.find((phase) => phase === Phase),
    updatedAt: readDate(UpdateTime),
    reason: Reason,
  };
}

/** None for an entry that names no object. */
function readFile(entry: unknown): ImmFile[] {
  const read = fileSchema.safeParse(entry);
  if (!read.success) return [];
  const { URI, Size, ETag, OSSCRC64, FileModifiedTime, OSSStorageClass, UpdateTime } = read.data;
  return [
    {
      uri: URI,
      size: Size,
      etag: ETag,
      crc64: OSSCRC64,
      lastModified: readDate(FileModifiedTime),
      storageClass: OSSStorageClass,
      updatedAt: readDate(UpdateTime),
      labels: readLabelsBody(entry)?.labels,
    },
  ];
}
