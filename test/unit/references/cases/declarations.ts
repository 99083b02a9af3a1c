// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
/** What documents of LaTeX, AsciiDoc, Markdown and Sphinx declare about the names of their pictures. */
import type { RealCases, ReferenceCase } from "./realCase.ts";

type Row = readonly [lines: readonly string[], files: ReferenceCase["files"], right: string];

function rows(languageId: string, file: string, table: readonly Row[]): ReferenceCase[] {
  return table.map(([lines, files, right]) => ({ languageId, file, lines, files, right }));
}

export const declarations: RealCases = {
  "LaTeX's options and arguments": rows("latex", "doc/a.tex", [
    [["\\includegraphics<1-2>[width=\\textwidth]{fi‸g}"], ["doc/fig.png"], "doc/fig.png"],
    [["\\includegraphics[trim={0 1cm 0 {2cm}},clip]{fi‸g}"], ["doc/fig.png"], "doc/fig.png"],
    [
      ["\\includegraphics[width=\\dimexpr(\\linewidth-[1cm])]{fi‸g}"],
      ["doc/fig.png"],
      "doc/fig.png",
    ],
    [
      ["\\includegraphics", "  [width=3cm,", "   height=2cm]", "  {fi‸g}"],
      ["doc/fig.png"],
      "doc/fig.png",
    ],
    [["\\includegraphics*[width=3cm]{fi‸g}"], ["doc/fig.png"], "doc/fig.png"],
    [["\\includegraphics[alt={A fig‸ure.png}]{fig}"], ["doc/fig.png", "figure.png"], "nothing"],
    [["\\begin{overpic}[width=3cm]{fi‸g}"], ["doc/fig.png"], "doc/fig.png"],
    [["\\pgfdeclareimage[width=1cm]{logo}{fi‸g}"], ["doc/fig.jpg"], "doc/fig.jpg"],
    [["\\textbf{fi‸g}"], ["doc/fig.png"], "nothing"],
    [["\\frac{a}{fi‸g}"], ["doc/fig.png"], "nothing"],
    [["\\includesvg{plo‸t}"], ["doc/plot.png"], "nothing"],
  ]),
  "LaTeX's order of types": rows("latex", "a.tex", [
    [["\\includegraphics{fi‸g}"], ["fig.jpg", "fig.png"], "fig.png"],
    [["\\includegraphics{fi‸g}"], ["fig.jpg", "fig.pdf"], "nothing"],
    [["\\includegraphics{fi‸g}"], ["fig.JPEG"], "fig.JPEG"],
    [
      ["\\DeclareGraphicsExtensions{.jpg, .png}", "\\begin{document}", "\\includegraphics{fi‸g}"],
      ["fig.jpg", "fig.png"],
      "fig.jpg",
    ],
    [["\\includegraphics{fig.v‸2}"], ["fig.v2.png"], "fig.v2.png"],
  ]),
  "LaTeX's folders": rows("latex", "doc/a.tex", [
    [
      ["\\graphicspath{{figs/}{../img/}}", "\\includegraphics{fi‸g}"],
      ["img/fig.png"],
      "img/fig.png",
    ],
    [
      ["\\graphicspath{{figs/}}", "\\includegraphics{fi‸g}"],
      ["doc/figs/fig.png", "doc/fig.png"],
      "doc/fig.png",
    ],
    [
      ["\\graphicspath{ % where they are", "  {figs/} % all", "}", "\\includegraphics{fi‸g}"],
      ["doc/figs/fig.png"],
      "doc/figs/fig.png",
    ],
    [
      ["% \\graphicspath{{old/}}", "\\graphicspath{{figs/}}", "\\includegraphics{fi‸g}"],
      ["doc/figs/fig.png", "doc/old/fig.png"],
      "doc/figs/fig.png",
    ],
    [["\\svgpath{{art/}}", "\\includesvg{plo‸t}"], ["doc/art/plot.svg"], "doc/art/plot.svg"],
    [
      ["% !TEX root = ../main.tex", "\\includegraphics{img/fi‸g}"],
      ["img/fig.png", "main.tex"],
      "img/fig.png",
    ],
    [
      ["\\documentclass[../main]{subfiles}", "\\includegraphics{fi‸g}"],
      { "figs/fig.png": "", "main.tex": "\\graphicspath{{figs/}}\n\\begin{document}\n" },
      "figs/fig.png",
    ],
  ]),
  "AsciiDoc's attributes": rows("asciidoc", "docs/a.adoc", [
    [
      [":imagesdir: img", "image::lo‸go.png[]"],
      ["docs/img/logo.png", "docs/logo.png"],
      "docs/img/logo.png",
    ],
    [
      ["ifdef::env-github[:imagesdir: img]", "image::lo‸go.png[]"],
      ["docs/img/logo.png"],
      "docs/img/logo.png",
    ],
    [
      [":imagesdir: img", "image::lo‸go.png[]", ":imagesdir: other"],
      ["docs/img/logo.png", "docs/other/logo.png"],
      "docs/img/logo.png",
    ],
    [
      [":imagesdir: img", ":imagesdir!:", "image::lo‸go.png[]"],
      ["docs/img/logo.png", "docs/logo.png"],
      "docs/logo.png",
    ],
    [
      [":imagesdir: {docdir}/img", "image::lo‸go.png[]"],
      ["docs/img/logo.png"],
      "docs/img/logo.png",
    ],
    [
      [":base: img", ":sub: {base}/icons", ":imagesdir: {sub}", "image::lo‸go.png[]"],
      ["docs/img/icons/logo.png"],
      "docs/img/icons/logo.png",
    ],
    [[":a: {b}", ":b: {a}", ":imagesdir: {a}", "image::lo‸go.png[]"], ["docs/logo.png"], "nothing"],
    [["image::{imagesdir}/lo‸go.png[]"], ["docs/logo.png"], "nothing"],
    [["image::logo.png[my ph‸oto.png]"], ["docs/logo.png", "docs/photo.png"], "nothing"],
  ]),
  "Antora's modules": rows("asciidoc", "docs/modules/guide/pages/a.adoc", [
    [
      ["image::lo‸go.png[]"],
      ["docs/antora.yml", "docs/modules/guide/images/logo.png"],
      "docs/modules/guide/images/logo.png",
    ],
    [
      ["image::lo‸go.png[]"],
      [
        "docs/antora.yml",
        "docs/modules/guide/images/logo.png",
        "docs/modules/guide/pages/logo.png",
      ],
      "docs/modules/guide/images/logo.png",
    ],
    [
      ["image::ROOT:lo‸go.png[]"],
      ["docs/antora.yml", "docs/modules/ROOT/images/logo.png"],
      "docs/modules/ROOT/images/logo.png",
    ],
    [
      ["image::2.0@demo:ROOT:lo‸go.png[]"],
      ["docs/antora.yml", "docs/modules/ROOT/images/logo.png"],
      "docs/modules/ROOT/images/logo.png",
    ],
    [
      ["image::../images/lo‸go.png[]"],
      ["docs/modules/guide/images/logo.png"],
      "docs/modules/guide/images/logo.png",
    ],
    [["image::https://example.com/lo‸go.png[]"], ["docs/antora.yml"], "nothing"],
  ]),
  "Hexo's and Typora's folders": [
    ...rows("markdown", "source/_posts/first.md", [
      [
        ["{% asset_img left lo‸go.png 200 100 A logo %}"],
        ["source/_posts/first/logo.png"],
        "source/_posts/first/logo.png",
      ],
      [
        ['{% asset_img "my lo‸go.png" %}'],
        ["source/_posts/first/my logo.png"],
        "source/_posts/first/my logo.png",
      ],
      [
        ['<img src="{% asset_path lo‸go.png %}">'],
        ["source/_posts/first/logo.png"],
        "source/_posts/first/logo.png",
      ],
      [
        ["{% asset_img logo.png A pho‸to.png %}"],
        ["source/_posts/first/logo.png", "source/_posts/photo.png"],
        "nothing",
      ],
    ]),
    ...rows("markdown", "notes/day.md", [
      [
        ["---", "typora-root-url: media", "---", "![](/lo‸go.png)"],
        ["notes/media/logo.png", "logo.png"],
        "notes/media/logo.png",
      ],
      [
        ["---", 'typora-root-url: "../media"', "---", '<img src="/lo‸go.png">'],
        ["media/logo.png"],
        "media/logo.png",
      ],
      [
        ["---", "typora-root-url: media", "---", "![](lo‸go.png)"],
        ["notes/media/logo.png", "notes/logo.png"],
        "notes/logo.png",
      ],
    ]),
  ],
  "Obsidian's links": rows("markdown", "vault/notes/a.md", [
    [["![[lo‸go.png]]"], ["vault/art/logo.png"], "vault/art/logo.png"],
    [["![[lo‸go.png]]"], ["vault/art/logo.png", "vault/old/logo.png"], "nothing"],
    [
      ["![[art/lo‸go.png]]"],
      ["vault/art/logo.png", "vault/.obsidian/app.json"],
      "vault/art/logo.png",
    ],
    [["| ![[lo‸go.png\\|100]] | b |"], ["vault/notes/logo.png"], "vault/notes/logo.png"],
    [["[[my lo‸go.png|the logo]]"], ["vault/notes/my logo.png"], "vault/notes/my logo.png"],
    [["[[logo.png|the ph‸oto.png]]"], ["vault/notes/logo.png", "vault/notes/photo.png"], "nothing"],
    [
      ["---", "covers:", '  - "[[lo‸go.png]]"', "---"],
      ["vault/art/logo.png"],
      "vault/art/logo.png",
    ],
    [["[[a.png]] and [[b‸.png]]"], ["vault/notes/a.png", "vault/notes/b.png"], "vault/notes/b.png"],
  ]),
  "Markdown's reference definitions": rows("markdown", "a.md", [
    [["![x][lo‸go]", "", "- one", "- [logo]: img/right.png"], ["img/right.png"], "img/right.png"],
    [["![x][lo‸go]", "", "> [logo]: img/right.png"], ["img/right.png"], "img/right.png"],
    [["~~~", "[logo]: img/wrong.png", "~~~", "![x][lo‸go]"], ["img/wrong.png"], "nothing"],
    [
      ["````", "```", "[logo]: img/wrong.png", "````", "![x][lo‸go]", "", "[logo]: img/right.png"],
      ["img/wrong.png", "img/right.png"],
      "img/right.png",
    ],
    [
      ["<!-- [logo]: img/wrong.png -->", "![x][lo‸go]", "", "[logo]: img/right.png"],
      ["img/wrong.png", "img/right.png"],
      "img/right.png",
    ],
  ]),
  "Sphinx's types": rows("restructuredtext", "docs/a.rst", [
    [[".. figure:: img/lo‸go.*"], ["docs/img/logo.jpg", "docs/img/logo.pdf"], "docs/img/logo.jpg"],
    [[".. image:: img/lo‸go.*"], ["docs/img/logo.pdf"], "nothing"],
    [[".. image:: /img/lo‸go.png"], ["docs/img/logo.png", "docs/conf.py"], "docs/img/logo.png"],
    [[".. image:: logo.png", "   :alt: pho‸to.png"], ["docs/photo.png"], "nothing"],
  ]),
};
