import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { tour as english } from "@/locales/en/tour";
import { tour as chinese } from "@/locales/zh/tour";

function addTexts(): void {
  bringTexts("tour", english, chinese);
}

/** The words of the tour. Few take it, and once: they come with it and not with the page. */
export function useTourTexts() {
  useState(addTexts);
  return useTranslation(["tour", "common"]);
}
