import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { tuning as english } from "@/locales/en/tuning";
import { tuning as chinese } from "@/locales/zh/tuning";

function addTexts(): void {
  bringTexts("tuning", english, chinese);
}

/** The words of fine-tuning: they come with its section and not with the page. */
export function useTuningTexts() {
  useState(addTexts);
  return useTranslation("tuning");
}
