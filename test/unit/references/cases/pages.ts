// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
/** Pages of notes, sites, books and manuals, each in a project of its kind. */
import { alone } from "./crowded.ts";
import type { RealCases } from "./realCase.ts";

export const pages: RealCases = {
  markdown: [
    ...alone("markdown", "notes/x.md", [
      ["![[‸a.png]]", "vault/files/a.png", "vault/files/a.png", ".obsidian/app.json"],
      ["![[‸a.png]]", "notes/a.png", "notes/a.png", "vault/a.png", ".obsidian/app.json"],
      ["![[‸a.png#x|100x200]]", "files/a.png", "files/a.png", ".obsidian/app.json"],
      ["| ![[‸a.png\\|100]] | b |", "files/a.png", "files/a.png"],
      ["![x](../assets/‸a.png)", "assets/a.png", "assets/a.png", "logseq/config.edn"],
      ["![a.png](../assets/‸a.png){:height 100, :width 200}", "assets/a.png", "assets/a.png"],
      ["![x](/assets/images/‸a.png)", "assets/images/a.png", "assets/images/a.png", "dendron.yml"],
      ["![[assets/‸a.png]]", "assets/a.png", "assets/a.png", ".obsidian/x"],
      ["![[../assets/‸a.png]]", "assets/a.png", "assets/a.png"],
      ["- ![x](files/‸a.png)", "notes/files/a.png", "notes/files/a.png", "files/a.png"],
      ["> ![x](files/‸a.png)", "notes/files/a.png", "notes/files/a.png"],
      ["1. x\n\n   ![x](files/‸a.png)", "notes/files/a.png", "notes/files/a.png"],
      ['[x]: files/‸a.png "b.png"', "notes/files/a.png", "notes/files/a.png"],
      ['[x]: files/b.png "‸a.png"', "nothing", "notes/a.png"],
      ["[x]: <files/a ‸b.png>", "notes/files/a b.png", "notes/files/a b.png"],
      ["![x‸]\n\n[x]: files/a.png", "notes/files/a.png", "notes/files/a.png"],
      ["![x][]‸\n\n[x]: files/a.png", "nothing", "notes/files/a.png"],
      ["![[nope|‸a.png]]", "nothing", "notes/a.png"],
      ['---\ncover: "[[files/‸a.png|x]]"\n---', "files/a.png", "files/a.png", ".obsidian/x"],
      [
        "---\ntypora-copy-images-to: ../img\ntypora-root-url: ..\n---\n![](/img/‸a.png)",
        "img/a.png",
        "img/a.png",
        "public/img/a.png",
      ],
      ["---\nimages:\n  - files/‸a.png\n---", "notes/files/a.png", "notes/files/a.png"],
      ["---\ndescription: files/‸a.png\n---", "nothing", "notes/files/a.png"],
      [
        "---\nogImage:\n  url: /files/‸a.png\n---",
        "public/files/a.png",
        "public/files/a.png",
        "package.json",
      ],
    ]),
    ...alone("markdown", "source/_posts/p.md", [
      [
        '{% asset_img "‸a.png" "b.png" %}',
        "source/_posts/p/a.png",
        "source/_posts/p/a.png",
        "_config.yml",
      ],
      ["{% asset_img b.png ‸a.png %}", "nothing", "source/_posts/p/a.png", "_config.yml"],
      [
        "{% asset_img cls ‸a.png 100 200 \"t 'b.png'\" %}",
        "source/_posts/p/a.png",
        "source/_posts/p/a.png",
        "_config.yml",
      ],
      ["![](‸a.png)", "nothing", "source/_posts/p/a.png", "_config.yml"],
      ["![](/images/‸a.png)", "source/images/a.png", "source/images/a.png", "_config.yml"],
    ]),
    ...alone("markdown", "content/posts/p/index.md", [
      [
        '{{< figure src="‸a.png" >}}',
        "content/posts/p/a.png",
        "content/posts/p/a.png",
        "hugo.toml",
      ],
    ]),
    ...alone("markdown", "content/posts/p.md", [
      [
        '{{< figure src="/images/‸a.png" >}}',
        "static/images/a.png",
        "static/images/a.png",
        "hugo.toml",
      ],
      [
        '{{< figure src="images/‸a.png" >}}',
        "static/images/a.png",
        "static/images/a.png",
        "hugo.toml",
      ],
    ]),
    ...alone("markdown", "_posts/p.md", [
      ["![x]({{ site.baseurl }}/assets/‸a.png)", "assets/a.png", "assets/a.png", "_config.yml"],
      [
        '![x]({{ "/assets/‸a.png" | absolute_url }})',
        "assets/a.png",
        "assets/a.png",
        "_config.yml",
      ],
      ['{% include img.html src="‸a.png" %}', "a.png", "a.png", "_config.yml"],
      [
        '{: style="background: url(/assets/‸a.png)"}',
        "assets/a.png",
        "assets/a.png",
        "_config.yml",
      ],
    ]),
    ...alone("markdown", "docs/p.md", [
      ["![x](‸a.png){ loading=lazy align=left }", "docs/a.png", "docs/a.png", "mkdocs.yml"],
      ['![x](‸a.png "b.png"){ .c }', "docs/a.png", "docs/a.png", "mkdocs.yml"],
      [
        "<figure markdown>\n  ![x](‸a.png)\n  <figcaption>b.png</figcaption>\n</figure>",
        "docs/a.png",
        "docs/a.png",
        "mkdocs.yml",
      ],
    ]),
  ],
  latex: [
    ...alone("latex", "doc/chapters/x.tex", [
      [
        "% !TEX root = ../main.tex\n\\includegraphics{img/‸a}",
        "doc/img/a.png",
        "doc/img/a.png",
        ["doc/main.tex", "\\documentclass{a}\\input{chapters/x}"],
      ],
      [
        "\\includegraphics{img/‸a}",
        "doc/img/a.png",
        "doc/img/a.png",
        ["doc/main.tex", "\\documentclass{a}\n\\begin{document}\n\\include{chapters/x}"],
      ],
      [
        "\\includegraphics{‸a}",
        "doc/figs/a.png",
        "doc/figs/a.png",
        [
          "doc/main.tex",
          "\\documentclass{a}\n\\graphicspath{{figs/}}\n\\begin{document}\n\\input{chapters/x}",
        ],
      ],
      [
        "\\documentclass[../main]{subfiles}\n\\includegraphics{img/‸a}",
        "doc/img/a.png",
        "doc/img/a.png",
        ["doc/main.tex", "\\documentclass{a}"],
      ],
      ["\\includegraphics{‸a}", "doc/chapters/a.JPG", "doc/chapters/a.JPG"],
      ["\\includegraphics{‸a.b.c}", "doc/chapters/a.b.c.png", "doc/chapters/a.b.c.png"],
      [
        "\\only<1>{\\includegraphics<2>[width=1cm]{‸a}}",
        "doc/chapters/a.png",
        "doc/chapters/a.png",
      ],
      [
        "\\includegraphics[width=.5\\textwidth,alt={x b.png}]{‸a}",
        "doc/chapters/a.png",
        "doc/chapters/a.png",
      ],
      ["\\includegraphics[width=1cm]%\n  {‸a}", "doc/chapters/a.png", "doc/chapters/a.png"],
      ["\\includegraphics{a b ‸c}", "doc/chapters/a b c.png", "doc/chapters/a b c.png"],
      ["\\begin{overpic}[width=1cm,grid]{‸a}", "doc/chapters/a.png", "doc/chapters/a.png"],
      ["\\includegraphics{~/‸a.png}", "nothing", "a.png", "doc/chapters/a.png"],
      ["\\animategraphics{12}{img/‸a-}{0}{9}", "nothing", "doc/img/a-.png"],
      ["\\verb|\\includegraphics{‸a}|", "doc/chapters/a.png", "doc/chapters/a.png"],
      ["\\tcbincludegraphics{‸a.png}", "doc/chapters/a.png", "doc/chapters/a.png"],
      ["\\coverimage{‸a.png}", "doc/chapters/a.png", "doc/chapters/a.png"],
    ]),
  ],
  asciidoc: [
    ...alone("asciidoc", "docs/x.adoc", [
      [
        "ifdef::env-github[:imagesdir: img]\nifndef::env-github[]\n:imagesdir: other\nendif::[]\n\nimage::‸a.png[]",
        "docs/other/a.png",
        "docs/other/a.png",
      ],
      [
        ":imagesdir: {docdir}/img\n\nimage::‸a.png[]",
        "docs/img/a.png",
        "docs/img/a.png",
        "img/a.png",
      ],
      [":a: img\n:imagesdir: ./{a}\n\nimage::‸a.png[]", "docs/img/a.png", "docs/img/a.png"],
      [
        ":imagesdir: img\n:imagesdir!:\n\nimage::‸a.png[]",
        "docs/a.png",
        "docs/a.png",
        "docs/img/a.png",
      ],
      [":imagesdir: img\n\nimage::/x/‸a.png[]", "nothing", "docs/img/x/a.png"],
      [":imagesdir: img\n\nimage::../‸a.png[]", "docs/a.png", "docs/a.png", "a.png"],
      [':imagesdir: img\n\nx image:‸a.png[b,title="c.png"] y', "docs/img/a.png", "docs/img/a.png"],
      [
        ':imagesdir: img\n\n[cols="1,1"]\n|===\n|image:‸a.png[]\n|===',
        "docs/img/a.png",
        "docs/img/a.png",
      ],
    ]),
    ...alone("asciidoc", "docs/modules/ROOT/pages/x.adoc", [
      [
        "image::other:‸a.png[]",
        "docs/modules/other/images/a.png",
        "docs/modules/other/images/a.png",
        "docs/antora.yml",
      ],
      [
        "image::sub/‸a.png[]",
        "docs/modules/ROOT/images/sub/a.png",
        "docs/modules/ROOT/images/sub/a.png",
        "docs/antora.yml",
      ],
      [
        "xref:attachment$‸a.png[x]",
        "nothing",
        "docs/modules/ROOT/attachments/a.png",
        "docs/antora.yml",
      ],
    ]),
  ],
  restructuredtext: [
    ...alone("restructuredtext", "docs/x.rst", [
      [".. image:: img/‸a.*", "docs/img/a.svg", "docs/img/a.svg", "docs/img/a.png", "docs/conf.py"],
      [".. figure:: /img/‸a.*\n   :alt: b.png", "docs/img/a.png", "docs/img/a.png", "docs/conf.py"],
      [".. image:: ../img/‸a.png\n   :width: 1", "img/a.png", "img/a.png", "docs/conf.py"],
      [
        ".. |x| image:: /img/‸a.png",
        "docs/img/a.png",
        "docs/img/a.png",
        "docs/conf.py",
        "img/a.png",
      ],
    ]),
  ],
};
