/** Which languages are read alike, by VS Code's language ids. Imports nothing, so that activation may load it. */

const ids = (text: string): readonly string[] => text.split(" ");

/** HTML and what is written like it: components and server templates. */
export const markupLanguages = ids(
  "html xhtml vue vue-html vue-postcss svelte astro php blade handlebars mustache twig jinja jinja-html django-html liquid erb ejs html-eex heex phoenix-heex razor aspnetcorerazor jsp ftl velocity angular marko",
);
export const markdownLanguages = ids("markdown mdx rmd quarto juliamarkdown");
/** Scripts with tags in them. */
export const scriptTagLanguages = ids("javascriptreact typescriptreact");

/** Languages in which an image has an alternative text. */
export const languagesWithAltTexts: readonly string[] = [
  ...markupLanguages,
  ...markdownLanguages,
  ...scriptTagLanguages,
];
