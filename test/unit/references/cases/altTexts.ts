// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
/** Whether an image has an alternative text, in every way in which one is written. */
import type { AltCase, RealCases } from "./realCase.ts";

function states(
  languageId: string,
  rows: readonly (readonly [string, AltCase["alt"]])[],
): AltCase[] {
  return rows.map(([text, alt]) => ({ languageId, lines: text.split("\n"), alt }));
}

export const altTexts: RealCases = {
  "Alternative texts: svelte": states("svelte", [
    ['<img src="‸a.png" {alt}>', "present"],
    ["<img src={a} {...props} alt={x}‸>", "present"],
    ["<img {src‸} {alt} />", "present"],
    ['<img src="‸a.png" {...rest}>', "present"],
    ['<img src="‸a.png" {title}>', "missing"],
    ['<img src="‸a.png" bind:alt>', "present"],
  ]),
  "Alternative texts: astro": states("astro", [
    ["---\n---\n<Image src={a‸} {alt} />", "present"],
    ["---\n---\n<Image src={a‸} {...p} />", "present"],
    ['---\n---\n<img src="‸a.png" alt={`x`} />', "present"],
    ['---\n---\n<img src="‸a.png" />', "missing"],
  ]),
  "Alternative texts: vue": states("vue", [
    ['<template><img src="‸a.png" :alt="x"></template>', "present"],
    ['<template><img src="‸a.png" v-bind:alt="x"></template>', "present"],
    ['<template><img src="‸a.png" :alt></template>', "present"],
    ['<template><img src="‸a.png" v-bind="p"></template>', "present"],
    ['<template><img src="‸a.png"></template>', "missing"],
  ]),
  "Alternative texts: angular": states("angular", [
    ['<img src="‸a.png" [alt]="x">', "present"],
    ['<img src="‸a.png" [attr.alt]="x">', "present"],
    ['<img src="‸a.png" alt="{{x}}">', "present"],
    ['<img src="‸a.png" i18n-alt alt="x">', "present"],
  ]),
  "Alternative texts: html": states("html", [
    ['<img src="‸a.png" alt>', "empty"],
    ['<img src="‸a.png" alt="">', "empty"],
    ['<img src="‸a.png" ALT="x y">', "present"],
    ["<img src=\"‸a.png\" alt='x y'>", "present"],
    ['<img src="‸a.png" alt="a.png">', "useless"],
    ['<img src="‸a.png" alt="image">', "useless"],
    ['<img src="‸a.png" title="x">', "missing"],
    ['<img src="‸a.png" aria-label="x">', "missing"],
    ['<img src="‸a.png" role="presentation">', "missing"],
    ['<img src="‸a.png" data-alt="x">', "missing"],
    ['<img\n  alt="x y"\n  src="‸a.png">', "present"],
    ['<input type="image" src="‸a.png">', "missing"],
    ['<area href="x" alt="‸y">', "nothing"],
    ['<a href="‸a.png">', "nothing"],
    ['<!-- <img src="‸a.png"> -->', "nothing"],
    ['<img src="‸a.png" alt="{{ x }}">', "present"],
  ]),
  "Alternative texts: php": states("php", [
    ['<img src="‸a.png" alt="<?= $x ?>">', "present"],
    ['<img src="‸a.png" <?= $attrs ?>>', "missing"],
  ]),
  "Alternative texts: erb": states("erb", [['<img src="‸a.png" alt="<%= x %>">', "present"]]),
  "Alternative texts: twig": states("twig", [['<img src="‸a.png" {{ attributes }}>', "missing"]]),
  "Alternative texts: razor": states("razor", [['<img src="‸a.png" alt="@x">', "present"]]),
  "Alternative texts: blade": states("blade", [['<img src="‸a.png" :alt="$x">', "present"]]),
  "Alternative texts: markdown": states("markdown", [
    ["![](‸a.png)", "missing"],
    ["![x y](‸a.png)", "present"],
    ["![a.png](‸a.png)", "useless"],
    ["    ![](‸a.png)", "nothing"],
    ["- x\n\n    ![](‸a.png)", "missing"],
    ["```\n![](‸a.png)\n```", "nothing"],
    ["`![](‸a.png)`", "nothing"],
    ['![](‸a.png){alt="x y"}', "present"],
    ['![](‸a.png){: alt="x y"}', "present"],
    ['![](‸a.png){#fig-x fig-alt="x y"}', "present"],
    ["![](‸a.png){#fig-x .c width=5 fig-alt='x y'}", "present"],
    ["![](‸a.png){width=50%}", "missing"],
    ["![x][‸a]\n\n[a]: a.png", "present"],
    ["![][‸a]\n\n[a]: a.png", "missing"],
    ['<img src="‸a.png">', "missing"],
    ["[![](‸a.png)](b)", "missing"],
    ["![x [y] z](‸a.png)", "present"],
    ["\\![](‸a.png)", "nothing"],
  ]),
  "Alternative texts: quarto": states("quarto", [
    ['![](‸a.png){fig-alt="x y"}', "present"],
    ['![Caption](‸a.png){fig-alt="x y"}', "present"],
    ['```{r}\n#| fig-alt: x\nknitr::include_graphics("‸a.png")\n```', "nothing"],
  ]),
  "Alternative texts: mdx": states("mdx", [
    ['<Image src="‸a.png" alt={x} />', "present"],
    ["<Image src={a‸} />", "missing"],
    ["![](‸a.png)", "missing"],
    ["    ![](‸a.png)", "missing"],
  ]),
  "Alternative texts: typescriptreact": states("typescriptreact", [
    ['<img src="‸a.png" {...p} />', "present"],
    ["<img src=\"‸a.png\" alt={''} />", "empty"],
    ['<img src="‸a.png" alt={`a ${x}`} />', "present"],
    ['<img {...p} src="‸a.png" alt="" />', "empty"],
    ['<Img src="‸a.png" />', "missing"],
    ["<img src={f({a: '>'})‸} alt=\"x y\" />", "present"],
  ]),
};
