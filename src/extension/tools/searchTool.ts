/** The tool that finds images by the labels known of them. It asks nothing of the service. */
import type * as vscode from "vscode";
import * as z from "zod/mini";
import { formatObjectUri } from "../../oss/address.ts";
import type { ToolServices } from "./tools.ts";
import { toolText } from "./toolText.ts";

const inputSchema = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(200)),
});

type Input = z.infer<typeof inputSchema>;

/** Images told at most. */
const mostFound = 50;

export class SearchTool implements vscode.LanguageModelTool<Input> {
  readonly #services: ToolServices;

  constructor(services: ToolServices) {
    this.#services = services;
  }

  prepareInvocation(): vscode.PreparedToolInvocation {
    return { invocationMessage: "Searching known image labels" };
  }

  async invoke({
    input,
  }: vscode.LanguageModelToolInvocationOptions<Input>): Promise<vscode.LanguageModelToolResult> {
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) throw new Error("Give a text of 1 to 200 characters to search for.");
    const index = await this.#services.index();
    const found = index.search(parsed.data.text);
    return toolText({
      note: "Only images whose labels were detected before are searched. Label names are mostly Chinese.",
      total: found.length,
      images: found.slice(0, mostFound).map(({ object, labels }) => ({
        object: formatObjectUri(object),
        account: object.account,
        labels: labels.map(({ name, confidence }) => ({ name, confidence })),
      })),
    });
  }
}
