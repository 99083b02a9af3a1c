/** The URLs of objects, as their accounts reach them. */
import { Refusal } from "../../errors/refusal.ts";
import type { OssClient } from "../../oss/client.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { domainUrl, publicUrl } from "../../ossFiles/objectUrls.ts";
import { urlForObject } from "../../references/mappings.ts";
import { readSetting } from "../settings.ts";

type ClientOf = (account: string) => Promise<OssClient>;

/** Makes no request. Throws a `Failure` when the account cannot be opened. */
export async function publicUrlOf(object: ObjectRef, client: ClientOf): Promise<string> {
  return publicUrl((await client(object.account)).endpointOf(object.bucket), object);
}

/**
 * By the custom domain of the account, else by `urlMappings`, which may be those of a CDN; `undefined` where there is
 * neither. Makes no request.
 */
export async function domainUrlOf(
  object: ObjectRef,
  client: ClientOf,
): Promise<string | undefined> {
  const endpoint = (await client(object.account)).endpointOf(object.bucket);
  return domainUrl(endpoint, object) ?? urlForObject(object, readSetting("urlMappings"));
}

/** The same; throws a `Refusal` with code `no-custom-domain`. */
export async function neededDomainUrl(object: ObjectRef, client: ClientOf): Promise<string> {
  const url = await domainUrlOf(object, client);
  if (url !== undefined) return url;
  throw new Refusal("no-custom-domain", { account: object.account, bucket: object.bucket });
}

/**
 * Asks for the head of one object of each bucket, so that the account knows in which region the bucket is. What fails here
 * fails again, with a better reason, when the URL is used.
 */
export async function learnRegions(objects: readonly ObjectRef[], client: ClientOf): Promise<void> {
  const firsts = new Map(
    [...objects]
      .reverse()
      .map((object) => [JSON.stringify([object.account, object.bucket]), object]),
  );
  for (const object of firsts.values()) {
    await (await client(object.account)).headObject(object).catch(() => undefined);
  }
}
