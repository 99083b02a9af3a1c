/** What frameworks write for a site's own base address: the path behind it begins at the site's root. */

/** Of Create React App, Vite, SvelteKit's page, Vue CLI, Jekyll, Hugo and MkDocs. */
const basePlaceholder =
  /^(?:%(?:PUBLIC_URL|BASE_URL|sveltekit\.assets)%|\{\{-?\s?(?:site\.(?:baseurl|url)|\.Site\.BaseURL|base_url)\s?-?\}\}|<%= ?BASE_URL ?%>|\$\{(?:process\.env\.PUBLIC_URL|import\.meta\.env\.BASE_URL)\})/;
const svelteBase = /^\{(?:base|assets)\}/;

/** Length of the placeholder that a text begins with, or 0; `{base}` is one in Svelte alone. */
export function basePlaceholderLength(text: string, isSvelte: boolean): number {
  return (basePlaceholder.exec(text) ?? (isSvelte ? svelteBase.exec(text) : null))?.[0].length ?? 0;
}
