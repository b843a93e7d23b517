import { useSyncExternalStore } from "react";
import { type ColourTables, colourTables, token } from "@/ui/colour";

/** What canvases draw with. Read from the tokens once per theme, never per frame. */
export interface Palette extends ColourTables {
  dark: boolean;
  font: string;
  text1: string;
  text2: string;
  text3: string;
  line1: string;
  line2: string;
  surface: string;
  sunken: string;
  active: string;
  paper: string;
  /** The healthy band. */
  okSoft: string;
  /** Text on the strongest magnitudes. */
  onStrong: string;
  accent: string;
  accentLine: string;
  accentText: string;
  danger: string;
  run1: string;
  run2: string;
  n200: string;
  n300: string;
  n400: string;
  n500: string;
}

function read(): Palette {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  const dark = scheme === "dark";
  return {
    ...colourTables(dark ? "dark" : "light"),
    dark,
    font: token("--font-ui"),
    text1: token("--text-1"),
    text2: token("--text-2"),
    text3: token("--text-3"),
    line1: token("--line-1"),
    line2: token("--line-2"),
    surface: token("--bg-surface"),
    sunken: token("--bg-sunken"),
    active: token("--bg-active"),
    paper: token("--div-0"),
    okSoft: token("--ok-soft"),
    onStrong: token("--n-0"),
    accent: token("--accent"),
    accentLine: token("--accent-line"),
    accentText: token("--accent-text"),
    danger: token("--danger"),
    run1: token("--run-1"),
    run2: token("--run-2"),
    n200: token("--n-200"),
    n300: token("--n-300"),
    n400: token("--n-400"),
    n500: token("--n-500"),
  };
}

let current: Palette | null = null;
const listeners = new Set<() => void>();
let observer: MutationObserver | null = null;

// The theme is an attribute of the document; whoever sets it need not know of canvases.
function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (observer === null) {
    observer = new MutationObserver(() => {
      current = null;
      for (const each of listeners) each();
    });
    observer.observe(document.documentElement, {
      attributeFilter: ["data-theme", "data-mantine-color-scheme"],
    });
  }
  return () => {
    listeners.delete(listener);
  };
}

export function palette(): Palette {
  current ??= read();
  return current;
}

/** The colours of the theme on screen; renders again when the theme changes. */
export function usePalette(): Palette {
  return useSyncExternalStore(listen, palette);
}
