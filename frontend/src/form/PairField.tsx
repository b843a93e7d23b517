import { Link2, Unlink2 } from "lucide-react";
import { type CSSProperties, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bounds, Fault } from "./bounds";
import styles from "./Form.module.css";
import { NumberInput } from "./NumberField";

interface PairFieldProps {
  id: string;
  label: string;
  value: readonly number[];
  bounds: Bounds;
  onChange: (value: readonly number[]) => void;
  onFault: (fault: Fault | null) => void;
  describedBy?: string | undefined;
  disabled?: boolean | undefined;
  wrong?: boolean;
  unit?: string | undefined;
}

/** Height × width. Linked, one follows the other. */
export function PairField(props: PairFieldProps) {
  const { t } = useTranslation("inspector");
  const [height = 0, width = 0] = props.value;
  const [linked, setLinked] = useState(height === width);
  const set = (side: 0 | 1, value: number) => {
    if (linked) props.onChange([value, value]);
    else props.onChange(side === 0 ? [value, width] : [height, value]);
  };
  const toggle = () => {
    if (!linked && height !== width) props.onChange([height, height]);
    setLinked(!linked);
  };
  const digits = Math.max(String(height).length, String(width).length);
  const shared = {
    bounds: props.bounds,
    onFault: props.onFault,
    describedBy: props.describedBy,
    disabled: props.disabled,
    wrong: props.wrong ?? false,
  };
  const label = linked ? t("form.unlink") : t("form.link");
  return (
    <div
      className={`${styles.frame} ${styles.pair}`}
      data-wrong={props.wrong}
      style={{ "--digits": Math.max(1, digits) } as CSSProperties}
    >
      <NumberInput
        {...shared}
        id={props.id}
        label={t("form.height", { field: props.label })}
        value={height}
        onChange={(value) => set(0, value)}
      />
      <span className={styles.times} aria-hidden="true">
        ×
      </span>
      <NumberInput
        {...shared}
        label={t("form.width", { field: props.label })}
        value={width}
        onChange={(value) => set(1, value)}
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
