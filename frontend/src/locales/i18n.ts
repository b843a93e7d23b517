import i18next, { type FormatterModule } from "i18next";
import { initReactI18next } from "react-i18next";
import type { blocks } from "./en/blocks";
import type { cost } from "./en/cost";
import type { errors } from "./en/errors";
import type { health } from "./en/health";
import type { inspector } from "./en/inspector";
import type { lessons } from "./en/lessons";
import type { library } from "./en/library";
import type { opened } from "./en/opened";
import type { sequence } from "./en/sequence";
import type { setup } from "./en/setup";
import type { tour } from "./en/tour";
import type { tuning } from "./en/tuning";
import type { unrun } from "./en/unrun";
import type { variants } from "./en/variants";
import type { without } from "./en/without";
import type { english } from "./english";
import type { english as parts } from "./englishParts";
import { errorsAreTold, fetchErrors } from "./errorTexts";
import { fetchLayersTold, layersAreTold } from "./layerTexts";
import { fetchPartTexts, partsAreTold } from "./partTexts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof english &
      typeof parts & {
        blocks: typeof blocks;
        cost: typeof cost;
        errors: typeof errors;
        health: typeof health;
        inspector: typeof inspector;
        library: typeof library;
        lessons: typeof lessons;
        opened: typeof opened;
        sequence: typeof sequence;
        setup: typeof setup;
        tour: typeof tour;
        tuning: typeof tuning;
        unrun: typeof unrun;
        variants: typeof variants;
        without: typeof without;
      };
  }
}

type Language = "en" | "zh";

/** A reader loads one language; the other comes when it is asked for. */
async function textsOf(language: Language): Promise<Record<string, object>> {
  if (language === "zh") return (await import("./chinese")).chinese;
  return (await import("./english")).english;
}

const inThousands = new Intl.NumberFormat("en-US");

/** Thousands with commas, in both languages and wherever a sentence has a count. */
const COUNTS: FormatterModule = {
  type: "formatter",
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown) =>
    Number.isInteger(value) ? inThousands.format(value as number) : String(value),
};

export async function startTexts(language: Language): Promise<void> {
  await i18next
    .use(initReactI18next)
    .use(COUNTS)
    .init({
      lng: language,
      // A missing key is an error of types, so there is nothing to fall back from.
      fallbackLng: false,
      defaultNS: "common",
      resources: { [language]: await textsOf(language) },
      // A part was drawn before its words came. The list of commands asks for those of the other language early.
      saveMissing: true,
      missingKeyHandler: (languages, namespace, key) => {
        if (languages.includes(i18next.language)) console.error(`no text for ${namespace}:${key}`);
      },
      // React escapes what it renders.
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
}

/** Changes the language on screen, once its texts are here. */
export async function switchTexts(language: Language): Promise<void> {
  if (i18next.language === language) return;
  if (!i18next.hasResourceBundle(language, "common")) {
    for (const [namespace, texts] of Object.entries(await textsOf(language))) {
      i18next.addResourceBundle(language, namespace, texts);
    }
  }
  // What came later in the other language is there at once in this one: no word of it goes missing for a moment.
  if (layersAreTold()) await fetchLayersTold(language);
  if (errorsAreTold()) await fetchErrors(language);
  if (partsAreTold()) await fetchPartTexts(language);
  await i18next.changeLanguage(language);
}
