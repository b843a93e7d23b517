import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { unrun as english } from "@/locales/en/unrun";
import { unrun as chinese } from "@/locales/zh/unrun";

function addTexts(): void {
  i18next.addResourceBundle("en", "unrun", english);
  i18next.addResourceBundle("zh", "unrun", chinese);
}

/** The words of a network that has not run: they come with its views and not with the page. */
export function useUnrunTexts() {
  useState(addTexts);
  return useTranslation("unrun");
}
