import { useState } from "react";
import { type FieldFault, OF_PARAMETERS } from "@/form/bounds";
import { NumberInput } from "@/form/NumberField";
import { useFaultText } from "@/form/useFaultText";
import { withArgument } from "@/graph/blocks/editing";
import { boundFields, type Level, levelsOf } from "@/graph/blocks/opened";
import { documentStore, useDocument } from "@/graph/documentStore";
import { useOpenedTexts } from "@/ui/useOpenedTexts";
import styles from "./OpenedFields.module.css";

/** The parameters of a block as fields: what they are at the use that is open. */
export function OpenedFields({ part }: { part: Level }) {
  const { t } = useOpenedTexts();
  const document = useDocument((state) => state.document);
  const outer = bindingsAround(document, part);
  const values = Object.entries(part.use?.values ?? {});
  if (values.length === 0) return null;
  const name = part.way.at(-1) ?? "";
  return (
    <fieldset className={`${styles.fields} nodrag nopan`} aria-label={t("parameters", { name })}>
      {values.map(([parameter, value]) => (
        <Parameter
          key={parameter}
          {...{ parameter, value }}
          governed={outer[`arguments.${parameter}`]}
        />
      ))}
    </fieldset>
  );
}

/** Which fields of the use that is open a block around it fills. */
const bindingsAround = (document: Parameters<typeof levelsOf>[0], part: Level) => {
  const holder = levelsOf(document, { role: part.role, way: part.way.slice(0, -1) }).at(-1);
  return holder ? boundFields(holder, part.way.at(-1) ?? "") : {};
};

interface ParameterProps {
  parameter: string;
  value: number;
  /** The parameter of the block around that gives it; it can't be set here then. */
  governed: string | undefined;
}

function Parameter({ parameter, value, governed }: ParameterProps) {
  const { t } = useOpenedTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const [fault, setFault] = useState<FieldFault | null>(null);
  const faultText = useFaultText();
  const title = fault ? faultText(fault) : governed && t("governed", { parameter: governed });
  return (
    <span className={styles.parameter} title={title}>
      <code aria-hidden="true">{parameter}</code>
      <span className={styles.field} data-wrong={fault !== null}>
        <NumberInput
          label={parameter}
          value={value}
          bounds={OF_PARAMETERS}
          disabled={readOnly || governed !== undefined}
          wrong={fault !== null}
          onFault={setFault}
          onChange={(next, stepping) => setArgument(parameter, next, stepping)}
        />
      </span>
    </span>
  );
}

function setArgument(parameter: string, value: number, stepping: boolean): void {
  const { opened, rewrite } = documentStore.getState();
  if (opened === null) return;
  const key = stepping ? `${opened.way.join("/")}.${parameter}` : "";
  rewrite((document) => withArgument(document, opened, parameter, value), key);
}
