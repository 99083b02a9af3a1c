/**
 * The sample account: an OSS-compatible server on this machine, for trying everything without an
 * account and for the tests. It checks signatures, keeps uploads in memory, and answers image/labels
 * with labels written by hand; nothing is recognised here.
 */
import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Faults } from "./faults.ts";
import type { RequestLine } from "./http/requestRecord.ts";
import { refuseConnection, refuseUnreadable } from "./http/send.ts";
import { ImmDoor } from "./imm/immRequest.ts";
import { Projects } from "./imm/projects.ts";
import { serve } from "./serve.ts";
import { type Bucket, UploadAllowance } from "./store/bucket.ts";
import { type Catalogue, readCatalogue } from "./store/catalogue.ts";
import { BucketIndexes } from "./store/preparedIndexes.ts";

export type { RequestLine } from "./http/requestRecord.ts";

export interface SampleOptions {
  /** Folder of the shipped `catalogue.json`; needed where `catalogue` is absent. */
  readonly mediaFolder?: string;
  readonly catalogue?: Catalogue;
  /** Objects that answer in a way of their own. */
  readonly faults?: Faults;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Milliseconds before each response. */
  readonly latency?: number;
  /** When set, only requests that carry this security token are accepted. */
  readonly securityToken?: string;
  readonly region?: string;
  /** RAM actions that the account's key lacks, such as `oss:OpenMetaQuery` and `imm:CreateDataset`. */
  readonly denied?: readonly string[];
  /** Called once for each request, when its response has ended. */
  readonly onRequest?: (line: RequestLine) => void;
  readonly clock?: () => Date;
}

export interface SampleServer {
  /** `http://127.0.0.1:port`, path style. IMM is asked there, too. */
  readonly endpoint: string;
  readonly region: string;
  /** Name of the catalogue's first bucket. */
  readonly bucket: string;
  /** Made for this start and kept nowhere. */
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Detections so far that a real account would have been charged for. */
  readonly billableCalls: number;
  /** Ends requests under way, too. */
  close(): Promise<void>;
}

/**
 * Starts a server that this machine alone can reach.
 * Rejects with the system's error when the port is taken (`EADDRINUSE`) or the catalogue is missing.
 */
export async function startSampleServer(options: SampleOptions): Promise<SampleServer> {
  const catalogue = options.catalogue ?? (await readCatalogue(options.mediaFolder ?? ""));
  const credentials = {
    region: options.region ?? "cn-hangzhou",
    accessKeyId: `${options.securityToken === undefined ? "" : "STS."}SAMPLE${randomBytes(9).toString("hex")}`,
    accessKeySecret: randomBytes(20).toString("hex"),
    securityToken: options.securityToken,
  };
  const closing = new AbortController();
  let billableCalls = 0;
  const clock = options.clock ?? (() => new Date());
  const onCharge = () => {
    billableCalls++;
  };
  const immDoor = new ImmDoor(credentials);
  const projects = new Projects(catalogue, () => buckets, onCharge, clock());
  const indexes = new BucketIndexes();
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    void serve(request, response, {
      credentials,
      buckets,
      catalogue,
      faults: options.faults ?? new Map(),
      denied: options.denied ?? [],
      ...{ immDoor, projects, indexes, clock, onCharge },
      closing: closing.signal,
      latency: options.latency ?? 0,
      onRequest: options.onRequest ?? (() => undefined),
    });
  });
  const buckets = openBuckets(catalogue);
  server.on("clientError", refuseUnreadable);
  server.on("connect", refuseConnection);
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;

  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: credentials.region,
    bucket: catalogue.buckets[0]?.name ?? "",
    accessKeyId: credentials.accessKeyId,
    accessKeySecret: credentials.accessKeySecret,
    get billableCalls() {
      return billableCalls;
    },
    close() {
      closing.abort();
      return close(server);
    },
  };
}

function openBuckets(catalogue: Catalogue): ReadonlyMap<string, Bucket> {
  const allowance = new UploadAllowance();
  return new Map(catalogue.buckets.map((source) => [source.name, source.open(allowance)]));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
