import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { fetchLayersTold, useLayersTold } from "@/locales/layerTexts";
import { patiently } from "./patiently";

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

/** What is said of layers at length, in the reader's language. Whoever asks brings it here; until then little is said. */
export function useLayerTexts(): LayerTexts {
  const { language } = useTranslation().i18n;
  useEffect(() => {
    patiently(() => fetchLayersTold(language)).catch(() => {
      // The server stays away: the page has said so, and whoever asks next tries again.
    });
  }, [language]);
  const told = useLayersTold(language);
  return useMemo(() => {
    const { texts, sources, usual, fields, usualOptions, options } = told;
    return {
      doc: (kind) => texts[kind]?.doc ?? "",
      formula: (kind) => texts[kind]?.formula ?? "",
      worked: (layer) => {
        const { worked = "", worked_with = {} } = texts[layer.kind] ?? {};
        const on = Object.keys(worked_with).find((name) => layer[name] === true);
        return on === undefined ? worked : (worked_with[on] ?? worked);
      },
      source: (kind) => sources[kind] ?? "",
      torch: (kind) => (sources[kind] ?? "").split("`").slice(1, -1).join(" "),
      field: (kind, field) => fields[kind]?.[field] ?? usual[field] ?? field,
      fieldDoc: (kind, field) => texts[kind]?.fields[field] ?? "",
      option: (kind, field, option) =>
        options[kind]?.[field]?.[option] ?? usualOptions[field]?.[option] ?? option,
    };
  }, [told]);
}
