import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { blocks as english } from "@/locales/en/blocks";
import { blocks as chinese } from "@/locales/zh/blocks";

/** The words of blocks: they come with the first of their parts and not with the page. */
export function addBlockTexts(): void {
  bringTexts("blocks", english, chinese);
}

export function useBlockTexts() {
  useState(addBlockTexts);
  return useTranslation("blocks");
}
