import i18next from "i18next";
import { fetchPartTexts } from "./partTexts";

/** The texts of a language that is not on screen. Apart from those that start the page, so that it starts without this. */
export async function fetchTexts(language: "en" | "zh"): Promise<void> {
  if (!i18next.hasResourceBundle(language, "common")) await fetchFirst(language);
  await fetchPartTexts(language);
}

async function fetchFirst(language: "en" | "zh"): Promise<void> {
  const texts =
    language === "zh" ? (await import("./chinese")).chinese : (await import("./english")).english;
  for (const [namespace, bundle] of Object.entries(texts))
    i18next.addResourceBundle(language, namespace, bundle);
}
