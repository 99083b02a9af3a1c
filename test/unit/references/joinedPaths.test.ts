// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
import assert from "node:assert/strict";
import { referenceAt } from "../../../src/references/imageReference.ts";
import type { Origin } from "../../../src/references/recogniser.ts";
import { textSource } from "../../../src/references/textSource.ts";

/** Source with `|` at the cursor; the name that is meant, or `undefined`; the folder it begins in. */
type Row = readonly [marked: string, value: string | undefined, from?: Origin];

const projects = (names: string): Origin => ({ nearest: names.split(" ") });
const crate = projects("Cargo.toml");
const theme = projects("style.css theme.json");
const laravel = projects("artisan composer.json");
const gradle = projects("build.gradle build.gradle.kts pom.xml");

const table: Readonly<Record<string, readonly Row[]>> = {
  javascript: [
    ["const a = __dirname + '/img/lo|go.png'", "img/logo.png", "document"],
    ["const a = __dirname + '/../img/lo|go.png'", "../img/logo.png", "document"],
    ["const a = `${__dirname}/img/lo|go.png`", "img/logo.png", "document"],
    ["const a = `${import.meta.dirname}/lo|go.png`", "logo.png", "document"],
    ["const a = `${path.dirname(__filename)}/lo|go.png`", "logo.png", "document"],
    ["path.join(__dirname, 'img', 'lo|go.png')", "img/logo.png", "document"],
    ["path.join(__dirname, '..', 'img/lo|go.png')", "../img/logo.png", "document"],
    ["path.resolve(__dirname, '../img/lo|go.png')", "../img/logo.png", "document"],
    ["path.join(path.dirname(__filename), 'lo|go.png')", "logo.png", "document"],
    ["join(import.meta.dirname, 'lo|go.png')", "logo.png", "document"],
    ["path.join(dirname(fileURLToPath(import.meta.url)), 'lo|go.png')", "logo.png", "document"],
    ["new URL('./lo|go.png', import.meta.url)", "./logo.png", "document"],
    ["new URL('../img/lo|go.png', import.meta.url).href", "../img/logo.png", "document"],
    ["path.join('img', 'lo|go.png')", "img/logo.png"],
    ["path.join(process.cwd(), 'public', 'lo|go.png')", "public/logo.png", "workspace"],
    ["path.join(assets, 'lo|go.png')", undefined],
    ["path.join(options.root, 'img', 'lo|go.png')", undefined],
    [
      "const assets = path.join(__dirname, 'img');\nload(path.join(assets, 'lo|go.png'))",
      "img/logo.png",
      "document",
    ],
    ["let dir = 'a';\ndir = 'b';\nload(path.join(dir, 'lo|go.png'))", undefined],
    [
      "const here = path.dirname(fileURLToPath(import.meta.url));\nread(`${here}/lo|go.png`)",
      undefined,
    ],
    ["const f = 'icon-' + 'ho|me.png'", "icon-home.png"],
    ["const f = 'icon-' + name + '-ho|me.png'", undefined],
    ["const f = name + '.p|ng'", undefined],
    ["const f = 'lo|go' + '.png'", "logo.png"],
    ["const f = 'lo|go.png' + '.bak'", undefined],
    ["const f = 'lo|go.png' + '?v=1'", "logo.png"],
    ["const f = 'lo|go.png' + query", "logo.png"],
    ["const f = base + '/img/lo|go.png'", undefined],
    ["const f = process.env.PUBLIC_URL + '/img/lo|go.png'", "img/logo.png", "site"],
    ["const f = import.meta.env.BASE_URL + 'lo|go.png'", "logo.png", "site"],
    [
      "const f = 'https://cdn.example.com' + '/img/lo|go.png'",
      "https://cdn.example.com/img/logo.png",
    ],
    ["const f = base + 'https://example.com/lo|go.png'", "https://example.com/logo.png"],
    ["log('Could not open ' + 'lo|go.png')", "logo.png"],
    ["html = '<img src=\"' + 'lo|go.png' + '\">'", "logo.png"],
    ["html = '<img src=\"' + base + 'lo|go.png\">'", undefined],
    ["load(dir, 'lo|go.png')", "logo.png"],
    ["['img', 'lo|go.png'].join('/')", "img/logo.png"],
    ["['img.png', 'lo|go.png'].join(', ')", "logo.png"],
    ["['img.png', 'lo|go.png']", "logo.png"],
    ["require.resolve('./lo|go.png')", "./logo.png"],
    ["Promise.resolve('lo|go.png')", "logo.png"],
    ["new File([bytes], 'lo|go.png', { type: 'image/png' })", "logo.png"],
    ["x.constructor('a', 'lo|go.png')", "logo.png"],
    ["constructor + 'lo|go.png'", undefined],
  ],
  php: [
    ["<?php\n$p = __DIR__ . '/img/lo|go.png';", "img/logo.png", "document"],
    ["<?php\n$p = __DIR__ . '/../img/lo|go.png';", "../img/logo.png", "document"],
    ["<?php\n$p = dirname(__FILE__) . '/img/lo|go.png';", "img/logo.png", "document"],
    ["<?php\n$p = dirname(__DIR__) . '/img/lo|go.png';", "../img/logo.png", "document"],
    ['<?php\n$p = dirname(__DIR__, 2) . "/img/lo|go.png";', "../../img/logo.png", "document"],
    ["<?php\n$p = $_SERVER['DOCUMENT_ROOT'] . '/img/lo|go.png';", "img/logo.png", "site"],
    ["<?php\n$p = public_path('img/lo|go.png');", "public/img/logo.png", laravel],
    ["<?php\n$p = resource_path('img/lo|go.png');", "resources/img/logo.png", laravel],
    ["<?php\necho get_template_directory_uri() . '/img/lo|go.png';", "img/logo.png", theme],
    ["<?php\necho plugin_dir_url(__FILE__) . 'img/lo|go.png';", "img/logo.png", "document"],
    ["<?php\necho $base . '/img/lo|go.png';", undefined],
    ["<?php\necho 'img/' . 'lo|go.png';", "img/logo.png"],
    ["<?php\necho 'img/' . $name . 'lo|go.png';", undefined],
  ],
  python: [
    ['p = Path("img") / "lo|go.png"', "img/logo.png"],
    ['p = Path(__file__).parent / "img" / "lo|go.png"', "img/logo.png", "document"],
    ['p = Path(__file__).resolve().parent.parent / "lo|go.png"', "../logo.png", "document"],
    ['p = Path(__file__).parents[1] / "lo|go.png"', "../logo.png", "document"],
    ['p = Path(__file__).parent.joinpath("img", "lo|go.png")', "img/logo.png", "document"],
    ['p = Path(__file__).with_name("lo|go.png")', "logo.png", "document"],
    ['HERE = Path(__file__).parent\np = HERE / "img" / "lo|go.png"', "img/logo.png", "document"],
    ['p = settings.BASE / "lo|go.png"', undefined],
    ['p = os.path.join(os.path.dirname(__file__), "img", "lo|go.png")', "img/logo.png", "document"],
    [
      'p = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lo|go.png")',
      "logo.png",
      "document",
    ],
    ['p = os.path.join("img", "lo|go.png")', "img/logo.png"],
    ['p = os.path.dirname(__file__) + "/lo|go.png"', "logo.png", "document"],
    ['p = f"{HERE}/lo|go.png"', undefined],
    ['p = ("img/"\n     "lo|go.png")', "img/logo.png"],
    ['p = Path("img", "lo|go.png")', "img/logo.png"],
    ['p = Path("lo|go.png")', "logo.png"],
    ['draw(canvas, "lo|go.png")', "logo.png"],
    ['x = ["a.png" "lo|go.png"]', "a.pnglogo.png"],
  ],
  ruby: [
    ['p = File.join(__dir__, "img", "lo|go.png")', "img/logo.png", "document"],
    ['p = "#{__dir__}/img/lo|go.png"', "img/logo.png", "document"],
    ['p = File.expand_path("../img/lo|go.png", __FILE__)', "img/logo.png", "document"],
    ['p = File.expand_path("img/lo|go.png", __dir__)', "img/logo.png", "document"],
    ['p = Rails.root.join("app", "lo|go.png")', "app/logo.png", projects("config.ru Gemfile")],
    ['p = root.join("lo|go.png")', undefined],
  ],
  rust: [
    ['let p = concat!(env!("CARGO_MANIFEST_DIR"), "/img/lo|go.png");', "img/logo.png", crate],
    ['let p = Path::new(env!("CARGO_MANIFEST_DIR")).join("lo|go.png");', "logo.png", crate],
    ['let p = Path::new("img").join("lo|go.png");', "img/logo.png"],
    ['include_bytes!("img/lo|go.png")', "img/logo.png"],
  ],
  go: [
    ['p := filepath.Join("img", "lo|go.png")', "img/logo.png"],
    ['p := filepath.Join(dir, "lo|go.png")', undefined],
    ['p := dir + "/lo|go.png"', undefined],
  ],
  java: [
    ['var p = Paths.get("img", "lo|go.png");', "img/logo.png"],
    ['var p = Path.of("img").resolve("lo|go.png");', "img/logo.png"],
    ['var p = folder.resolve("lo|go.png");', undefined],
    ['var f = new File("img", "lo|go.png");', "img/logo.png"],
    ['var f = new File(folder, "lo|go.png");', undefined],
    ['var s = System.getProperty("user.dir") + "/img/lo|go.png";', "img/logo.png", "workspace"],
  ],
  kotlin: [['val p = "$projectDir/img/lo|go.png"', "img/logo.png", gradle]],
  csharp: [
    ['var p = Path.Combine("img", "lo|go.png");', "img/logo.png"],
    ['var p = Path.Combine(AppContext.BaseDirectory, "lo|go.png");', undefined],
    ['var p = $"{folder}/lo|go.png";', undefined],
  ],
  cpp: [
    [
      'auto p = std::filesystem::path(__FILE__).parent_path() / "img" / "lo|go.png";',
      "img/logo.png",
      "document",
    ],
    ['auto p = fs::path("img") / "lo|go.png";', "img/logo.png"],
    ['auto p = SOURCE_DIR "/img/lo|go.png";', undefined],
    ['auto p = "img/" "lo|go.png";', "img/logo.png"],
  ],
  r: [
    ['p <- file.path("figs", "lo|go.png")', "figs/logo.png"],
    ['p <- here("figs", "lo|go.png")', "figs/logo.png", "workspace"],
    ['p <- here::here("figs/lo|go.png")', "figs/logo.png", "workspace"],
    ['p <- paste0("figs/", "lo|go.png")', "figs/logo.png"],
    ['p <- paste0(dir, "lo|go.png")', undefined],
  ],
  julia: [
    ['p = joinpath(@__DIR__, "img", "lo|go.png")', "img/logo.png", "document"],
    ['p = joinpath(dir, "lo|go.png")', undefined],
  ],
  lua: [
    ['p = dir .. "/lo|go.png"', undefined],
    ['p = "img/" .. "lo|go.png"', "img/logo.png"],
  ],
  perl: [
    ['my $p = "$FindBin::Bin/lo|go.png";', "logo.png", "document"],
    ['my $p = dirname(__FILE__) . "/lo|go.png";', "logo.png", "document"],
    ['my $p = File::Spec->catfile("img", "lo|go.png");', "img/logo.png"],
  ],
  elixir: [
    ['p = Path.join(__DIR__, "img/lo|go.png")', "img/logo.png", "document"],
    ['p = Path.join([__DIR__, "img", "lo|go.png"])', "img/logo.png", "document"],
    ['p = __DIR__ <> "/lo|go.png"', "logo.png", "document"],
  ],
  swift: [['let p = "\\(folder)/lo|go.png"', undefined]],
  powershell: [
    ['$p = "$PSScriptRoot\\img\\lo|go.png"', "img\\logo.png", "document"],
    ['$p = "${PSScriptRoot}/img/lo|go.png"', "img/logo.png", "document"],
    ["$p = Join-Path $PSScriptRoot 'img/lo|go.png'", "img/logo.png", "document"],
    ["$p = Join-Path -Path $PSScriptRoot -ChildPath 'img/lo|go.png'", "img/logo.png", "document"],
    ["$p = Join-Path $dir 'lo|go.png'", undefined],
    ["$p = $PSScriptRoot + '\\lo|go.png'", "logo.png", "document"],
  ],
  terraform: [
    ['source = "${path.module}/img/lo|go.png"', "img/logo.png", "document"],
    ['source = "${path.root}/img/lo|go.png"', "img/logo.png", "workspace"],
    ['source = "${var.dir}/lo|go.png"', undefined],
  ],
  jsonc: [
    ['{ "image": "${workspaceFolder}/img/lo|go.png" }', "img/logo.png", "workspace"],
    ['{ "image": "${fileDirname}/lo|go.png" }', undefined],
  ],
  cmake: [
    ['set(ICON "${CMAKE_CURRENT_SOURCE_DIR}/img/lo|go.png")', "img/logo.png", "document"],
    [
      'set(ICON "${CMAKE_SOURCE_DIR}/img/lo|go.png")',
      "img/logo.png",
      { nearest: ["CMakeLists.txt"], isOutermost: true },
    ],
    ["set(ICON ${CMAKE_CURRENT_LIST_DIR}/img/lo|go.png)", "img/logo.png", "document"],
    ['set(ICON "${ART}/lo|go.png")', undefined],
    ['set(ICON "img/lo|go.png")', "img/logo.png"],
    ["set(ICONS img/lo|go.png img/b.png)", "img/logo.png"],
    ["# see img/lo|go.png", "img/logo.png"],
  ],
  shellscript: [
    ['cp "$(dirname "$0")/img/lo|go.png" .', "img/logo.png", "document"],
    ['cp "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/lo|go.png" .', "logo.png", "document"],
    ['cp "${BASH_SOURCE%/*}/lo|go.png" .', "logo.png", "document"],
    ["cp ${0%/*}/lo|go.png .", "logo.png", "document"],
    ['cp "$DIR/lo|go.png" .', undefined],
    ["cp $(date).png/lo|go.png .", undefined],
  ],
  bat: [
    ["copy %~dp0img\\lo|go.png %TEMP%", "img\\logo.png", "document"],
    ['copy "%~dp0my img\\lo|go.png" .', "my img\\logo.png", "document"],
    ["copy %ART%\\lo|go.png .", undefined],
    ["copy img\\lo|go.png .", "img\\logo.png"],
    ["rem see img\\lo|go.png", "img\\logo.png"],
  ],
  makefile: [
    [
      "	cp $(CURDIR)/img/lo|go.png out/",
      "img/logo.png",
      projects("Makefile GNUmakefile makefile"),
    ],
    ["	cp $(ART)/lo|go.png out/", undefined],
  ],
  xml: [
    ['<None Include="$(MSBuildThisFileDirectory)img\\lo|go.png" />', "img\\logo.png", "document"],
    ["<icon>${project.basedir}/img/lo|go.png</icon>", "img/logo.png", gradle],
    ['<None Include="$(Art)\\lo|go.png" />', undefined],
  ],
  yaml: [
    ["image: ${{ github.workspace }}/img/lo|go.png", "img/logo.png", "workspace"],
    ["image: ${ART}/lo|go.png", undefined],
  ],
};

describe("Names that code puts together", () => {
  for (const [languageId, rows] of Object.entries(table)) {
    describe(languageId, () => {
      for (const [marked, value, from] of rows) {
        it(`${JSON.stringify(marked)} → ${value ?? "nothing"}`, () => {
          const before = marked.slice(0, marked.indexOf("|")).split("\n");
          const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
          const document = textSource(marked.replace("|", ""), languageId);
          const reference = referenceAt(document, position);
          assert.deepEqual([reference?.value, reference?.from], [value, value && from]);
        });
      }
    });
  }
});
