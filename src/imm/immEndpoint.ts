/** Where Intelligent Media Management (IMM) is asked: built from a region alone, never from what a response names. */
import type { Account } from "../oss/account.ts";
import { isRegion } from "../oss/endpoint.ts";
import { hostOf, isLocalOrIp, readOssHost } from "../oss/ossHost.ts";

/** Regions with an endpoint of IMM [IMM endpoints]; there may be more by now. */
const regionsWithImm: ReadonlySet<string> = new Set([
  "cn-qingdao",
  "cn-beijing",
  "cn-zhangjiakou",
  "cn-wulanchabu",
  "cn-hangzhou",
  "cn-shanghai",
  "cn-shenzhen",
  "cn-guangzhou",
  "cn-chengdu",
  "cn-hongkong",
  "ap-southeast-1",
  "ap-southeast-5",
  "eu-central-1",
  "eu-west-1",
  "us-east-1",
  "us-west-1",
]);

/** False says only that no endpoint is documented. */
export function isRegionWithImm(region: string): boolean {
  return regionsWithImm.has(region);
}

/**
 * `https://imm.cn-hangzhou.aliyuncs.com`, or `imm-vpc…` from inside Alibaba's network.
 * `undefined` for anything but a region, since it would name another host.
 */
export function immOrigin(region: string, internal: boolean): string | undefined {
  if (!isRegion(region)) return undefined;
  return `https://${internal ? "imm-vpc" : "imm"}.${region}.aliyuncs.com`;
}

/** True for accounts that reach OSS over Alibaba's internal network. */
export function isInternal({ endpoint }: Account): boolean {
  return readOssHost(hostOf(endpoint))?.kind === "internal";
}

/**
 * True where an account's keys are of Alibaba Cloud as far as its endpoint tells: one of OSS's own hosts, or a
 * custom domain. An IP address may be any store that speaks OSS's protocol; its keys go nowhere else.
 */
export function mayAskImm({ endpoint, addressing }: Account): boolean {
  const host = hostOf(endpoint);
  if (addressing === "custom-domain") return !isLocalOrIp(host);
  return addressing === "virtual-hosted" && readOssHost(host) !== undefined;
}
