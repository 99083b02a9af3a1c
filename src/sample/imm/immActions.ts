/**
 * IMM of the sample account: the actions that the product uses, with the parameters that they are documented to have.
 * What it lacks it refuses by name. [CreateProject] [CreateDataset] [CreateBinding] [AttachOSSBucket]
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { SampleResponse } from "../http/response.ts";
import type { Bucket } from "../store/bucket.ts";
import { type ImmDoor, ImmRefused, type ImmRequest, immResponse } from "./immRequest.ts";
import { type Binding, type Dataset, type Project, type Projects, templates } from "./projects.ts";
import { queryParameters, simpleQuery } from "./simpleQuery.ts";

export interface ImmContext {
  readonly door: ImmDoor;
  readonly projects: Projects;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly now: Date;
  /** RAM actions that the key lacks, such as `imm:CreateDataset`. */
  readonly denied: readonly string[];
  /** Told of the action, once it is known who asks. */
  readonly onAction: (action: string) => void;
  readBody(maxBytes: number): Promise<Buffer>;
}

/** Never rejects but for faults of its own. */
export async function answerImm(
  message: IncomingMessage,
  context: ImmContext,
): Promise<SampleResponse> {
  const RequestId = randomUUID().toUpperCase();
  try {
    const request = context.door.admit(message, context.now);
    context.onAction(request.action);
    if ((await context.readBody(1024)).length > 0) {
      throw new ImmRefused(400, "InvalidArgument", "The parameters of a call belong in its query.");
    }
    return immResponse(200, { RequestId, ...(await run(request, context)) });
  } catch (error) {
    if (!(error instanceof ImmRefused)) throw error;
    const { status, code: Code, message: Message } = error;
    const HostId = message.headers.host ?? "";
    return immResponse(status, { RequestId, HostId, Code, Message, Recommend: "" });
  }
}

interface Action {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  run(
    parameters: ReadonlyMap<string, string>,
    context: ImmContext,
  ): Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;
}

const ofDataset = ["ProjectName", "DatasetName"];
const ofBinding = [...ofDataset, "URI"];

const actions: Readonly<Record<string, Action>> = {
  GetOSSBucketAttachment: {
    required: ["OSSBucket"],
    run: (given, { projects }) => {
      const project = projects.attached.get(text(given, "OSSBucket"));
      if (project === undefined) throw notFound("Attachment");
      return { ProjectName: project, Description: "" };
    },
  },
  AttachOSSBucket: {
    required: ["ProjectName", "OSSBucket"],
    optional: ["Description"],
    run: (given, context) => {
      const { name } = projectOf(given, context);
      const bucket = existingBucket(text(given, "OSSBucket"), context);
      if (context.projects.attached.has(bucket)) throw existsAlready("Attachment");
      context.projects.attached.set(bucket, name);
      return {};
    },
  },
  CreateProject: {
    required: ["ProjectName"],
    optional: ["ServiceRole", "TemplateId"],
    run: (given, { projects, now }) => {
      const name = checkName("ProjectName", given, /^[\w-]{1,128}$/);
      if (projects.projects.has(name)) throw existsAlready("project");
      const project = { name, createdAt: now, datasets: new Map<string, Dataset>() };
      projects.projects.set(name, project);
      return { Project: projectBody(project) };
    },
  },
  GetProject: {
    required: ["ProjectName"],
    run: (given, context) => ({ Project: projectBody(projectOf(given, context)) }),
  },
  CreateDataset: {
    required: ofDataset,
    optional: ["TemplateId"],
    run: (given, context) => {
      const project = projectOf(given, context);
      const name = checkName("DatasetName", given, /^[A-Za-z_][\w-]{0,127}$/);
      if (project.datasets.has(name)) throw existsAlready("Dataset");
      const templateId = given.get("TemplateId") ?? "Official:DefaultEmptyId";
      if (!templates.has(templateId)) throw notFound("WorkflowTemplate");
      const parts = { bindings: new Map<string, Binding>(), files: new Map() };
      const dataset = { name, templateId, createdAt: context.now, ...parts };
      project.datasets.set(name, dataset);
      return { Dataset: datasetBody(project, dataset) };
    },
  },
  GetDataset: {
    required: ofDataset,
    run: async (given, context) => {
      const dataset = datasetOf(given, context);
      await context.projects.follow(dataset, context.now);
      return { Dataset: datasetBody(projectOf(given, context), dataset) };
    },
  },
  CreateBinding: {
    required: ofBinding,
    run: (given, context) => {
      const dataset = datasetOf(given, context);
      const bucket = existingBucket(bucketOf(given), context);
      if (dataset.bindings.has(bucket)) throw existsAlready("Binding");
      const binding: Binding = {
        bucket,
        createdAt: context.now,
        state: "Ready",
        phase: "FullScanning",
      };
      dataset.bindings.set(bucket, binding);
      return { Binding: bindingBody(given, binding) };
    },
  },
  GetBinding: {
    required: ofBinding,
    run: async (given, context) => {
      const dataset = datasetOf(given, context);
      const binding = bindingOf(given, dataset);
      const shown = await context.projects.look(dataset, binding, context.now);
      return { Binding: bindingBody(given, shown) };
    },
  },
  ListBindings: {
    required: ofDataset,
    optional: ["MaxResults", "NextToken"],
    run: (given, context) => {
      const bindings = [...datasetOf(given, context).bindings.values()];
      return { NextToken: "", Bindings: bindings.map((binding) => bindingBody(given, binding)) };
    },
  },
  StopBinding: {
    required: ofBinding,
    optional: ["Reason"],
    run: (given, context) => {
      bindingOf(given, datasetOf(given, context)).state = "Stopped";
      return {};
    },
  },
  ResumeBinding: {
    required: ofBinding,
    run: (given, context) => {
      bindingOf(given, datasetOf(given, context)).state = "Running";
      return {};
    },
  },
  SimpleQuery: {
    required: ofDataset,
    optional: queryParameters,
    run: async (given, context) => {
      const dataset = datasetOf(given, context);
      await context.projects.follow(dataset, context.now);
      return simpleQuery(dataset, given);
    },
  },
};

async function run({ action, parameters }: ImmRequest, context: ImmContext) {
  const found = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (found === undefined) {
    const message = `The sample account does not implement ${action}. Use a real account for it.`;
    throw new ImmRefused(404, "InvalidAction.NotFound", message);
  }
  if (context.denied.includes(`imm:${action}`)) {
    const message = "User not authorized to operate on the specified APIs.";
    throw new ImmRefused(403, "NoPermission", message);
  }
  const known = [...found.required, ...(found.optional ?? [])];
  for (const name of parameters.keys()) {
    if (known.includes(name)) continue;
    throw new ImmRefused(400, `Invalid${name}`, `Specified parameter ${name} is not valid.`);
  }
  for (const name of found.required) {
    if (parameters.get(name)) continue;
    throw new ImmRefused(400, `Missing${name}`, `${name} is mandatory for this action.`);
  }
  return found.run(parameters, context);
}

function text(given: ReadonlyMap<string, string>, name: string): string {
  return given.get(name) ?? "";
}

function checkName(name: string, given: ReadonlyMap<string, string>, allowed: RegExp): string {
  const value = text(given, name);
  if (allowed.test(value)) return value;
  throw new ImmRefused(400, `Invalid${name}`, `Specified parameter ${name} is not valid.`);
}

function projectOf(given: ReadonlyMap<string, string>, { projects }: ImmContext): Project {
  const project = projects.projects.get(text(given, "ProjectName"));
  if (project === undefined) throw notFound("project");
  return project;
}

function datasetOf(given: ReadonlyMap<string, string>, context: ImmContext): Dataset {
  const dataset = projectOf(given, context).datasets.get(text(given, "DatasetName"));
  if (dataset === undefined) throw notFound("Dataset");
  return dataset;
}

function bindingOf(given: ReadonlyMap<string, string>, dataset: Dataset): Binding {
  const binding = dataset.bindings.get(bucketOf(given));
  if (binding === undefined) throw notFound("Binding");
  return binding;
}

function bucketOf(given: ReadonlyMap<string, string>): string {
  const bucket = /^oss:\/\/([^/]+)$/.exec(text(given, "URI"))?.[1];
  if (bucket === undefined) {
    throw new ImmRefused(400, "InvalidURI", "Specified parameter URI is not valid.");
  }
  return bucket;
}

function existingBucket(name: string, { buckets }: ImmContext): string {
  if (!buckets.has(name)) throw notFound("OSSBucket");
  return name;
}

function notFound(type: string): ImmRefused {
  return new ImmRefused(400, "ResourceNotFound", `The specified resource ${type} is not found.`);
}

function existsAlready(type: string): ImmRefused {
  const message = `The specified resource ${type} already exists.`;
  return new ImmRefused(400, "ResourceAlreadyExists", message);
}

function projectBody({ name, createdAt }: Project) {
  return {
    ProjectName: name,
    ServiceRole: "AliyunIMMDefaultRole",
    CreateTime: createdAt.toISOString(),
  };
}

function datasetBody(project: Project, dataset: Dataset) {
  return {
    ProjectName: project.name,
    DatasetName: dataset.name,
    TemplateId: dataset.templateId,
    CreateTime: dataset.createdAt.toISOString(),
    BindCount: dataset.bindings.size,
    FileCount: dataset.files.size,
  };
}

function bindingBody(given: ReadonlyMap<string, string>, binding: Readonly<Binding>) {
  return {
    ProjectName: text(given, "ProjectName"),
    DatasetName: text(given, "DatasetName"),
    URI: `oss://${binding.bucket}`,
    State: binding.state,
    Phase: binding.phase,
    CreateTime: binding.createdAt.toISOString(),
    UpdateTime: binding.createdAt.toISOString(),
    Reason: "",
  };
}
