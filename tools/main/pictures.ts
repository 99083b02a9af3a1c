/**
 * `npm run pictures`: pictures of every surface from the real workbench, in four themes and in the languages of the
 * interface. Those that the README shows go to media/screenshots, the others to out/pictures.
 */
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { readOptions } from "../commandLine.ts";
import { type Session, startSession } from "../driver/session.ts";
import type { Look } from "../driver/workbench.ts";
import { exampleWorkspace, outFolder, repository } from "../repository.ts";
import { runMain } from "../runMain.ts";
import { albumsShown, type Subject, subjects } from "../screenshots/subjects.ts";
import { setUpTestEnvironment, type TestEnvironment } from "../testEnvironment.ts";
import { languages } from "../vscode/language.ts";

interface Theme extends Look {
  /** As the setting names it. */
  readonly title: string;
}

/** A window follows the system from dark to light, in themes of one kind. */
const kinds: readonly Readonly<Record<string, Theme>>[] = [
  {
    dark: {
      title: "Default Dark Modern",
      scheme: "dark",
      look: "vs-dark",
      kind: "vscode-dark",
    },
    light: {
      title: "Default Light Modern",
      scheme: "light",
      look: "vs",
      kind: "vscode-light",
    },
  },
  {
    "high-contrast": {
      title: "Default High Contrast",
      scheme: "dark",
      look: "hc-black",
      kind: "vscode-high-contrast",
    },
    "high-contrast-light": {
      title: "Default High Contrast Light",
      scheme: "light",
      look: "hc-light",
      kind: "vscode-high-contrast-light",
    },
  },
];

/** Themes that the README shows, by what a reader's browser prefers. */
const shownThemes = ["dark", "light"];

/** Of WebP, 0–100: small grey letters are still clean. */
const quality = 80;

const all = path.join(outFolder, "pictures");
const shown = path.join(repository, "media", "screenshots");

const usage =
  "npm run pictures -- [--theme NAME] [--language NAME|en] [--subject NAME]   (each may be given several times)";

interface Wanted {
  readonly language: string | undefined;
  readonly themes: readonly (readonly [name: string, theme: Theme])[];
  readonly subjects: readonly string[];
}

const preferred = {
  dark: "workbench.preferredDarkColorTheme",
  light: "workbench.preferredLightColorTheme",
};

/** More than these, and something is wrong with all of them. */
const mostFailures = 3;

/** Gives how many subjects could not be brought about; a picture of each is in out/pictures. */
async function takeAll(environment: TestEnvironment, wanted: Wanted): Promise<number> {
  const { language } = wanted;
  const session = await startSession(environment, {
    folder: exampleWorkspace,
    settings: {
      "ossImageLabels.albums": albumsShown,
      "window.autoDetectColorScheme": true,
      ...Object.fromEntries(
        wanted.themes.map(([, theme]) => [preferred[theme.scheme], theme.title]),
      ),
      ...(language && { "ossImageLabels.labelLanguage": language }),
    },
    size: { width: 1180, height: 760 },
    language,
  });
  let failures = 0;
  try {
    for (const name of wanted.subjects) {
      const subject = subjects[name];
      if (!subject || (language && !subject.inLanguages)) continue;
      try {
        await subject.arrange(session.workbench);
        await takeThemes(session, { name, subject, language, themes: wanted.themes });
      } catch (error) {
        if (++failures > mostFailures) throw error;
        console.error(`${name}: ${(error as Error).message}`);
        await session.workbench.picture(path.join(all, `${name}-failed.png`));
      }
      await session.workbench.reset();
    }
  } finally {
    await session.close();
  }
  return failures;
}

interface Picture {
  readonly name: string;
  readonly subject: Subject;
  readonly language: string | undefined;
  readonly themes: Wanted["themes"];
}

/** The same window in each theme, which changes under whatever is open. */
async function takeThemes(session: Session, picture: Picture): Promise<void> {
  const { name, subject, language } = picture;
  for (const [theme, look] of picture.themes) {
    await session.workbench.dress(look);
    await subject.again?.(session.workbench);
    const file = `${[name, language, theme].filter(Boolean).join("-")}.webp`;
    await session.workbench.smallPicture(path.join(all, file), quality);
    console.log(path.relative(repository, path.join(all, file)));
    const isShown = language ? name === "panel" : subject.isShown;
    if (!isShown || !shownThemes.includes(theme)) continue;
    await mkdir(shown, { recursive: true });
    await copyFile(path.join(all, file), path.join(shown, file));
  }
}

await runMain(async () => {
  const many = { type: "string", multiple: true } as const;
  const options = readOptions({ theme: many, language: many, subject: many }, usage);
  const isWanted = (wanted: readonly string[] | undefined) => (name: string) =>
    !wanted || wanted.includes(name);
  const environment = await setUpTestEnvironment({ forPictures: true });
  let failures = 0;
  for (const language of ["en", ...languages()].filter(isWanted(options.language))) {
    for (const kind of kinds) {
      const themes = Object.entries(kind).filter(([name]) => isWanted(options.theme)(name));
      // Languages are looked at in ordinary colours.
      if (themes.length === 0 || (language !== "en" && !("dark" in kind))) continue;
      failures += await takeAll(environment, {
        language: language === "en" ? undefined : language,
        themes,
        subjects: Object.keys(subjects).filter(isWanted(options.subject)),
      });
    }
  }
  return failures > 0 ? 1 : 0;
});
