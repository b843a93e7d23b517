import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cost as english } from "@/locales/en/cost";
import { cost as chinese } from "@/locales/zh/cost";

function addTexts(): void {
  i18next.addResourceBundle("en", "cost", english);
  i18next.addResourceBundle("zh", "cost", chinese);
}

/** The words of the costs: they come with their tab and not with the page. */
export function useCostTexts() {
  useState(addTexts);
  return useTranslation("cost");
}
