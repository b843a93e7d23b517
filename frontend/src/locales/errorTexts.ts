/** The sentences of errors: apart from the texts that start the page, which are on screen before anything can go wrong. */
import i18next from "i18next";

/** Whether anyone has asked for them yet. */
export const errorsAreTold = (): boolean =>
  ["en", "zh"].some((language) => i18next.hasResourceBundle(language, "errors"));

/** Brings them here, once for each language. */
export async function fetchErrors(language: string): Promise<void> {
  if (i18next.hasResourceBundle(language, "errors")) return;
  const { errors } = language === "zh" ? await import("./zh/errors") : await import("./en/errors");
  i18next.addResourceBundle(language, "errors", errors);
}
