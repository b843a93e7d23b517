import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { lessons as english } from "@/locales/en/lessons";
import { lessons as chinese } from "@/locales/zh/lessons";

function addTexts(): void {
  bringTexts("lessons", english, chinese);
}

/** The words of the gallery: they come with it and not with the page. Both languages, for it is searched in both. */
export function useLessonTexts() {
  useState(addTexts);
  return useTranslation(["lessons", "editor"]);
}
