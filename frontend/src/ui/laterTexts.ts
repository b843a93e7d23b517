/** Words that the page starts without: they come with the first of the parts that say them, in both languages. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { health as englishHealth } from "@/locales/en/health";
import { inspector as englishInspector } from "@/locales/en/inspector";
import { library as englishLibrary } from "@/locales/en/library";
import { setup as englishSetup } from "@/locales/en/setup";
import { classes } from "@/locales/zh/classes";
import { health as chineseHealth } from "@/locales/zh/health";
import { inspector as chineseInspector } from "@/locales/zh/inspector";
import { library as chineseLibrary } from "@/locales/zh/library";
import { setup as chineseSetup } from "@/locales/zh/setup";

export function addLaterTexts(): void {
  bringTexts("classes", {}, classes);
  bringTexts("health", englishHealth, chineseHealth);
  bringTexts("inspector", englishInspector, chineseInspector);
  bringTexts("library", englishLibrary, chineseLibrary);
  bringTexts("setup", englishSetup, chineseSetup);
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
