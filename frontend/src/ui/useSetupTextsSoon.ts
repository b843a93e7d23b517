import i18next from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { askOnce } from "./askOnce";

const ask = askOnce(async () => {
  (await import("./laterTexts")).addLaterTexts();
  // Not in silence, and not while anything is drawn: who has waited for them hears of it.
  i18next.addResourceBundle(i18next.language, "setup", {});
});

/** The words of data and training for what is in sight before they are here: they are brought, and said once they are. */
export function useSetupTextsSoon() {
  useEffect(() => ask("both"), []);
  return useTranslation("setup", { bindI18nStore: "added" });
}
