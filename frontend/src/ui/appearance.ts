import { useSyncExternalStore } from "react";
import { create } from "zustand";

export type Scheme = "light" | "dark" | "auto";
export type Language = "en" | "zh";

interface Appearance {
  scheme: Scheme;
  language: Language;
  setScheme: (scheme: Scheme) => void;
  setLanguage: (language: Language) => void;
}

const SCHEMES: readonly Scheme[] = ["light", "dark", "auto"];

type Name = "theme" | "lang";

function remembered(name: Name): string | null {
  const asked = new URLSearchParams(location.search).get(name);
  if (asked !== null) return asked;
  try {
    return localStorage.getItem(`layerlab.${name}`);
  } catch {
    return null;
  }
}

/** What the address asked for gives way to the reader's own choice. */
function forgetAsked(name: Name): void {
  const address = new URL(location.href);
  if (!address.searchParams.has(name)) return;
  address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
}

function remember(name: Name, value: string): void {
  forgetAsked(name);
  try {
    localStorage.setItem(`layerlab.${name}`, value);
  } catch {
    // A browser that keeps nothing still switches for this visit.
  }
}

function firstScheme(): Scheme {
  const asked = remembered("theme");
  return SCHEMES.find((scheme) => scheme === asked) ?? "auto";
}

function firstLanguage(): Language {
  return (remembered("lang") ?? navigator.language).startsWith("zh") ? "zh" : "en";
}

export const useAppearance = create<Appearance>((set) => ({
  scheme: firstScheme(),
  language: firstLanguage(),
  setScheme: (scheme) => {
    remember("theme", scheme);
    set({ scheme });
  },
  setLanguage: (language) => {
    remember("lang", language);
    set({ language });
  },
}));

const darkMedia = () => matchMedia("(prefers-color-scheme: dark)");

function subscribeToMedia(changed: () => void): () => void {
  const media = darkMedia();
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

/** The scheme that is on screen now, with "auto" resolved by the system's wish. */
export function useResolvedScheme(): "light" | "dark" {
  const scheme = useAppearance((state) => state.scheme);
  const systemIsDark = useSyncExternalStore(subscribeToMedia, () => darkMedia().matches);
  if (scheme === "auto") return systemIsDark ? "dark" : "light";
  return scheme;
}
