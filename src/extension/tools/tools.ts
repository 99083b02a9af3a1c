/** Tools for language models: labels of an image, and images by label. They obey the caps and the trust of commands. */
import type * as vscode from "vscode";
import * as z from "zod/mini";
import { formatObjectUri } from "../../oss/address.ts";
import type { LabelStore } from "../images/labelStore.ts";
import { DetectTool, type ToolServices, toolText } from "./detectTool.ts";

/** By the names that the manifest gives them. */
export type LanguageModelTools = Readonly<Record<string, vscode.LanguageModelTool<object>>>;

export function languageModelTools(services: ToolServices): LanguageModelTools {
  return {
    ossImageLabels_detect: new DetectTool(services) as vscode.LanguageModelTool<object>,
    ossImageLabels_search: new SearchTool(services.labels) as vscode.LanguageModelTool<object>,
  };
}

const searchSchema = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(200)),
});

type SearchInput = z.infer<typeof searchSchema>;

/** Images that an answer to a search names. */
const maxFound = 50;

/** Finds images by the labels known of them. It asks nothing of the service. */
class SearchTool implements vscode.LanguageModelTool<SearchInput> {
  readonly #labels: LabelStore;

  constructor(labels: LabelStore) {
    this.#labels = labels;
  }

  prepareInvocation(): vscode.PreparedToolInvocation {
    return { invocationMessage: "Searching known image labels" };
  }

  async invoke({
    input,
  }: vscode.LanguageModelToolInvocationOptions<SearchInput>): Promise<vscode.LanguageModelToolResult> {
    const parsed = searchSchema.safeParse(input);
    if (!parsed.success) throw new Error("Give a text of 1 to 200 characters to search for.");
    const found = await this.#labels.search(parsed.data.text);
    return toolText({
      note: "Only images whose labels were detected before are searched. Label names are mostly Chinese.",
      total: found.length,
      images: found.slice(0, maxFound).map(({ object, labels }) => ({
        object: formatObjectUri(object),
        account: object.account,
        labels: labels.map(({ name, confidence }) => ({ name, confidence })),
      })),
    });
  }
}
