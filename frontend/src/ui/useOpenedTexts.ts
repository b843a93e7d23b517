import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { opened as english } from "@/locales/en/opened";
import { opened as chinese } from "@/locales/zh/opened";

function addTexts(): void {
  bringTexts("opened", english, chinese);
}

/** The words of what is inside of blocks: they come with the first that is opened, and not with the page. */
export function useOpenedTexts() {
  useState(addTexts);
  return useTranslation("opened");
}
