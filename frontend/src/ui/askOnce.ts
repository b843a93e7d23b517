import { patiently } from "./patiently";

/** Brings texts of a language here, once for each; whoever asks after a failure tries again. */
export function askOnce(bring: (language: string) => Promise<void>): (language: string) => void {
  const asked = new Set<string>();
  return (language) => {
    if (asked.has(language)) return;
    asked.add(language);
    patiently(() => bring(language)).catch(() => asked.delete(language));
  };
}
