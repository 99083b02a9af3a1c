/** Where ossutil's own file says that single buckets are asked: `[Bucket-Endpoint]` and `[Bucket-Cname]`. */
import { homedir } from "node:os";
import { ossutilPath, readOssutilFile } from "../../credentials/ossutilFile.ts";
import { type Endpoint, readEndpoint } from "../../oss/endpoint.ts";

export interface OssutilBuckets {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** Origins. */
  readonly domains: ReadonlyMap<string, string>;
}

/**
 * By bucket. An entry that is no endpoint is left out. A file that cannot be read has none: what is wrong with it is
 * said where its keys are read.
 * @param file of the account; `undefined` for ossutil's own
 * @param allows whether requests may go there as they are; else they go encrypted
 */
export async function ossutilBuckets(
  file: string | undefined,
  allows: (endpoint: Endpoint) => boolean,
  home: { readonly folder: string; readonly env: NodeJS.ProcessEnv } = {
    folder: homedir(),
    env: process.env,
  },
): Promise<OssutilBuckets> {
  const path = ossutilPath(home.folder, home.env, file);
  const read = await readOssutilFile(path, home.folder).catch(() => undefined);
  const usable = (written: Readonly<Record<string, string>> = {}) =>
    Object.entries(written).flatMap(([bucket, place]) => {
      const endpoint = usableEndpoint(place, allows);
      return endpoint ? [[bucket, endpoint] as const] : [];
    });
  return {
    endpoints: new Map(usable(read?.bucketEndpoints)),
    domains: new Map(
      usable(read?.bucketDomains).map(([bucket, { endpoint }]) => [bucket, endpoint] as const),
    ),
  };
}

function usableEndpoint(
  written: string,
  allows: (endpoint: Endpoint) => boolean,
): Endpoint | undefined {
  try {
    const endpoint = readEndpoint(written);
    return allows(endpoint) ? endpoint : readEndpoint(written.replace(/^http:/i, "https:"));
  } catch {
    return undefined;
  }
}
