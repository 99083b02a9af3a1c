/**
 * A bucket given to IMM: what there is already, what would be made, what that costs, and then the making. Nothing here
 * is done before a person has agreed to the plan.
 */
import { t } from "@vscode/l10n";
import type { BindingName, Imm, ImmBinding } from "../imm/datasets.ts";

/**
 * Of the templates that are documented the only one of ordinary use that finds labels; it also finds sizes, places and
 * faces. None is listed that finds labels alone. [IMM templates]
 */
const labelTemplate = "Official:ImageManagement";

/** Templates whose datasets have labels. [IMM templates] */
const templatesWithLabels: readonly string[] = [
  ...[labelTemplate, "Official:CognitionImageManagement", "Official:AllFunction"],
];

const defaultProject = "oss-image-labels";

/** `labels-holiday`: a name that a dataset may have, whatever the bucket's is. [CreateDataset] */
function datasetFor(bucket: string): string {
  return `labels-${bucket}`;
}

export type ImmStep =
  | { readonly kind: "create-project"; readonly project: string }
  | { readonly kind: "attach-bucket"; readonly project: string; readonly bucket: string }
  | { readonly kind: "create-dataset"; readonly dataset: string; readonly templateId: string }
  /** From here on IMM works, and bills. */
  | { readonly kind: "create-binding"; readonly bucket: string }
  | { readonly kind: "resume-binding"; readonly bucket: string };

export interface ImmPlan extends BindingName {
  readonly region: string;
  /** Of the dataset, which may have been made with another one than ours. */
  readonly templateId: string;
  /** False where the dataset that is there runs a template that is not known to find labels. */
  readonly findsLabels: boolean;
  /** In their order; none where all is there and at work. */
  readonly steps: readonly ImmStep[];
  /** As it is, where there is one. */
  readonly binding: ImmBinding | undefined;
}

/** Looks at what there is; makes nothing. Rejects as `Imm` does. */
export async function planImm(imm: Imm, bucket: string, signal?: AbortSignal): Promise<ImmPlan> {
  const attached = await imm.attachedProject(bucket, signal);
  const project = attached ?? defaultProject;
  const dataset = datasetFor(bucket);
  const name = { project, dataset, bucket };
  const steps: ImmStep[] = [];
  const hasProject = attached !== undefined || (await imm.hasProject(project, signal));
  if (!hasProject) steps.push({ kind: "create-project", project });
  if (attached === undefined) steps.push({ kind: "attach-bucket", project, bucket });
  const found = hasProject ? await imm.dataset(name, signal) : undefined;
  if (!found) steps.push({ kind: "create-dataset", dataset, templateId: labelTemplate });
  const binding = found && (await imm.binding(name, signal));
  if (!binding || binding.state === "Deleted") steps.push({ kind: "create-binding", bucket });
  else if (binding.state === "Stopped") steps.push({ kind: "resume-binding", bucket });
  // One that says none is most likely ours: it has the name that we give.
  const templateId = found?.templateId ?? labelTemplate;
  const findsLabels = templatesWithLabels.includes(templateId);
  return { ...name, region: imm.region, templateId, findsLabels, steps, binding };
}

/** Makes what the plan lists, one after the other; what is there by now counts as made. Rejects as `Imm` does. */
export async function carryOutImm(
  plan: ImmPlan,
  imm: Imm,
  onStep: (step: ImmStep) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (const step of plan.steps) {
    onStep(step);
    await carryOut(step, plan, imm, signal);
  }
}

function carryOut(
  step: ImmStep,
  plan: ImmPlan,
  imm: Imm,
  signal: AbortSignal | undefined,
): Promise<void> {
  switch (step.kind) {
    case "create-project":
      return imm.createProject(step.project, signal);
    case "attach-bucket":
      return imm.attachBucket(step.project, step.bucket, signal);
    case "create-dataset":
      return imm.createDataset(plan, step.templateId, signal);
    case "create-binding":
      return imm.createBinding(plan, signal);
    case "resume-binding":
      return imm.resumeBinding(plan, signal);
  }
}

/** A step as a line of the plan. */
export function stepText(step: ImmStep): string {
  switch (step.kind) {
    case "create-project":
      return t("Create the project {project} (imm:CreateProject).", { project: step.project });
    case "attach-bucket":
      return t("Bind {bucket} to the project {project} for processing (imm:AttachOSSBucket).", {
        bucket: step.bucket,
        project: step.project,
      });
    case "create-dataset":
      return t("Create the dataset {dataset} with the template {template} (imm:CreateDataset).", {
        dataset: step.dataset,
        template: step.templateId,
      });
    case "create-binding":
      return t(
        "Bind the dataset to {bucket}: IMM scans the whole bucket and follows it from then on (imm:CreateBinding).",
        { bucket: step.bucket },
      );
    case "resume-binding":
      return t("Let the dataset follow {bucket} again (imm:ResumeBinding).", {
        bucket: step.bucket,
      });
  }
}
