/** Regions and endpoints that are offered while a person types one. Knows no VS Code. */
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
  return [...regions.map(regionRow), ...meaningsOf(text.trim().toLowerCase())];
}

/** The same for the region of an endpoint that does not tell it. */
export function regionOffers(text: string): PlaceOffer[] {
  const region = plainRegion(text);
  const known = regions.map(regionRow);
  if (region === "" || isPartOfKnown(region)) return known;
  if (isRegion(region)) return [...known, unknownRegionRow(region)];
  return [
    ...known,
    problemRow({ what: "This is not a region.", next: "Write one such as cn-hangzhou." }),
  ];
}

function meaningsOf(typed: string): PlaceOffer[] {
  const region = plainRegion(typed);
  if (typed === "") return [];
  if (regions.some(({ id }) => id === region)) return otherEndpointsOf(region);
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
  const clear = sendsInTheClear(endpoint) ? "Not encrypted: you will be asked. " : "";
  return `${clear}${kindSentence(endpoint)}`;
}

function kindSentence({ kind, region, endpoint }: Endpoint): string {
  const protocol = endpoint.startsWith("http://") ? "HTTP" : "HTTPS";
  switch (kind) {
    case "public":
      return `Public endpoint of ${region}, over ${protocol}.`;
    case "internal":
      return `Internal endpoint, over ${protocol}: for servers on Alibaba Cloud in ${region}.`;
    case "dual-stack":
      return `IPv4 and IPv6 endpoint of ${region}, over ${protocol}.`;
    case "accelerate":
      return `Transfer acceleration, over ${protocol}: must be enabled on each bucket.`;
    case "custom-domain":
      return `A custom domain, over ${protocol}: leads to one bucket.`;
    case "path":
      return `A local or IP address, over ${protocol}.`;
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
    row(`oss-${region}-internal.aliyuncs.com`, "for servers on Alibaba Cloud in this region"),
    row(`${region}.oss.aliyuncs.com`, "IPv4 and IPv6"),
    row("oss-accelerate.aliyuncs.com", "transfer acceleration, once enabled on the bucket"),
  ];
}

function regionRow({ id, place, group }: Region): PlaceOffer {
  return { label: id, description: place, answer: id, always: false, group };
}

function endpointRow(typed: string, endpoint: Endpoint): PlaceOffer {
  const next = endpoint.region === undefined ? " Its region is asked next." : "";
  const detail = endpointSentence(endpoint) + next;
  return { label: typed, detail, answer: typed, always: true };
}

function unknownRegionRow(region: string): PlaceOffer {
  const detail = `Not a region known here: OSS will say whether ${regionEndpoint(region)} exists.`;
  return { label: region, detail, answer: region, always: true };
}

/** What is wrong, and below it what to write instead; a row cuts off what is longer. */
function problemRow({ what, next }: Pick<Explanation, "what" | "next">): PlaceOffer {
  return { label: what, detail: next, always: true };
}

function isPartOfKnown(typed: string): boolean {
  const start = typed.replace(/^oss-?/, "");
  return regions.some(({ id, place }) => id.includes(start) || place.toLowerCase().includes(typed));
}

export interface Region {
  /** Without `oss-`. */
  readonly id: string;
  readonly place: string;
  readonly group: string;
}

const byGroup: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Chinese mainland": {
    "cn-hangzhou": "Hangzhou",
    "cn-shanghai": "Shanghai",
    "cn-nanjing": "Nanjing",
    "cn-fuzhou": "Fuzhou",
    "cn-qingdao": "Qingdao",
    "cn-beijing": "Beijing",
    "cn-zhangjiakou": "Zhangjiakou",
    "cn-huhehaote": "Hohhot",
    "cn-wulanchabu": "Ulanqab",
    "cn-shenzhen": "Shenzhen",
    "cn-heyuan": "Heyuan",
    "cn-guangzhou": "Guangzhou",
    "cn-chengdu": "Chengdu",
  },
  "Asia Pacific": {
    "cn-hongkong": "Hong Kong",
    "ap-southeast-1": "Singapore",
    "ap-southeast-3": "Kuala Lumpur",
    "ap-southeast-5": "Jakarta",
    "ap-southeast-6": "Manila",
    "ap-southeast-7": "Bangkok",
    "ap-northeast-1": "Tokyo",
    "ap-northeast-2": "Seoul",
  },
  "Europe, Americas, Middle East": {
    "eu-central-1": "Frankfurt",
    "eu-west-1": "London",
    "us-east-1": "Virginia",
    "us-west-1": "Silicon Valley",
    "me-east-1": "Dubai",
  },
};

export const regions: readonly Region[] = Object.entries(byGroup).flatMap(([group, places]) =>
  Object.entries(places).map(([id, place]) => ({ id, place, group })),
);
