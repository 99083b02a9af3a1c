// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
/** References whose name is plain; what it leads to is the question. */
import type { RealCases } from "./realCase.ts";

export const places: RealCases = {
  "url() in class attributes": [
    {
      file: "resources/views/home.blade.php",
      languageId: "blade",
      lines: ['<div class="h-64 bg-[url(/img/mount‸ain.jpg)] bg-cover"></div>'],
      files: { "public/img/mountain.jpg": "", "composer.json": "{}" },
      right: "public/img/mountain.jpg",
    },
    {
      file: "a.html",
      languageId: "html",
      lines: ['<div class="bg-[url(//img.example.com/a‸.jpg)] p-2">'],
      files: [],
      settings: { urlMappings: { "https://img.example.com": "oss://shop" } },
      right: "oss://shop/a.jpg",
    },
  ],
  "Folders that are served below the project": [
    {
      file: "docs/guide/start.md",
      languageId: "markdown",
      lines: ["![Panel](/doc_images/pan‸el.png)"],
      files: ["docs/public/doc_images/panel.png", "docs/.vitepress/config.ts", "package.json"],
      right: "docs/public/doc_images/panel.png",
    },
  ],
  "Paths as the finished site has them": [
    {
      file: "docs/page.md",
      languageId: "markdown",
      lines: ['<figure markdown><img src="../images/exam‸ple.jpg" width="300"></figure>'],
      files: ["docs/images/example.jpg", "mkdocs.yml"],
      right: "docs/images/example.jpg",
    },
    {
      file: "website/docs/cli.md",
      languageId: "markdown",
      lines: ['<img src="/docs/img/docs/lay‸out.png" alt="Layout"/>'],
      files: {
        "website/static/img/docs/layout.png": "",
        "website/package.json": "",
        "website/docusaurus.config.ts": "export default { baseUrl: '/docs/' };\n",
      },
      right: "website/static/img/docs/layout.png",
    },
  ],
  "Placeholders for a site's base": [
    {
      file: "content/posts/a.md",
      languageId: "markdown",
      lines: ["![Alt]({static}/images/what‸ever.jpg)"],
      files: ["content/images/whatever.jpg", "pelicanconf.py"],
      right: "content/images/whatever.jpg",
    },
    {
      file: "src/routes/+page.svelte",
      languageId: "svelte",
      lines: [
        "<script>",
        '  import { base } from "$app/paths";',
        "</script>",
        '<img alt="x" src={`${base}/images/lo‸go.png`} />',
      ],
      files: ["static/images/logo.png", "package.json"],
      right: "static/images/logo.png",
    },
    {
      file: "shop/templates/a.html",
      languageId: "django-html",
      lines: ['<img src="{{ STATIC_URL }}img/a‸.png">'],
      files: ["static/img/a.png", "manage.py"],
      right: "static/img/a.png",
    },
    {
      file: "header.php",
      languageId: "php",
      lines: ['<img src="<?php echo get_stylesheet_directory_uri(); ?>/img/lo‸go.png" alt="">'],
      files: ["img/logo.png", "style.css", "functions.php"],
      right: "img/logo.png",
    },
  ],
  "Roots of projects": [
    {
      file: "site/posts/one.qmd",
      languageId: "quarto",
      lines: ["![A plot](/images/some‸path.png){width=60%}"],
      files: { "site/images/somepath.png": "", "site/_quarto.yml": "project:\n  type: website\n" },
      right: "site/images/somepath.png",
    },
    {
      file: "miniprogram/pages/index/index.wxml",
      languageId: "wxml",
      lines: ['<image src="/image/ta‸b.png" mode="aspectFit"></image>'],
      files: {
        "miniprogram/image/tab.png": "",
        "miniprogram/app.json": "",
        "project.config.json": '{"miniprogramRoot":"miniprogram/"}',
      },
      right: "miniprogram/image/tab.png",
    },
    {
      file: "testapp/Views/MainWindow.axaml",
      languageId: "axaml",
      lines: ['<Window Icon="/Assets/lo‸go.png" Title="x">'],
      files: ["testapp/Assets/logo.png", "testapp/testapp.csproj"],
      right: "testapp/Assets/logo.png",
    },
    {
      file: "src/apps/blog/templates/blog/a.html",
      languageId: "django-html",
      lines: ["<img src=\"{% static 'blog/a‸.png' %}\">"],
      files: ["src/apps/blog/static/blog/a.png", "src/manage.py", "pyproject.toml"],
      right: "src/apps/blog/static/blog/a.png",
    },
    {
      file: "shop/templates/a.html",
      languageId: "jinja-html",
      lines: ["<img src=\"{{ url_for('static', filename='img/a‸.png') }}\">"],
      files: ["shop/static/img/a.png", "shop/templates/img/a.png"],
      right: "shop/static/img/a.png",
    },
  ],
  "React Native's densities": [
    {
      file: "src/Header.js",
      languageId: "javascript",
      lines: ["<Image source={require('./img/lo‸go.png')} />"],
      files: ["src/img/logo@2x.png", "src/img/logo@3x.png", "package.json"],
      right: "src/img/logo@2x.png",
      orElse: "src/img/logo@3x.png",
    },
    {
      file: "src/a.js",
      languageId: "javascript",
      lines: ["require('./img/lo‸go.png')"],
      files: ["src/img/logo@2x.png", "img/logo.png", "package.json"],
      right: "src/img/logo@2x.png",
    },
  ],
  "<base href>": [
    {
      file: "index.html",
      languageId: "html",
      lines: [
        "<head>",
        '  <base href="images/">',
        "</head>",
        "<body>",
        '  <img src="ska‸te.jpg">',
        "</body>",
      ],
      files: ["images/skate.jpg"],
      right: "images/skate.jpg",
    },
    {
      file: "index.html",
      languageId: "html",
      lines: ['<head><base href="media/"></head>', '<img src="lo‸go.png">'],
      files: ["media/logo.png", "logo.png"],
      right: "media/logo.png",
    },
    {
      file: "index.html",
      languageId: "html",
      lines: ['<base href="https://cdn.example.com/shop/">', '<img src="img/lo‸go.png">'],
      files: ["img/logo.png"],
      settings: { urlMappings: { "https://cdn.example.com": "oss://cdn-bucket" } },
      right: "oss://cdn-bucket/shop/img/logo.png",
    },
  ],
  "Schemes that mean the project's root": [
    {
      file: "Assets/UI/Button.uss",
      languageId: "css",
      lines: [
        '.icon { background-image: url("project://database/Assets/Sprites/UI/Kind=Map,%20Size=la‸rge.png?fileID=2800000&guid=be23f11ede1084b4785c8f49e1902060&type=3#Kind=Map, Size=large"); }',
      ],
      files: ["Assets/Sprites/UI/Kind=Map, Size=large.png"],
      right: "Assets/Sprites/UI/Kind=Map, Size=large.png",
    },
    {
      file: "MainWindow.xaml",
      languageId: "xaml",
      lines: ['<Image Source="pack://application:,,,/Resources/Che‸ck.png"/>'],
      files: ["Resources/Check.png", "App.csproj"],
      right: "Resources/Check.png",
    },
    {
      file: "src/main.cpp",
      languageId: "cpp",
      lines: ['label->setPixmap(QPixmap(":/images/visi‸ble.png"));'],
      files: {
        "images/visible.png": "",
        "app.qrc": '<RCC><qresource prefix="/"><file>images/visible.png</file></qresource></RCC>',
      },
      right: "images/visible.png",
    },
    {
      file: "MainWindow.xaml",
      languageId: "xaml",
      lines: ['<Image Source="/MyApp;component/Images/lo‸go.png"/>'],
      files: ["Images/logo.png", "MyApp.csproj"],
      right: "Images/logo.png",
    },
    {
      file: "docs/a.md",
      languageId: "markdown",
      lines: ["![x](pathname:///img/lo‸go.png)"],
      files: {
        "static/img/logo.png": "",
        "package.json": "",
        "docusaurus.config.ts": "export default {};",
      },
      right: "static/img/logo.png",
    },
  ],
  "Styles of OSS": [
    {
      file: "a.html",
      languageId: "html",
      lines: ['<img src="https://notes.oss-cn-shenzhen.aliyuncs.com/uploads/one‸.png!thumbnail">'],
      files: [],
      right: "oss://notes/uploads/one.png",
    },
    {
      file: "a.css",
      languageId: "css",
      lines: [".a { background: url(https://img.example.com/a‸.png@!full) }"],
      files: [],
      settings: { urlMappings: { "https://img.example.com": "oss://shop" } },
      right: "oss://shop/a.png",
    },
  ],
  "Java's resources": [
    {
      file: "src/main/java/com/x/App.java",
      languageId: "java",
      lines: ['var u = App.class.getResource("ic‸on.png");'],
      files: ["src/main/resources/com/x/icon.png", "pom.xml"],
      right: "src/main/resources/com/x/icon.png",
    },
  ],
  "Imports of package.json": [
    {
      file: "src/a.ts",
      languageId: "typescript",
      lines: ['import x from "#img/lo‸go.png";'],
      files: {
        "art/logo.png": "",
        "package.json": '{"imports":{"#img/*":{"types":"./x/*","default":"./art/*"}}}',
      },
      right: "art/logo.png",
    },
    {
      file: "src/a.ts",
      languageId: "typescript",
      lines: ['import x from "#img/lo‸go.png";'],
      files: {
        "src/drawings/logo.png": "",
        "public/img/logo.png": "",
        "package.json": '{"imports":{"#img/*":"./src/drawings/*"}}',
      },
      right: "src/drawings/logo.png",
    },
  ],
  "Forms of Unicode": [
    {
      file: "a.md",
      languageId: "markdown",
      lines: ["![](café/naïve‸.png)"],
      files: ["café/naïve.png"],
      right: "café/naïve.png",
    },
  ],
  "Hosts of OSS": [
    {
      file: "a.md",
      languageId: "markdown",
      lines: ["![x](https://shop.s3.oss-cn-hangzhou.aliyuncs.com/a‸.jpg)"],
      files: [],
      right: "oss://shop/a.jpg",
    },
    {
      file: "a.md",
      languageId: "markdown",
      lines: ["![x](https://shop.s3.oss-accelerate.aliyuncs.com/a‸.jpg)"],
      files: [],
      right: "oss://shop/a.jpg",
    },
  ],
  "Aliases that begin with #": [
    {
      file: "src/a.ts",
      languageId: "typescript",
      lines: ['import x from "#art/lo‸go.png";'],
      files: {
        "src/drawings/logo.png": "",
        "tsconfig.json": '{"compilerOptions":{"paths":{"#art/*":["./src/drawings/*"]}}}',
      },
      right: "src/drawings/logo.png",
    },
    {
      file: "src/a.vue",
      languageId: "vue",
      lines: ['<template><img src="#pics/lo‸go.png"></template>'],
      files: ["art/logo.png"],
      settings: { pathAliases: { "#pics": "art" } },
      right: "art/logo.png",
    },
  ],
  "Paths of tsconfig.json": [
    {
      file: "src/a.ts",
      languageId: "typescript",
      lines: ["import u from '/images/foo‸.png?url';"],
      files: {
        "site-files/images/foo.png": "",
        "tsconfig.json": '{"compilerOptions":{"paths":{"/*":["./site-files/*"]}}}',
      },
      right: "site-files/images/foo.png",
    },
  ],
  "Relative names": [
    {
      file: "src/a/b.css",
      languageId: "css",
      lines: [".a { background: url(./img/a‸.png) }"],
      files: ["img/a.png"],
      right: "nothing",
    },
    {
      file: "packages/web/src/a.ts",
      languageId: "typescript",
      lines: ['import x from "./logo‸.png";'],
      files: ["logo.png", "packages/web/package.json"],
      right: "nothing",
    },
    {
      file: "src/views/Home.vue",
      languageId: "vue",
      lines: ['<template><img src="./assets/lo‸go.png"></template>'],
      files: ["src/assets/logo.png", "package.json"],
      right: "nothing",
    },
  ],
  "The nearest project first": [
    {
      file: "packages/web/src/App.tsx",
      languageId: "typescriptreact",
      lines: ['<img src="/lo‸go.png" />'],
      files: [
        "public/logo.png",
        "packages/web/public/logo.png",
        "packages/web/package.json",
        "package.json",
      ],
      right: "packages/web/public/logo.png",
    },
    {
      file: "packages/app/lib/a.dart",
      languageId: "dart",
      lines: ["Image.asset('assets/lo‸go.png')"],
      files: [
        "assets/logo.png",
        "packages/app/assets/logo.png",
        "packages/app/pubspec.yaml",
        "pubspec.yaml",
      ],
      right: "packages/app/assets/logo.png",
    },
  ],
  "What is served first": [
    {
      file: "app/page.tsx",
      languageId: "typescriptreact",
      lines: ['<Image src="/images/lo‸go.png" alt="" />'],
      files: [
        "images/logo.png",
        "public/images/logo.png",
        "package.json",
        "next.config.js",
        "README.md",
      ],
      right: "public/images/logo.png",
    },
    {
      file: "resources/views/a.blade.php",
      languageId: "blade",
      lines: ["<img src=\"{{ asset('images/lo‸go.png') }}\">"],
      files: ["images/logo.png", "public/images/logo.png", "composer.json"],
      right: "public/images/logo.png",
    },
    {
      file: "src/pages/a.tsx",
      languageId: "typescriptreact",
      lines: ['import logo from "images/lo‸go.png";'],
      files: {
        "images/logo.png": "",
        "src/art/logo.png": "",
        "package.json": "",
        "tsconfig.json": '{"compilerOptions":{"paths":{"images/*":["./src/art/*"]}}}',
      },
      right: "src/art/logo.png",
    },
  ],
};
