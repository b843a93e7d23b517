import i18next from "i18next";
import { fetchPartTexts } from "@/locales/partTexts";
import { drawn } from "./drawn";
import { showMessage } from "./messages";

const AGAIN_MS = 2_000;
const TRIES = 150;

/** Asks once more for a stylesheet that did not come; the bundler's own loader asks for each only once. */
function again(failed: HTMLLinkElement): Promise<void> {
  const link = failed.cloneNode() as HTMLLinkElement;
  failed.remove();
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}

/**
 * A part that the page starts without, and its words. It is asked for once what calls for it has been drawn: what is in
 * sight goes before what comes into it.
 *
 * Code that a reader called for while the server is away comes when it is back, and the page stays as it is until then.
 */
export async function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  await drawn();
  const failed = new Set<HTMLLinkElement>();
  const note = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") failed.add(target);
  };
  window.addEventListener("error", note, { capture: true });
  try {
    for (let times = 1; ; times++) {
      try {
        const missing = [...failed];
        failed.clear();
        await Promise.all(missing.map(again));
        const [part] = await Promise.all([load(), fetchPartTexts(i18next.language)]);
        return part;
      } catch (error) {
        if (times === TRIES) throw error;
        if (times === 1) showMessage({ text: i18next.t("common:notLoaded") });
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  } finally {
    window.removeEventListener("error", note, { capture: true });
  }
}
