import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en, zh } from "./resources";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof en;
  }
}

/** Starts the texts in one language; everything is bundled, so nothing is awaited. */
export function startTexts(language: "en" | "zh"): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    defaultNS: "common",
    resources: { en, zh },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}
