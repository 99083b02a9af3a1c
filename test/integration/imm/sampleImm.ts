/** The sample account's IMM as the product asks it. */
import { defaultTimeouts, Transport } from "../../../src/http/transport.ts";
import { Imm } from "../../../src/imm/datasets.ts";
import { ImmError } from "../../../src/imm/immError.ts";
import type { ImmAccess } from "../../../src/imm/rpc.ts";
import {
  type RequestLine,
  type SampleOptions,
  type SampleServer,
  startSampleServer,
} from "../../../src/sample/server.ts";
import { smallAccount } from "../../catalogues/catalogue.ts";

export interface SampleImm {
  readonly imm: Imm;
  readonly access: ImmAccess;
  readonly server: SampleServer;
  /** The actions that were asked for, in order. */
  actions(): string[];
}

/** Runs `work` with a server of its own, and closes it. */
export async function withSampleImm(
  work: (scene: SampleImm) => Promise<void>,
  options: SampleOptions = {},
  access: Partial<ImmAccess> = {},
): Promise<void> {
  const lines: RequestLine[] = [];
  const onRequest = (line: RequestLine) => lines.push(line);
  const server = await startSampleServer({ ...smallAccount(), onRequest, ...options });
  const transport = new Transport(defaultTimeouts);
  const { accessKeyId, accessKeySecret } = server;
  const asked: ImmAccess = {
    account: "test",
    region: server.region,
    origin: server.endpoint,
    credentials: async () => ({ accessKeyId, accessKeySecret }),
    transport,
    retries: { firstDelay: 1, maxDelay: 2 },
    ...access,
  };
  try {
    const imm = new Imm(asked);
    const actions = () => lines.flatMap(({ action }) => (action === undefined ? [] : [action]));
    await work({ imm, access: asked, server, actions });
  } finally {
    await transport.close();
    await server.close();
  }
}

/** The error of a call that must fail. */
export async function immErrorOf(call: Promise<unknown>): Promise<ImmError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ImmError) return error;
    throw error;
  }
  throw new Error("The call did not fail.");
}

/** A dataset `all` that finds labels, whose binding of the bucket `sample` has scanned everything. */
export async function boundDataset({ imm }: SampleImm) {
  const name = { project: "sample-project", dataset: "all" };
  const binding = { ...name, bucket: "sample" };
  await imm.createDataset(name, "Official:ImageManagement");
  await imm.createBinding(binding);
  for (let look = 0; look < 3; look += 1) await imm.binding(binding);
  return { name, binding };
}
