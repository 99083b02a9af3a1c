// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
/** References in constructs of languages that are read otherwise than they look. */
import type { RealCases } from "./realCase.ts";

export const constructs: RealCases = {
  "Hexo's folders of posts": [
    {
      file: "source/_posts/first-note.md",
      languageId: "markdown",
      lines: ["Some words.", "", "{% asset_img flow‸_chart.jpg The flow %}", ""],
      files: ["source/_posts/first-note/flow_chart.jpg", "_config.yml", "package.json"],
      right: "source/_posts/first-note/flow_chart.jpg",
    },
    {
      file: "source/_posts/first-note.md",
      languageId: "markdown",
      lines: ["![blah]({% asset_path so‸me.jpg %})"],
      files: ["source/_posts/first-note/some.jpg", "_config.yml"],
      right: "source/_posts/first-note/some.jpg",
    },
  ],
  "Roots that a document declares": [
    {
      file: "notes/2024/day.md",
      languageId: "markdown",
      lines: [
        "---",
        "title: x",
        "typora-root-url: ../_media",
        "---",
        "",
        "![a](/shots/scr‸een.png)",
      ],
      files: ["notes/_media/shots/screen.png"],
      right: "notes/_media/shots/screen.png",
    },
  ],
  "AsciiDoc's imagesdir": [
    {
      file: "src/01_goals.adoc",
      languageId: "asciidoc",
      lines: [
        "ifndef::imagesdir[:imagesdir: ../images]",
        "",
        "== Goals",
        "",
        "image::over‸view.png[Overview]",
      ],
      files: ["images/overview.png"],
      right: "images/overview.png",
    },
    {
      file: "docs/a.adoc",
      languageId: "asciidoc",
      lines: [":root: ..", ":imagesdir: {root}/img", "", "image::a‸.png[]"],
      files: ["img/a.png"],
      right: "img/a.png",
    },
  ],
  Antora: [
    {
      file: "docs/modules/module1/pages/mydoc.adoc",
      languageId: "asciidoc",
      lines: ["Click image:ROOT:buttons/op‸en.png[] to open."],
      files: {
        "docs/modules/ROOT/images/buttons/open.png": "",
        "docs/antora.yml": "name: demo\nversion: ~\n",
      },
      right: "docs/modules/ROOT/images/buttons/open.png",
    },
  ],
  "Wiki links": [
    {
      file: "notes/a.md",
      languageId: "markdown",
      lines: ["---", 'cover: "[[my ima‸ge.jpg]]"', "---", ""],
      files: ["notes/my image.jpg"],
      right: "notes/my image.jpg",
    },
    {
      file: "a.md",
      languageId: "markdown",
      lines: ["See [[my pho‸to.png]]."],
      files: ["my photo.png", "photo.png"],
      right: "my photo.png",
    },
  ],
  "Wiki embeds by name": [
    {
      file: "docs/notes/dogs.md",
      languageId: "markdown",
      lines: ["![[Pup‸py.png]]"],
      files: ["docs/attachments/Puppy.png", "mkdocs.yml"],
      right: "docs/attachments/Puppy.png",
    },
  ],
  "LaTeX's main document": [
    {
      file: "section1.tex",
      languageId: "latex",
      lines: ["\\section{One}", "\\includegraphics[width=3cm]{fi‸g1}"],
      files: {
        "figures/fig1.png": "",
        "master.tex":
          "\\documentclass{article}\n\\graphicspath{{./figures/}}\n\\begin{document}\n\\input{section1}\n\\end{document}\n",
      },
      right: "figures/fig1.png",
    },
  ],
  "LaTeX's overlays": [
    {
      file: "talk.tex",
      languageId: "latex",
      lines: ["\\includegraphics<2>{fig_pa‸rt2}"],
      files: ["fig_part2.png"],
      right: "fig_part2.png",
    },
  ],
  "Sphinx's .*": [
    {
      file: "docs/a.rst",
      languageId: "restructuredtext",
      lines: [".. image:: img/my_im‸age.*"],
      files: ["docs/img/my_image.png", "docs/img/my_image.pdf", "docs/conf.py"],
      right: "docs/img/my_image.png",
    },
  ],
  "Words for people": [
    {
      file: "index.html",
      languageId: "html",
      lines: ['<a href="img/big.jpg" download="holi‸day.jpg">get</a>'],
      files: ["img/big.jpg", "holiday.jpg"],
      right: "nothing",
    },
    {
      file: "src/A.vue",
      languageId: "vue",
      lines: ["<template>", '<img src="./b.png" :alt="\'lo‸go.png\'">', "</template>"],
      files: ["src/b.png", "src/logo.png"],
      right: "nothing",
    },
    {
      file: "src/A.vue",
      languageId: "vue",
      lines: ['<template><img src="./b.png" :title="\'lo‸go.png\'"></template>'],
      files: ["src/b.png", "src/logo.png"],
      right: "nothing",
    },
  ],
  "The directory of this file": [
    {
      file: "lib/mail.php",
      languageId: "php",
      lines: ["<?php", "$p = __DIR__ . '/img/lo‸go.png';"],
      files: ["lib/img/logo.png"],
      right: "lib/img/logo.png",
    },
    {
      file: "lib/deep/mail.php",
      languageId: "php",
      lines: ["<?php", "$p = __DIR__ . '/../img/lo‸go.png';"],
      files: ["lib/img/logo.png"],
      right: "lib/img/logo.png",
    },
    {
      file: "server/app.js",
      languageId: "javascript",
      lines: ["const logo = __dirname + '/img/lo‸go.png';"],
      files: ["server/img/logo.png"],
      right: "server/img/logo.png",
    },
    {
      file: "tools/a.ps1",
      languageId: "powershell",
      lines: ['$p = "$PSScriptRoot\\img\\lo‸go.png"'],
      files: ["tools/img/logo.png"],
      right: "tools/img/logo.png",
    },
    {
      file: "infra/main.tf",
      languageId: "terraform",
      lines: ['  source = "${path.module}/img/lo‸go.png"'],
      files: ["infra/img/logo.png"],
      right: "infra/img/logo.png",
    },
    {
      file: "app/CMakeLists.txt",
      languageId: "cmake",
      lines: ['set(ICON "${CMAKE_CURRENT_SOURCE_DIR}/img/lo‸go.png")'],
      files: ["app/img/logo.png"],
      right: "app/img/logo.png",
    },
    {
      file: ".vscode/settings.json",
      languageId: "jsonc",
      lines: ['{ "background.image": "${workspaceFolder}/img/lo‸go.png" }'],
      files: ["img/logo.png"],
      right: "img/logo.png",
    },
  ],
  "Paths joined in code": [
    {
      file: "run.py",
      languageId: "python",
      lines: ['p = Path("data") / "lo‸go.png"'],
      files: ["data/logo.png", "logo.png"],
      right: "data/logo.png",
      orElse: "nothing",
    },
    {
      file: "server/app.js",
      languageId: "javascript",
      lines: ["const p = path.join(__dirname, 'img', 'lo‸go.png');"],
      files: ["server/img/logo.png", "server/logo.png"],
      right: "server/img/logo.png",
      orElse: "nothing",
    },
    {
      file: "a.R",
      languageId: "r",
      lines: ['p <- file.path("figs", "lo‸go.png")'],
      files: ["figs/logo.png", "logo.png"],
      right: "figs/logo.png",
      orElse: "nothing",
    },
    {
      file: "run.py",
      languageId: "python",
      lines: ['p = ("img/"', '     "lo‸go.png")'],
      files: ["img/logo.png", "logo.png"],
      right: "img/logo.png",
      orElse: "nothing",
    },
    {
      file: "a.js",
      languageId: "javascript",
      lines: ["const f = 'icon-' + 'ho‸me.png';"],
      files: ["icon-home.png", "home.png"],
      right: "icon-home.png",
      orElse: "nothing",
    },
  ],
  "Constructs over several lines": [
    {
      file: "a.js",
      languageId: "javascript",
      lines: [
        "// one ` tick",
        ...Array<string>(90).fill(
          "const a = 1; // a line of some length that fills the passage up to its limit",
        ),
        "const b = img‸.png;",
      ],
      files: ["img.png"],
      right: "nothing",
    },
    {
      file: "a.yaml",
      languageId: "yaml",
      lines: ["images: [", "  one wi‸de.png,", "  two.png,", "]"],
      files: ["one wide.png", "wide.png"],
      right: "one wide.png",
    },
  ],
  "Words of shells": [
    {
      file: "a.sh",
      languageId: "shellscript",
      lines: ['convert "img/a b‸.png"[0] -resize 50% out.png'],
      files: ["img/a b.png"],
      right: "img/a b.png",
    },
    {
      file: "a.sh",
      languageId: "shellscript",
      lines: ['curl -F file=@"img/a b‸.png" https://example.com'],
      files: ["img/a b.png"],
      right: "img/a b.png",
    },
  ],
  "Markdown's definitions": [
    {
      file: "a.md",
      languageId: "markdown",
      lines: [
        "```md",
        "[logo]: img/wrong.png",
        "```",
        "",
        "![x][lo‸go]",
        "",
        "[logo]: img/right.png",
      ],
      files: ["img/wrong.png", "img/right.png"],
      right: "img/right.png",
    },
    {
      file: "a.md",
      languageId: "markdown",
      lines: [
        "<!--",
        "[logo]: img/wrong.png",
        "-->",
        "",
        "![x][lo‸go]",
        "",
        "[logo]: img/right.png",
      ],
      files: ["img/wrong.png", "img/right.png"],
      right: "img/right.png",
    },
  ],
  "LaTeX's declarations": [
    {
      file: "a.tex",
      languageId: "latex",
      lines: [
        "\\graphicspath{",
        "  {figs/}",
        "  {img/}",
        "}",
        "\\begin{document}",
        "\\includegraphics{pl‸ot}",
      ],
      files: ["img/plot.png"],
      right: "img/plot.png",
    },
    {
      file: "a.tex",
      languageId: "latex",
      lines: ["\\includegraphics[width=3cm]{pho‸to}"],
      files: ["photo.JPG"],
      right: "photo.JPG",
    },
    {
      file: "a.tex",
      languageId: "latex",
      lines: ["\\includesvg[width=3cm]{figs/pl‸ot}"],
      files: ["figs/plot.svg", "figs/plot.png"],
      right: "figs/plot.svg",
    },
  ],
  "Scripts in MDX": [
    {
      file: "a.mdx",
      languageId: "mdx",
      lines: ["export const meta = {", "  cover: './img/it\\'s a‸.png',", "};"],
      files: ["img/it's a.png"],
      right: "img/it's a.png",
    },
  ],
  "Raw strings of R": [
    {
      file: "a.R",
      languageId: "r",
      lines: ['p <- r"(img\\logo b‸.png)"'],
      files: ["img/logo b.png"],
      right: "img/logo b.png",
    },
  ],
  "Quotes in regular expressions": [
    {
      file: "a.pl",
      languageId: "perl",
      lines: ['$s =~ s/"//g; open(F, "img/a b‸.png");'],
      files: ["img/a b.png"],
      right: "img/a b.png",
    },
  ],
  "Long brackets of Lua": [
    {
      file: "a.lua",
      languageId: "lua",
      lines: ["p = [=[img/a b‸.png]=]"],
      files: ["img/a b.png"],
      right: "img/a b.png",
    },
  ],
  "Alternative texts": [
    {
      languageId: "quarto",
      lines: ['![](./ima‸ge.png){fig-alt="A river in spring"}'],
      alt: "present",
    },
    {
      languageId: "svelte",
      lines: ['<img src="photo‸.jpg" {alt} />'],
      alt: "present",
    },
    {
      languageId: "markdown",
      lines: ["    ![](a‸.png)"],
      alt: "nothing",
    },
  ],
};
