/** What is said about a layer, in the reader's language: short names from the texts, long ones from the docstrings. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LayerSpec } from "@/schema/spec";

interface Told {
  readonly doc: string;
  readonly formula: string;
  readonly worked: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface LayerWords {
  /** `Convolution, 2-D` */
  readonly name: (spec: LayerSpec) => string;
  readonly family: (spec: LayerSpec) => string;
  /** One sentence: what the layer does. */
  readonly doc: (spec: LayerSpec) => string;
  readonly formula: (spec: LayerSpec) => string;
  readonly worked: (spec: LayerSpec) => string;
  /** `Kernel size`; the wire name where there is no other. */
  readonly field: (spec: LayerSpec, field: string) => string;
  /** What a port is called, where a layer has several. */
  readonly port: (name: string) => string;
  /** What one choice of a field is called. */
  readonly option: (spec: LayerSpec, field: string, option: string) => string;
  readonly fieldDoc: (spec: LayerSpec, field: string) => string;
}

export function useLayerWords(): LayerWords {
  const { t, i18n } = useTranslation("layers");
  const { language } = i18n;
  return useMemo(() => {
    const say = (key: string, otherwise: string) =>
      i18n.exists(key, { ns: "layers" }) ? t(key as "kinds.input") : otherwise;
    // A language without texts of its own has the docstrings.
    const texts: Readonly<Record<string, Told>> =
      i18n.getResourceBundle(language, "layerTexts") ?? {};
    const told = (spec: LayerSpec): Told | undefined => texts[spec.kind];
    return {
      name: (spec) => say(`kinds.${spec.kind}`, spec.kind),
      family: (spec) => say(`families.${spec.family}`, spec.family),
      doc: (spec) => told(spec)?.doc ?? spec.doc,
      formula: (spec) => told(spec)?.formula ?? spec.formula,
      worked: (spec) => told(spec)?.worked ?? spec.worked ?? "",
      field: (spec, field) => say(`fields.${spec.kind}.${field}`, field),
      port: (name) => say(`ports.${name}`, name),
      option: (spec, field, option) => say(`options.${spec.kind}.${field}.${option}`, option),
      fieldDoc: (spec, field) => {
        const known = spec.fields.find(({ name }) => name === field);
        return told(spec)?.fields[field] ?? known?.description ?? "";
      },
    };
  }, [t, i18n, language]);
}
