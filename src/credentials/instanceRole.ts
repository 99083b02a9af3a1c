/**
 * The RAM role of the ECS instance that the extension runs on, by way of the instance metadata service
 * [Instance metadata] [Instance RAM roles]. Asked directly, past any proxy.
 */
import { Refusal, type RefusalFacts } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";
import { completeKeys } from "./accessKey.ts";
import { type SmallResponse, sendSmallRequest } from "./smallRequest.ts";
import { parseTemporaryKeys } from "./temporaryKeys.ts";

const rolesPath = "/latest/meta-data/ram/security-credentials/";
/** Also what keeps a role name from being a path. */
const roleName = /^[\w.@-]{1,64}$/;

export interface InstanceRoleRequest {
  /** The service is asked for the name when it is absent here and in `ALIBABA_CLOUD_ECS_METADATA`. */
  readonly role?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly metadataOrigin?: string | undefined;
  /** Milliseconds for each request; 1,000 when absent. Elsewhere than on an instance nothing answers. */
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Temporary keys of the role. Rejects with `instance-role-disabled`, `instance-role-unreachable` (not on
 * an instance) or `instance-role-missing` (no role attached, or not the named one).
 */
export async function instanceRoleCredentials(request: InstanceRoleRequest): Promise<Credentials> {
  if (isTrue(request.env["ALIBABA_CLOUD_ECS_METADATA_DISABLED"])) {
    throw new Refusal("instance-role-disabled", {});
  }
  const token = await metadataToken(request);
  const role =
    request.role ||
    request.env["ALIBABA_CLOUD_ECS_METADATA"] ||
    (await attachedRole(request, token));
  if (!roleName.test(role)) {
    throw new Refusal("instance-role-missing", { reason: "malformed-name" });
  }
  const answer = await ask(request, `${rolesPath}${role}`, token);
  if (answer === undefined) {
    throw new Refusal("instance-role-missing", { reason: "not-attached", role });
  }
  const keys = parseTemporaryKeys(answer);
  if (!keys) throw unreachable({ reason: "no-keys" });
  return completeKeys(keys, { place: "metadata-answer" });
}

/** The token of the hardened mode, or `undefined` where only the plain mode answers. */
async function metadataToken(request: InstanceRoleRequest): Promise<string | undefined> {
  const answer = await send(request, "/latest/api/token", "PUT", {
    "X-aliyun-ecs-metadata-token-ttl-seconds": "21600",
  });
  if (answer.status === 200 && /^[\x21-\x7e]+$/.test(answer.text.trim())) return answer.text.trim();
  if (isTrue(request.env["ALIBABA_CLOUD_IMDSV1_DISABLED"])) {
    throw unreachable({ reason: "hardened-only" });
  }
  // A container too many hops away gets no token, yet may be answered in the plain mode.
  if (answer.status === undefined && answer.why.reason !== "timed-out") {
    throw unreachable(answer.why);
  }
  return undefined;
}

async function attachedRole(
  request: InstanceRoleRequest,
  token: string | undefined,
): Promise<string> {
  const answer = await ask(request, rolesPath, token);
  const first = answer?.trim().split(/\s*\n/)[0];
  if (!first) throw new Refusal("instance-role-missing", { reason: "none-attached" });
  return first;
}

/** The body of a 200, `undefined` for a 404; anything else is an error. */
async function ask(
  request: InstanceRoleRequest,
  path: string,
  token: string | undefined,
): Promise<string | undefined> {
  const hardened =
    token && (await send(request, path, "GET", { "X-aliyun-ecs-metadata-token": token }));
  const answer =
    hardened && !refusesToken(hardened, request) ? hardened : await send(request, path, "GET", {});
  if (answer.status === undefined) throw unreachable(answer.why);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw unreachable({ reason: "status", status: answer.status });
  return answer.text;
}

function refusesToken({ status }: SmallResponse, { env }: InstanceRoleRequest): boolean {
  return (status === 401 || status === 403) && !isTrue(env["ALIBABA_CLOUD_IMDSV1_DISABLED"]);
}

function send(
  request: InstanceRoleRequest,
  path: string,
  method: "GET" | "PUT",
  headers: Record<string, string>,
): Promise<SmallResponse> {
  const origin = request.metadataOrigin ?? "http://100.100.100.200";
  const { timeout = 1_000, signal } = request;
  return sendSmallRequest(new URL(path, origin), { method, headers, timeout, signal });
}

function isTrue(value: string | undefined): boolean {
  return value?.trim().toLowerCase() === "true" || value?.trim() === "1";
}

function unreachable(facts: RefusalFacts["instance-role-unreachable"]): Refusal {
  return new Refusal("instance-role-unreachable", facts);
}
