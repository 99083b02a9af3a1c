/** What is offered while a person types a region or an endpoint. Knows no VS Code. */
import {
  type Endpoint,
  isRegion,
  plainRegion,
  readEndpoint,
  regionEndpoint,
  sendsInTheClear,
} from "../../oss/endpoint.ts";
import { type Region, regions } from "./regions.ts";

/** One row to choose. */
export interface PlaceOffer {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** What choosing it answers; absent for a row that only says what is wrong. */
  readonly answer?: string;
  /** Shown whatever is typed; others are there while they match. */
  readonly always: boolean;
  readonly group?: string;
}

/** Rows for a region or endpoint: what the text means, or why it means nothing, and known regions. */
export function endpointOffers(text: string): PlaceOffer[] {
  const typed = text.trim().toLowerCase();
  const region = plainRegion(typed);
  const known = regions.filter(({ id }) => id !== region).map(regionRow);
  if (typed === "") return known;
  if (regions.some(({ id }) => id === region)) return [...endpointsOf(region), ...known];
  const isPartOfKnown = regions.some((row) => matches(row, typed));
  try {
    const endpoint = readEndpoint(typed);
    if (endpoint.kind !== "public" || typed.includes(".")) {
      return [endpointRow(typed, endpoint), ...known];
    }
    // Half a name of a region is a name, too: it must not be taken by mistake.
    return isPartOfKnown ? known : [unknownRegionRow(region), ...known];
  } catch (error) {
    if (isPartOfKnown) return known;
    return [problemRow((error as Error).message), ...known];
  }
}

/** Rows for the region of an endpoint that does not tell it. */
export function regionOffers(text: string): PlaceOffer[] {
  const region = plainRegion(text);
  const known = regions.map(regionRow);
  if (region === "" || regions.some((row) => matches(row, region))) return known;
  if (isRegion(region)) return [unknownRegionRow(region), ...known];
  return [problemRow("This is no region. Write one such as cn-hangzhou."), ...known];
}

/** What an endpoint is, in a sentence or two. */
export function endpointSentence(endpoint: Endpoint): string {
  const clear = sendsInTheClear(endpoint) ? " Not encrypted: you will be asked." : "";
  return `${kindSentence(endpoint)}${clear}`;
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
      return `A domain of your own, over ${protocol}: leads to one bucket.`;
    case "path":
      return `An address without a domain, over ${protocol}.`;
  }
}

/** All endpoints of a known region. */
function endpointsOf(region: string): PlaceOffer[] {
  const row = (answer: string, description: string): PlaceOffer => ({
    label: answer,
    description,
    answer,
    always: true,
  });
  return [
    row(region, "the public endpoint, over HTTPS"),
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
  const detail = `Not among the regions known here: OSS will say whether there is ${regionEndpoint(region)}.`;
  return { label: region, detail, answer: region, always: true };
}

function problemRow(sentence: string): PlaceOffer {
  return { label: sentence, always: true };
}

function matches({ id, place }: Region, typed: string): boolean {
  return id.includes(typed.replace(/^oss-?/, "")) || place.toLowerCase().includes(typed);
}
