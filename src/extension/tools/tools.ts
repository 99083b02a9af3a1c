/** Tools for language models: labels of an image, and images by label. They obey the caps and the trust of commands. */
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";
import * as z from "zod/mini";
import type { FoundPage } from "../../labelIndex/port.ts";
import { topLabels } from "../../labels/report.ts";
import { formatObjectUri } from "../../oss/address.ts";
import { parseQuery } from "../../query/parse.ts";
import type { LabelStore } from "../images/labelStore.ts";
import { DetectTool, forModel, type ToolServices, toolText } from "./detectTool.ts";

/** By the names that the manifest gives them. */
export type LanguageModelTools = Readonly<Record<string, vscode.LanguageModelTool<object>>>;

export function languageModelTools(services: ToolServices): LanguageModelTools {
  return {
    ossImageLabels_detect: new DetectTool(services) as vscode.LanguageModelTool<object>,
    ossImageLabels_search: new SearchTool(services.labels) as vscode.LanguageModelTool<object>,
  };
}

const searchSchema = z.object({
  text: z.string().check(z.maxLength(1000)),
});

type SearchInput = z.infer<typeof searchSchema>;

/** Images that an answer to a search names, and the labels of each. */
const maxFound = 50;
const maxLabels = 10;

/** Finds images by what the label index knows of them. It asks nothing of the service. */
class SearchTool implements vscode.LanguageModelTool<SearchInput> {
  readonly #labels: LabelStore;

  constructor(labels: LabelStore) {
    this.#labels = labels;
  }

  prepareInvocation(): vscode.PreparedToolInvocation {
    return { invocationMessage: t("Searching known image labels") };
  }

  async invoke({
    input,
  }: vscode.LanguageModelToolInvocationOptions<SearchInput>): Promise<vscode.LanguageModelToolResult> {
    const parsed = searchSchema.safeParse(input);
    if (!parsed.success) throw new Error("Give a query of at most 1,000 characters.");
    const { total, images } = await forModel(() => this.#find(parsed.data.text));
    return toolText({
      note: "Only images of the label index are searched. Label names are mostly Chinese.",
      total,
      images: images.map(({ object, labels, isOutdated }) => ({
        object: formatObjectUri(object),
        account: object.account,
        labels: topLabels(labels, maxLabels).map(({ name, confidence }) => ({ name, confidence })),
        ...(isOutdated && { isOutdated }),
      })),
    });
  }

  async #find(text: string): Promise<FoundPage> {
    return this.#labels.index.search(parseQuery(text), { limit: maxFound });
  }
}
