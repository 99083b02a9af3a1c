/** Asks IMM which project the bucket is bound to. [GetOSSBucketAttachment] [AttachOSSBucket] */

import { t } from "@vscode/l10n";
import { NetworkError } from "../http/networkError.ts";
import type { Transport } from "../http/transport.ts";
import {
  attachmentAction,
  type BucketAttachment,
  getBucketAttachment,
} from "../imm/bucketAttachment.ts";
import { isInternal, isRegionWithImm, mayAskImm } from "../imm/immEndpoint.ts";
import { answerDetails } from "../messages/explain.ts";
import type { Credentials } from "../oss/account.ts";
import { regionOf } from "./bucketChecks.ts";
import type { Outcome } from "./setupItem.ts";
import { broken, type CheckContext, found, passed, skipped, unknown } from "./setupItem.ts";
import type { Checking } from "./signedCheck.ts";

export interface ImmQuestion {
  readonly checking: Checking;
  readonly credentials: Credentials;
  readonly bucket: string;
  readonly isSample: boolean;
  /** True when the endpoint answered as OSS does. */
  readonly isOss: boolean;
  /** The service's time as far as it is known. */
  readonly date: Date;
  readonly originOf: (region: string, internal: boolean) => string | undefined;
  readonly transport: Transport;
}

export interface ImmAnswer {
  readonly outcome: Outcome;
  /** True when IMM itself said that no project is bound. */
  readonly value: { readonly isUnbound: boolean };
}

export async function askImm(question: ImmQuestion, signal: AbortSignal): Promise<ImmAnswer> {
  const reason = reasonNotToAsk(question);
  if (reason !== undefined) return answered(skipped(reason));
  const { checking, bucket, credentials, date, originOf, transport } = question;
  const region = regionOf(checking, bucket);
  const origin = originOf(region, isInternal(checking.account));
  if (origin === undefined) return answered(unknown(t('"{region}" is not a region.', { region })));
  try {
    const asked = { bucket, origin, credentials, date, headersTimeout: checking.limit, signal };
    const attachment = await getBucketAttachment(asked, transport);
    return answered(
      attachmentOutcome(attachment, bucket, region, checking.context),
      attachment.kind === "none",
    );
  } catch (error) {
    if (error instanceof NetworkError)
      return answered(unreached(error, origin, region, checking.context));
    throw error;
  }
}

function answered(outcome: Outcome, isUnbound = false): ImmAnswer {
  return { outcome, value: { isUnbound } };
}

/** The key is shown to Alibaba Cloud alone, and only where it is one of Alibaba Cloud's. */
function reasonNotToAsk({ checking, isSample, isOss }: ImmQuestion): string | undefined {
  const { endpoint, addressing } = checking.account;
  if (isSample) return t("Not asked: the labels of the sample account were written by hand.");
  if (!mayAskImm(checking.account)) {
    return t("Not asked: {endpoint} is not an Alibaba Cloud endpoint.", { endpoint });
  }
  if (addressing === "custom-domain" && !isOss) {
    return t("Not asked: {endpoint} does not answer as OSS does.", { endpoint });
  }
  return undefined;
}

function attachmentOutcome(
  attachment: BucketAttachment,
  bucket: string,
  region: string,
  context: CheckContext,
): Outcome {
  switch (attachment.kind) {
    case "bound":
      return passed(
        t("The project {project} of {region} is bound to {bucket}.", {
          project: attachment.project,
          region,
          bucket,
        }),
      );
    case "none":
      return found("failed", "imm-not-bound", { bucket, region }, context);
    case "denied":
      return found("unknown", "imm-not-asked", { action: attachmentAction }, context);
    case "inactive":
      return found("failed", "imm-not-activated", { bucket, region }, context);
    case "foreign":
      return found("unknown", "imm-foreign", { status: String(attachment.status) }, context);
    case "other": {
      const { answered } = attachment;
      const details = answerDetails(attachment);
      if (answered === "") return found("unknown", "imm-no-code", { details }, context);
      return found("unknown", "imm-unclear", { answered, details }, context);
    }
  }
}

/** IMM not being there says nothing yet about the bucket. */
function unreached(
  failure: NetworkError,
  origin: string,
  region: string,
  context: CheckContext,
): Outcome {
  if (failure.code === "host-not-found" && !isRegionWithImm(region)) {
    return found("unknown", "no-imm-in-region", { region }, context);
  }
  const host = origin.replace(/^[a-z]+:\/\//, "");
  const { finding } = broken(failure, host, context);
  return {
    ...unknown(finding),
    nextStep: t("Check the network and the proxy, then check again."),
    action: { kind: "checkAgain" },
  };
}
