import { Select, Switch, Tooltip } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import type { FieldSpec } from "@/schema/spec";
import { useInspectorTexts } from "@/ui/laterTexts";
import type { FieldFault } from "./bounds";
import styles from "./Form.module.css";
import { ListField } from "./ListField";
import { NumberField } from "./NumberField";
import { PairField } from "./PairField";
import { useFaultText } from "./useFaultText";

export type ShownValue = string | number | boolean | readonly number[];

interface FieldRowProps {
  field: FieldSpec;
  value: ShownValue;
  /** `stepping`: by an arrow key, one of several perhaps. */
  onChange: (value: ShownValue, stepping?: boolean) => void;
  /** The reader's word for the field; its wire name is in the tooltip. */
  label: string;
  description: string;
  /** What the check says of this field. */
  problem?: string | undefined;
  /** The sentence elsewhere on the page that says what is wrong with it: its id. */
  fault?: string | undefined;
  unit?: string | undefined;
  optionLabel?: ((option: string) => string) | undefined;
  /** Can change in mid-run. */
  live?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** One field: its name left, its control right, what is wrong with it below. */
export function FieldRow(props: FieldRowProps) {
  const { field, label, description } = props;
  const { t } = useInspectorTexts();
  const faultText = useFaultText();
  const id = useId();
  const [fault, setFault] = useState<FieldFault | null>(null);
  const sentence = fault ? faultText(fault) : props.problem;
  const faultId = `${id}-fault`;
  const tip = (
    <span className={styles.tip}>
      <code>{field.name}</code>
      {description !== "" && <span>{description}</span>}
      {props.live && <span>{t("form.live")}</span>}
    </span>
  );
  return (
    <>
      <Tooltip label={tip} multiline openDelay={300} position="left" withArrow={false}>
        <label className={styles.label} htmlFor={id}>
          {label}
          {props.live && <i className={styles.live} title={t("form.live")} />}
        </label>
      </Tooltip>
      <Control
        {...props}
        id={id}
        wrong={sentence !== undefined || props.fault !== undefined}
        describedBy={sentence === undefined ? props.fault : faultId}
        onFault={setFault}
      />
      {sentence !== undefined && (
        <p className={styles.fault} id={faultId} role={fault ? "alert" : undefined}>
          {sentence}
        </p>
      )}
    </>
  );
}

interface ControlProps extends FieldRowProps {
  id: string;
  wrong: boolean;
  describedBy: string | undefined;
  onFault: (fault: FieldFault | null) => void;
}

function Control(props: ControlProps) {
  const { id, field, value, onChange, onFault, wrong, describedBy, disabled } = props;
  const shared = { id, onFault, wrong, describedBy, disabled, bounds: field };
  if (typeof value === "boolean") {
    return (
      <Switch
        id={id}
        className={styles.toggle}
        checked={value}
        disabled={disabled}
        withThumbIndicator={false}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (typeof value === "number") {
    return <NumberField {...shared} value={value} onChange={onChange} unit={props.unit} />;
  }
  if (typeof value === "object" && field.type === "integers") {
    return <ListField {...shared} value={value} onChange={onChange} />;
  }
  if (typeof value === "object") {
    return (
      <PairField
        {...shared}
        label={props.label}
        value={value}
        onChange={onChange}
        unit={props.unit}
      />
    );
  }
  return <Choice {...props} value={value} />;
}

/** One of several words. */
function Choice(props: ControlProps & { value: string }) {
  const { id, field, value, onChange, wrong, describedBy } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Mantine tells of no sentence but its own.
    if (describedBy === undefined) input.current?.removeAttribute("aria-describedby");
    else input.current?.setAttribute("aria-describedby", describedBy);
  });
  const options = (field.options ?? [value]).map((option) => ({
    value: option,
    label: props.optionLabel?.(option) ?? option,
  }));
  return (
    <Select
      ref={input}
      id={id}
      size="xs"
      classNames={{ input: styles.select }}
      data={options}
      value={value}
      allowDeselect={false}
      disabled={props.disabled ?? false}
      aria-invalid={wrong || undefined}
      checkIconPosition="right"
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}
