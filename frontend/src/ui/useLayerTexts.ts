import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import {
  fetchLayersTold,
  type LayersTold,
  NOTHING_TOLD,
  useLayersTold,
} from "@/locales/layerTexts";
import { askOnce } from "./askOnce";

export interface LayerTexts {
  /** One sentence: what the layer does. */
  readonly doc: (kind: string) => string;
  readonly formula: (kind: string) => string;
  /** As this layer is set: the formula with places for its numbers. */
  readonly worked: (layer: Readonly<Record<string, unknown>> & { readonly kind: string }) => string;
  /** Paper and year; names of PyTorch stand in backquotes. */
  readonly source: (kind: string) => string;
  /** What it is called in PyTorch: `torch.nn.Conv2d`; empty where PyTorch has no such thing. */
  readonly torch: (kind: string) => string;
  /** `Kernel size`; the wire name where there is no other. */
  readonly field: (kind: string, field: string) => string;
  readonly fieldDoc: (kind: string, field: string) => string;
  /** What one choice of a field is called. */
  readonly option: (kind: string, field: string, option: string) => string;
}

const ask = askOnce(fetchLayersTold);

const SOON_MS = 1_000;

/** Brings the words here soon after what asks for it is on screen, before anyone needs them. */
export function useLayerTextsSoon(): void {
  const { language } = useTranslation().i18n;
  useEffect(() => {
    const timer = setTimeout(() => ask(language), SOON_MS);
    return () => clearTimeout(timer);
  }, [language]);
}

/** What is said of layers at length, in the reader's language. The first question brings it here; until then little is said. */
export function useLayerTexts(): LayerTexts {
  const { language } = useTranslation().i18n;
  const told = useLayersTold(language);
  return useMemo(() => {
    const known = (): LayersTold => {
      if (told === undefined) ask(language);
      return told ?? NOTHING_TOLD;
    };
    return {
      doc: (kind) => known().texts[kind]?.doc ?? "",
      formula: (kind) => known().texts[kind]?.formula ?? "",
      worked: (layer) => {
        const { worked = "", worked_with = {} } = known().texts[layer.kind] ?? {};
        const on = Object.keys(worked_with).find((name) => layer[name] === true);
        return on === undefined ? worked : (worked_with[on] ?? worked);
      },
      source: (kind) => known().sources[kind] ?? "",
      torch: (kind) => (known().sources[kind] ?? "").split("`").slice(1, -1).join(" "),
      field: (kind, field) => known().fields[kind]?.[field] ?? known().usual[field] ?? field,
      fieldDoc: (kind, field) => known().texts[kind]?.fields[field] ?? "",
      option: (kind, field, option) =>
        known().options[kind]?.[field]?.[option] ?? known().usualOptions[field]?.[option] ?? option,
    };
  }, [told, language]);
}
