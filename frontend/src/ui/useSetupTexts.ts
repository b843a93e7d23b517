import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { setup as english } from "@/locales/en/setup";
import { setup as chinese } from "@/locales/zh/setup";

/** The words of data and training: they come with the first of the parts that say them and not with the page. */
export function addSetupTexts(): void {
  i18next.addResourceBundle("en", "setup", english);
  i18next.addResourceBundle("zh", "setup", chinese);
}

export function useSetupTexts() {
  useState(addSetupTexts);
  return useTranslation("setup");
}
