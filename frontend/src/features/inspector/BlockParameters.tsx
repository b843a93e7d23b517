import { Button } from "@mantine/core";
import { OF_PARAMETERS } from "@/form/bounds";
import { FieldsForm, type FormWords } from "@/form/FieldsForm";
import { targetsOf } from "@/graph/blocks/editingParameters";
import { boundFields, usedAt } from "@/graph/blocks/opened";
import { documentStore, useDocument } from "@/graph/documentStore";
import { enterUse } from "@/graph/entering";
import { blocksOf } from "@/graph/experiment";
import { nameOf, type Part } from "@/graph/sheet";
import type { Layer } from "@/graph/types";
import { useInspectorTexts } from "@/ui/laterTexts";
import { useOpenedTexts } from "@/ui/useOpenedTexts";
import styles from "./Bindings.module.css";

/** Parameters are called by their own names, as the author of the block has chosen them. */
const OWN_NAMES: FormWords = { label: (field) => field, description: () => "" };

interface BlockParametersProps {
  id: string;
  part: Part;
  layer: Layer;
}

/** What the parameters of a block are at this use of it, which fields they fill, and the way in. */
export function BlockParameters({ id, part, layer }: BlockParametersProps) {
  const { t } = useInspectorTexts();
  const { t: say } = useOpenedTexts();
  const document = useDocument((state) => state.document);
  const readOnly = useDocument((state) => state.readOnly);
  const node = nameOf(id);
  const use = usedAt(document, part, node);
  const block = blocksOf(document)[String(layer.block)];
  if (use === null || block === undefined) return null;
  const given = part.network.nodes[node]?.layer.arguments as Readonly<Record<string, number>>;
  const governed = boundFields(part, node);
  const own = Object.keys(block.parameters).filter(
    (name) => !Object.hasOwn(governed, `arguments.${name}`),
  );
  return (
    <>
      {own.length > 0 && (
        <FieldsForm
          fields={own.map((name) => ({
            ...OF_PARAMETERS,
            name,
            default: block.parameters[name] ?? 0,
            options: null,
          }))}
          values={use.values}
          onChange={(name, value, stepping) =>
            documentStore
              .getState()
              .setField(id, "arguments", { ...given, [name]: Number(value) }, stepping)
          }
          words={OWN_NAMES}
          name={t("form.parametersOf", { node })}
          disabled={readOnly}
        />
      )}
      <ul className={styles.targets}>
        {Object.keys(block.parameters).map((name) => (
          <li key={name}>
            <code className={styles.chip}>{name}</code>
            <span>{targetsOf(block, name).join(", ") || say("bound.none")}</span>
          </li>
        ))}
      </ul>
      <Button size="compact-sm" variant="default" onClick={() => enterUse(id)}>
        {say("open")}
      </Button>
    </>
  );
}
