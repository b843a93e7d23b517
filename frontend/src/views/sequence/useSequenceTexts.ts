import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringTexts } from "@/locales/bringTexts";
import { sequence as english } from "@/locales/en/sequence";
import { sequence as chinese } from "@/locales/zh/sequence";

export function addSequenceTexts(): void {
  bringTexts("sequence", english, chinese);
}

/** The words of sequences seen from inside: they come with the first that is on screen. */
export function useSequenceTexts() {
  useState(addSequenceTexts);
  return useTranslation("sequence");
}
