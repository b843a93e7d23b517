import { Link2, Unlink2 } from "lucide-react";
import { useState } from "react";
import { useInspectorTexts } from "@/ui/laterTexts";
import type { Bounds, FieldFault } from "./bounds";
import styles from "./Form.module.css";
import { NumberInput } from "./NumberField";

interface PairFieldProps {
  id: string;
  label: string;
  value: readonly number[];
  bounds: Bounds;
  onChange: (value: readonly number[], stepping: boolean) => void;
  onFault: (fault: FieldFault | null) => void;
  describedBy?: string | undefined;
  disabled?: boolean | undefined;
  wrong?: boolean;
  unit?: string | undefined;
}

/** Height × width. Linked, one follows the other. */
export function PairField(props: PairFieldProps) {
  const { t } = useInspectorTexts();
  const [height = 0, width = 0] = props.value;
  const [linked, setLinked] = useState(height === width);
  const set = (side: 0 | 1) => (value: number, stepping: boolean) => {
    const apart = side === 0 ? [value, width] : [height, value];
    props.onChange(linked ? [value, value] : apart, stepping);
  };
  const toggle = () => {
    if (!linked && height !== width) props.onChange([height, height], false);
    setLinked(!linked);
  };
  const shared = {
    bounds: props.bounds,
    onFault: props.onFault,
    describedBy: props.describedBy,
    disabled: props.disabled,
    wrong: props.wrong ?? false,
  };
  const label = linked ? t("form.unlink") : t("form.link");
  return (
    <div className={`${styles.frame} ${styles.pair}`} data-wrong={props.wrong}>
      <NumberInput
        {...shared}
        id={props.id}
        label={t("form.height", { field: props.label })}
        value={height}
        onChange={set(0)}
      />
      <span className={styles.times} aria-hidden="true">
        ×
      </span>
      <NumberInput
        {...shared}
        label={t("form.width", { field: props.label })}
        value={width}
        onChange={set(1)}
      />
      {props.unit !== undefined && <span className={styles.unit}>{props.unit}</span>}
      <button
        type="button"
        className={styles.link}
        aria-label={label}
        title={label}
        aria-pressed={linked}
        disabled={props.disabled}
        onClick={toggle}
      >
        {linked ? <Link2 size={13} /> : <Unlink2 size={13} />}
      </button>
    </div>
  );
}
