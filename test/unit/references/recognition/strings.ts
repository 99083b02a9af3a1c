// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
/** Strings that languages write in ways of their own. */
import type { Table } from "./row.ts";

export const strings: Table = {
  r: [
    ['p <- r"(img\\my a|.png)"', "img\\my a.png"],
    ["p <- r'{img/my a|.png}'", "img/my a.png"],
  ],
  lua: [
    ["p = [[img/my a|.png]]", "img/my a.png"],
    ["p = [==[img/my a|.png]==]", "img/my a.png"],
    ["--[==[ it's ]==] p = 'img/my a|.png'", "img/my a.png"],
    ["x = t[ 'img/my a|.png' ]", "img/my a.png"],
  ],
  perl: [
    ["$s =~ s/'//g; open('img/my a|.png')", "img/my a.png"],
    ["if ($s =~ /\"/) { open('img/my a|.png') }", "img/my a.png"],
    ["$s =~ tr/'/\"/; open('img/my a|.png')", "img/my a.png"],
    ["my $p = q{img/my a|.png};", "img/my a.png"],
    ["my $x = $s / 2; my $p = 'img/my a|.png'; my $y = $t / 2;", "img/my a.png"],
  ],
  ruby: [
    ["s.gsub(/'/, ''); open('img/my a|.png')", "img/my a.png"],
    ["x = y / 2; p = 'img/my a|.png'; z = y / 2", "img/my a.png"],
    ["s =~ %r{\"}; open('img/my a|.png')", "img/my a.png"],
  ],
  elixir: [
    ["p = ~s(img/my a|.png)", "img/my a.png"],
    ['Regex.run(~r/"/, s); p = "img/my a|.png"', "img/my a.png"],
  ],
  julia: [['p = raw"img\\my a|.png"', "img\\my a.png"]],
  php: [
    ['<?php\n$h = <<<HTML\n  <img src="my a|.png">\nHTML;', "my a.png"],
    ["<?php\n$h = <<<'HTML'\n  it's <img src=\"my a|.png\">\nHTML;", "my a.png"],
    ["<?php\n$h = <<<HTML\nit's\nHTML;\n$p = 'my a|.png';", "my a.png"],
  ],
  powershell: [["$h = @'\nit's\n'@\n$p = 'my a|.png'", "my a.png"]],
  javascript: [
    ["// one ` tick\nconst a = 'my a|.png'", "my a.png"],
    ["const a = `x`; // another ` tick\nconst b = 'my a|.png'", "my a.png"],
  ],
  mdx: [
    ["export const meta = {\n  cover: './img/it\\'s a|.png',\n};", "./img/it's a.png"],
    ["import a from './my a|.png'", "./my a.png"],
    ["export const a = 1\n\nIt's text with my a|.png", "a.png"],
    ["export const a = {\n\n  b: './my a|.png',\n}", "./my a.png"],
  ],
  yaml: [
    ["images: [\n  my a|.png,\n  b.png\n]", "my a.png"],
    ["images:\n  - my a|.png\n  - b.png", "my a.png"],
    ['a: { b: [x], c: "]" }\nd: my a|.png, too', "a.png"],
    ["x: a [b\ny: my a|.png", "my a.png"],
  ],
  shellscript: [
    ['convert "my a|.png"[0] b.png', "my a.png"],
    ['convert png:"my a|.png" b.png', "my a.png"],
    ['cp img/"my a|.png" .', "img/my a.png"],
    ['curl -F "file=@my a|.png"', "my a.png"],
  ],
};
