import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tuning as english } from "@/locales/en/tuning";
import { tuning as chinese } from "@/locales/zh/tuning";

function addTexts(): void {
  i18next.addResourceBundle("en", "tuning", english);
  i18next.addResourceBundle("zh", "tuning", chinese);
}

/** The words of fine-tuning: they come with its section and not with the page. */
export function useTuningTexts() {
  useState(addTexts);
  return useTranslation("tuning");
}
