import { useTranslation } from "react-i18next";
import { FieldsForm, type FormWords } from "@/form/FieldsForm";
import { documentStore, useDocument } from "@/graph/documentStore";
import type { Layer } from "@/graph/types";
import type { FieldSpec } from "@/schema/spec";

const NUMBER: Omit<FieldSpec, "name" | "default"> = {
  type: "integer",
  minimum: 0,
  exclusive_minimum: null,
  maximum: 1e15,
  exclusive_maximum: null,
  options: null,
};

/** Parameters are called by their own names, as the author of the block has chosen them. */
const OWN_NAMES: FormWords = { label: (field) => field, description: () => "" };

interface BlockParametersProps {
  id: string;
  layer: Layer;
}

/** What the parameters of a block are at this use of it. */
export function BlockParameters({ id, layer }: BlockParametersProps) {
  const { t } = useTranslation("inspector");
  const readOnly = useDocument((state) => state.readOnly);
  const block = useDocument(({ document }) => document?.blocks?.[String(layer.block)]);
  if (block === undefined || Object.keys(block.parameters).length === 0) return null;
  const given = layer.arguments as Readonly<Record<string, number>>;
  return (
    <FieldsForm
      fields={Object.entries(block.parameters).map(([name, usual]) => ({
        ...NUMBER,
        name,
        default: usual,
      }))}
      values={{ ...block.parameters, ...given }}
      onChange={(name, value, stepping) =>
        documentStore
          .getState()
          .setField(id, "arguments", { ...given, [name]: Number(value) }, stepping)
      }
      words={OWN_NAMES}
      name={t("form.parametersOf", { node: id })}
      disabled={readOnly}
    />
  );
}
