import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { lessons as english } from "@/locales/en/lessons";
import { lessons as chinese } from "@/locales/zh/lessons";

function addTexts(): void {
  i18next.addResourceBundle("en", "lessons", english);
  i18next.addResourceBundle("zh", "lessons", chinese);
}

/** The words of the gallery: they come with it and not with the page. Both languages, for it is searched in both. */
export function useLessonTexts() {
  useState(addTexts);
  return useTranslation(["lessons", "editor"]);
}
