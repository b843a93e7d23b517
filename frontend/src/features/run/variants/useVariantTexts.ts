import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { variants as english } from "@/locales/en/variants";
import { variants as chinese } from "@/locales/zh/variants";

function addTexts(): void {
  bringTexts("variants", english, chinese);
}

/** The words of comparisons: they come with the first of them and not with the page. */
export function useVariantTexts() {
  useState(addTexts);
  return useTranslation(["variants", "run"]);
}
