// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
/** Names beside code that joins something else: what stands alone is still found. */
import { crowded } from "./crowded.ts";
import type { RealCases } from "./realCase.ts";

export const neighbours: RealCases = {
  python: [
    ...crowded("python", "src/x.py", [
      ['ICON = "‸a.png"', "src/a.png"],
      ['p = os.path.join("img",\n                 "‸a.png")', "src/img/a.png"],
      ['p = osp.join(osp.dirname(__file__), "img", "‸a.png")', "src/img/a.png"],
      [
        'from os.path import join, dirname\np = join(dirname(__file__), "img", "‸a.png")',
        "src/img/a.png",
      ],
      ['p = Path(__file__).with_name("‸a.png")', "src/a.png"],
      ['p = Path(__file__).parent.with_name("‸a.png")', "a.png"],
      ['p = tmp_path / "‸a.png"', "nothing"],
      ['p = tmpdir.join("‸a.png")', "nothing"],
      ['p = request.fspath.dirname + "/‸a.png"', "nothing"],
      ['x = [Path(d) / "‸a.png" for d in ds]', "nothing"],
      ['d = {k: v / "‸a.png"}', "nothing"],
      ['x = y if z else dir / "‸a.png"', "nothing"],
      ['x = lambda d: d / "‸a.png"', "nothing"],
      ['print("a/b", 3 / 4, "img/‸a.png")', "src/img/a.png"],
      ['S3 = f"https://{b}.oss-cn-hangzhou.aliyuncs.com/k/‸a.png"', "nothing"],
      ['u = "https://b1.oss-cn-hangzhou.aliyuncs.com/" + "k/‸a.png"', "nothing"],
      ['bucket.put_object_from_file("k/a.png", "img/‸a.png")', "src/img/a.png"],
    ]),
  ],
  javascript: [
    ...crowded("javascript", "src/x.js", [
      ["const a = { src: './img/‸a.png' };", "src/img/a.png"],
      ["const p = `${import.meta.dirname}/img/‸a.png`;", "src/img/a.png"],
      ["const p = resolve(import.meta.dirname, 'img', '‸a.png');", "src/img/a.png"],
      ["const p = resolve(__dirname, '../img', '‸a.png');", "img/a.png"],
      ["const p = join(dirname(import.meta.url), '‸a.png');", "src/a.png"],
      ["const d = await resolve('./img/‸a.png');", "src/img/a.png"],
      ["Promise.resolve('./img/‸a.png');", "src/img/a.png"],
      ["['./img/b.png', './img/‸a.png'].map(f);", "src/img/a.png"],
      ["['./img/b.png', './img/‸a.png'].join(',');", "src/img/a.png"],
      ["arr.concat('./img/‸a.png');", "nothing"],
      ["const p = 'https://b1.oss-cn-hangzhou.aliyuncs.com/' + 'k/‸a.png';", "nothing"],
      ["const p = HOST + '/img/‸a.png';", "nothing"],
      ["await page.screenshot({ path: './img/‸a.png' });", "src/img/a.png"],
      ["await page.screenshot({ path: `${dir}/‸a.png` });", "nothing"],
      ["client.put('k/a.png', path.normalize('./img/‸a.png'));", "src/img/a.png"],
      ["client.put('k/a.png', path.join(__dirname, 'img/‸a.png'));", "src/img/a.png"],
      ["const t = a / b; const p = './img/‸a.png'; const u = c / d;", "src/img/a.png"],
      ["<!-- html-like --> './img/‸a.png'", "src/img/a.png"],
    ]),
  ],
  php: [
    ...crowded("php", "src/x.php", [
      ["<?php\n$a = ['x.y' . $z, './img/‸a.png'];", "src/img/a.png"],
      ["<?php\nrequire __DIR__ . '/x.php'; $p = './img/‸a.png';", "src/img/a.png"],
      ["<?php\n$p = Config::get('dir') . '/‸a.png';", "nothing"],
      ["<?php\n$p = __DIR__.'/img/'.'‸a.png';", "src/img/a.png"],
      ["<?php\n$p = \\dirname(__DIR__) . '/img/‸a.png';", "img/a.png"],
      ["<?php\nreturn ['logo' => public_path('img/‸a.png')];", "public/img/a.png", "artisan"],
    ]),
  ],
  go: [
    ...crowded("go", "src/x.go", [
      ['x := a / b; p := "img/‸a.png"', "src/img/a.png"],
      ['const base = "img"\nvar p = base + "/‸a.png"', "src/img/a.png"],
    ]),
  ],
  java: [
    ...crowded("java", "src/X.java", [
      ['int c = a + b; String p = "img/‸a.png";', "src/img/a.png"],
      ['log.info("x" + y, "img/‸a.png");', "src/img/a.png"],
      ['String u = "https://" + b + ".oss-cn-hangzhou.aliyuncs.com/k/‸a.png";', "nothing"],
    ]),
  ],
  ruby: [
    ...crowded("ruby", "src/x.rb", [
      ['x = a / b; p = "img/‸a.png"', "src/img/a.png"],
      ['puts "x" "img/‸a.png"', "nothing"],
      ['y = x.split("/").join, "img/‸a.png"', "src/img/a.png"],
    ]),
  ],
  scss: [
    ...crowded("scss", "src/x.scss", [
      ['$w: 10px + 5px; .a { background: url("img/‸a.png") }', "src/img/a.png"],
      [".a { width: calc(100% / 3); background: url(img/‸a.png) }", "src/img/a.png"],
    ]),
  ],
  rust: [
    ...crowded("rust", "src/x.rs", [
      ['let v = vec!["b.png", "img/‸a.png"];', "src/img/a.png"],
      ['let x = a + b; let p = "img/‸a.png";', "src/img/a.png"],
      ['paths.push("img/‸a.png");', "nothing"],
      ['names.push("img/‸a.png");', "src/img/a.png"],
    ]),
  ],
  shellscript: [
    ...crowded("shellscript", "src/x.sh", [
      ["echo $(date) img/‸a.png", "src/img/a.png"],
      ["(cd x; cp ../img/‸a.png .)", "img/a.png"],
      ["test -f img/‸a.png || exit", "src/img/a.png"],
      ["x=`cat y` ; cp img/‸a.png .", "src/img/a.png"],
    ]),
  ],
  plaintext: [
    ...crowded("plaintext", "src/x.txt", [
      ['a + "img/‸a.png"', "nothing"],
      ['Salt & "img/‸a.png"', "nothing"],
      ['x. "img/‸a.png"', "src/img/a.png"],
      ['He said: "img/‸a.png"', "src/img/a.png"],
    ]),
  ],
};
