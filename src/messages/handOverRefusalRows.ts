/** What is given to another engine. */
import type { RefusalRows } from "./refusalRow.ts";
import type { RowRemedy } from "./row.ts";

const editEndpoint: RowRemedy = { kind: "editAccount", part: "place" };

export const handOverRefusalRows = {
  "no-imm-there": {
    short: "IMM not asked",
    what: "{endpoint}, the endpoint of {account}, is not one of Alibaba Cloud, so the key is not shown to IMM.",
    next: "Use an account whose endpoint is a region of OSS, or a custom domain.",
    remedy: editEndpoint,
  },
  "not-handed-over": {
    none: {
      short: "Nothing handed over",
      what: "No bucket was given to IMM or to its own index from here.",
      next: "Do that first, in the menu of a bucket in the tree.",
    },
    bucket: {
      short: "Not handed over",
      what: "The bucket {bucket} was not given to IMM or to its own index from here.",
      next: "Do that first, in its menu in the tree; what is there already is found.",
    },
  },
  "dataset-without-labels": {
    short: "Dataset without labels",
    what: "IMM has a dataset {dataset} already, and its template ({template}) is not known to find labels.",
    next: "Delete that dataset in the IMM console, then give the bucket again.",
  },
  "index-being-prepared": {
    short: "Index being prepared",
    what: "The metadata index of {bucket} is still being prepared.",
    next: "Wait until it runs, then search again; 100 million objects take about 4 hours.",
  },
} satisfies Partial<RefusalRows>;
