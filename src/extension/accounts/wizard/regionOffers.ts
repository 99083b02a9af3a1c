/** Regions and endpoints that are offered while a person types one. Knows no VS Code. */
import { t } from "@vscode/l10n";
import { type Explanation, explain } from "../../../messages/explain.ts";
import {
  type Endpoint,
  isRegion,
  plainRegion,
  readEndpoint,
  regionEndpoint,
  sendsInTheClear,
} from "../../../oss/endpoint.ts";

/** One row to choose. */
export interface PlaceOffer {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** What choosing it answers; absent for a row that only says what is wrong. */
  readonly answer?: string;
  /** Shown whatever is typed; other rows only while they match. */
  readonly always: boolean;
  readonly group?: string;
}

/**
 * Rows for a region or endpoint: all known regions, then what the text means, or why it means nothing. The regions
 * stay the first, so that a row chosen while others arrive is still the one that was meant.
 */
export function endpointOffers(text: string): PlaceOffer[] {
  return [...regions().map(regionRow), ...meaningsOf(text.trim().toLowerCase())];
}

/** The same for the region of an endpoint that does not tell it. */
export function regionOffers(text: string): PlaceOffer[] {
  const region = plainRegion(text);
  const known = regions().map(regionRow);
  if (region === "" || isPartOfKnown(region)) return known;
  if (isRegion(region)) return [...known, unknownRegionRow(region)];
  return [
    ...known,
    problemRow({ what: t("This is not a region."), next: t("Write one such as cn-hangzhou.") }),
  ];
}

function meaningsOf(typed: string): PlaceOffer[] {
  const region = plainRegion(typed);
  if (typed === "") return [];
  if (regions().some(({ id }) => id === region)) return otherEndpointsOf(region);
  try {
    const endpoint = readEndpoint(typed);
    if (endpoint.kind !== "public" || typed.includes(".")) return [endpointRow(typed, endpoint)];
    // Half a name of a region is a name, too: it must not be taken by mistake.
    return isPartOfKnown(typed) ? [] : [unknownRegionRow(region)];
  } catch (error) {
    return isPartOfKnown(typed) ? [] : [problemRow(explain(error))];
  }
}

/** What an endpoint is, in a sentence or two. */
export function endpointSentence(endpoint: Endpoint): string {
  const sentence = kindSentence(endpoint);
  return sendsInTheClear(endpoint)
    ? t("Not encrypted: you will be asked. {0}", sentence)
    : sentence;
}

function kindSentence({ kind, region, endpoint }: Endpoint): string {
  const protocol = endpoint.startsWith("http://") ? "HTTP" : "HTTPS";
  const facts = { region: region ?? "", protocol };
  switch (kind) {
    case "public":
      return t("Public endpoint of {region}, over {protocol}.", facts);
    case "internal":
      return t(
        "Internal endpoint, over {protocol}: for servers on Alibaba Cloud in {region}.",
        facts,
      );
    case "dual-stack":
      return t("IPv4 and IPv6 endpoint of {region}, over {protocol}.", facts);
    case "accelerate":
      return t("Transfer acceleration, over {0}: must be enabled on each bucket.", protocol);
    case "custom-domain":
      return t("A custom domain, over {0}: leads to one bucket.", protocol);
    case "path":
      return t("A local or IP address, over {0}.", protocol);
  }
}

/** Beside the public endpoint, which the region itself stands for. */
function otherEndpointsOf(region: string): PlaceOffer[] {
  const row = (answer: string, description: string): PlaceOffer => ({
    label: answer,
    description,
    answer,
    always: true,
  });
  return [
    row(`oss-${region}-internal.aliyuncs.com`, t("for servers on Alibaba Cloud in this region")),
    row(`${region}.oss.aliyuncs.com`, t("IPv4 and IPv6")),
    row("oss-accelerate.aliyuncs.com", t("transfer acceleration, once enabled on the bucket")),
  ];
}

function regionRow({ id, place, group }: Region): PlaceOffer {
  return { label: id, description: place, answer: id, always: false, group };
}

function endpointRow(typed: string, endpoint: Endpoint): PlaceOffer {
  const sentence = endpointSentence(endpoint);
  const detail =
    endpoint.region === undefined ? t("{0} Its region is asked next.", sentence) : sentence;
  return { label: typed, detail, answer: typed, always: true };
}

function unknownRegionRow(region: string): PlaceOffer {
  const detail = t(
    "Not a region known here: OSS will say whether {0} exists.",
    regionEndpoint(region),
  );
  return { label: region, detail, answer: region, always: true };
}

/** What is wrong, and below it what to write instead; a row cuts off what is longer. */
function problemRow({ what, next }: Pick<Explanation, "what" | "next">): PlaceOffer {
  return { label: what, detail: next, always: true };
}

function isPartOfKnown(typed: string): boolean {
  const start = typed.replace(/^oss-?/, "");
  return regions().some(
    ({ id, place }) => id.includes(start) || place.toLowerCase().includes(typed),
  );
}

export interface Region {
  /** Without `oss-`. */
  readonly id: string;
  readonly place: string;
  readonly group: string;
}

/** All that are known, group by group. */
export function regions(): Region[] {
  return Object.entries(placesByGroup()).flatMap(([group, places]) =>
    Object.entries(places).map(([id, place]) => ({ id, place, group })),
  );
}

function placesByGroup(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return {
    [t("Chinese mainland")]: {
      "cn-hangzhou": t("Hangzhou"),
      "cn-shanghai": t("Shanghai"),
      "cn-nanjing": t("Nanjing"),
      "cn-fuzhou": t("Fuzhou"),
      "cn-qingdao": t("Qingdao"),
      "cn-beijing": t("Beijing"),
      "cn-zhangjiakou": t("Zhangjiakou"),
      "cn-huhehaote": t("Hohhot"),
      "cn-wulanchabu": t("Ulanqab"),
      "cn-shenzhen": t("Shenzhen"),
      "cn-heyuan": t("Heyuan"),
      "cn-guangzhou": t("Guangzhou"),
      "cn-chengdu": t("Chengdu"),
    },
    [t("Asia Pacific")]: {
      "cn-hongkong": t("Hong Kong"),
      "ap-southeast-1": t("Singapore"),
      "ap-southeast-3": t("Kuala Lumpur"),
      "ap-southeast-5": t("Jakarta"),
      "ap-southeast-6": t("Manila"),
      "ap-southeast-7": t("Bangkok"),
      "ap-northeast-1": t("Tokyo"),
      "ap-northeast-2": t("Seoul"),
    },
    [t("Europe, Americas, Middle East")]: {
      "eu-central-1": t("Frankfurt"),
      "eu-west-1": t("London"),
      "us-east-1": t("Virginia"),
      "us-west-1": t("Silicon Valley"),
      "me-east-1": t("Dubai"),
    },
  };
}
