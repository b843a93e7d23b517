import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FormWords } from "@/form/FieldsForm";
import { useLayerWords } from "@/locales/layerWords";
import type { LayerSpec } from "@/schema/spec";

/** Names and tooltips of a layer's fields. */
export function useFieldWords(spec: LayerSpec): FormWords {
  const words = useLayerWords();
  const { t } = useTranslation("layers");
  return useMemo(
    () => ({
      label: (field) => words.field(spec, field),
      description: ({ name }) => words.fieldDoc(spec, name),
      option: (field, option) => words.option(spec, field, option),
      unit: (field) =>
        spec.fields.some((known) => known.name === field && known.type === "pair")
          ? t("units.pixels")
          : undefined,
    }),
    [words, spec, t],
  );
}
