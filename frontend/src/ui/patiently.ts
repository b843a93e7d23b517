import i18next from "i18next";
import { showMessage } from "./messages";

const AGAIN_MS = 2_000;
const TRIES = 150;

/** A stylesheet that did not come stands in the page as if it had, and would not be asked for again. */
function removeFailedStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel='stylesheet']")) {
    if (link.sheet === null) link.remove();
  }
}

/** Code that a reader called for while the server is away comes when it is back, and the page stays as it is until then. */
export async function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let tried = 1; tried < TRIES; tried++) {
    try {
      return await load();
    } catch {
      if (tried === 1) showMessage({ text: i18next.t("common:notLoaded") });
      removeFailedStyles();
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
  return load();
}
