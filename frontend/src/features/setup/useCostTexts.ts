import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { cost as english } from "@/locales/en/cost";
import { cost as chinese } from "@/locales/zh/cost";

function addTexts(): void {
  bringTexts("cost", english, chinese);
}

/** The words of the costs: they come with their tab and not with the page. */
export function useCostTexts() {
  useState(addTexts);
  return useTranslation("cost");
}
