/** Words of what comes when the page stands: `patiently` brings them along with the first part of it. */
import i18next from "i18next";

const told = (language: string): boolean =>
  i18next.getResource(language, "share", "dialog") !== undefined;

/** Whether any part has come yet. */
export const partsAreTold = (): boolean => ["en", "zh"].some(told);

/** Brings them here, once for each language. In silence: nothing that is drawn by then says one of them. */
export async function fetchPartTexts(language: string): Promise<void> {
  if (told(language)) return;
  const parts =
    language === "zh"
      ? (await import("./chineseParts")).chinese
      : (await import("./englishParts")).english;
  for (const [namespace, texts] of Object.entries(parts))
    i18next.addResourceBundle(language, namespace, texts, true, false, { silent: true });
}
