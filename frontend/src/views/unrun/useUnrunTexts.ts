import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { unrun as english } from "@/locales/en/unrun";
import { unrun as chinese } from "@/locales/zh/unrun";

function addTexts(): void {
  bringTexts("unrun", english, chinese);
}

/** The words of a network that has not run: they come with its views and not with the page. */
export function useUnrunTexts() {
  useState(addTexts);
  return useTranslation("unrun");
}
