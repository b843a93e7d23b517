/** Words that the page starts without: they come with the first of the parts that say them, in both languages. */
import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { health as englishHealth } from "@/locales/en/health";
import { inspector as englishInspector } from "@/locales/en/inspector";
import { library as englishLibrary } from "@/locales/en/library";
import { setup as englishSetup } from "@/locales/en/setup";
import { classes } from "@/locales/zh/classes";
import { health as chineseHealth } from "@/locales/zh/health";
import { inspector as chineseInspector } from "@/locales/zh/inspector";
import { library as chineseLibrary } from "@/locales/zh/library";
import { setup as chineseSetup } from "@/locales/zh/setup";

const LATER = {
  en: {
    health: englishHealth,
    inspector: englishInspector,
    library: englishLibrary,
    setup: englishSetup,
  },
  zh: {
    classes,
    health: chineseHealth,
    inspector: chineseInspector,
    library: chineseLibrary,
    setup: chineseSetup,
  },
};

export function addLaterTexts(): void {
  for (const [language, texts] of Object.entries(LATER)) {
    for (const [namespace, bundle] of Object.entries(texts))
      i18next.addResourceBundle(language, namespace, bundle);
  }
}

/** Of data and training. */
export function useSetupTexts() {
  useState(addLaterTexts);
  return useTranslation("setup");
}

/** Of forms, and of what is chosen on the canvas. */
export function useInspectorTexts() {
  useState(addLaterTexts);
  return useTranslation("inspector");
}

/** Of the library and of all that opens another experiment. */
export function useLibraryTexts() {
  useState(addLaterTexts);
  return useTranslation(["library", "common"]);
}

/** Of how well the layers are. */
export function useHealthTexts() {
  useState(addLaterTexts);
  return useTranslation(["health", "run", "views"]);
}
