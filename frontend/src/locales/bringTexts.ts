import i18next from "i18next";

/**
 * Adds words that come with the part that says them, in both languages, while that part is drawn for the first time. In
 * silence: what listens for new words would be drawn anew in the middle of it, and it would have to begin again.
 */
export function bringTexts(namespace: string, english: object, chinese: object): void {
  for (const [language, texts] of Object.entries({ en: english, zh: chinese }))
    i18next.addResourceBundle(language, namespace, texts, false, false, { silent: true });
}
