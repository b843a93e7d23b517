import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FormWords } from "@/form/FieldsForm";
import type { LayerSpec } from "@/schema/spec";
import { useLayerTexts } from "@/ui/useLayerTexts";

/** Names and tooltips of a layer's fields. */
export function useFieldWords(spec: LayerSpec): FormWords {
  const texts = useLayerTexts();
  const { t } = useTranslation("layers");
  return useMemo(
    () => ({
      label: (field) => texts.field(spec.kind, field),
      description: ({ name }) => texts.fieldDoc(spec.kind, name),
      option: (field, option) => texts.option(spec.kind, field, option),
      unit: (field) =>
        spec.fields.some((known) => known.name === field && known.type === "pair")
          ? t("units.pixels")
          : undefined,
    }),
    [texts, spec, t],
  );
}
