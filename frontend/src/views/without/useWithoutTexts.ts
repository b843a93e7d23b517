import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { without as english } from "@/locales/en/without";
import { without as chinese } from "@/locales/zh/without";

export function addWithoutTexts(): void {
  bringTexts("without", english, chinese);
}

/** The words of layers that are switched off: they come with the first that may be. */
export function useWithoutTexts() {
  useState(addWithoutTexts);
  return useTranslation("without");
}
