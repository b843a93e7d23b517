import { type KeyboardEvent, useState } from "react";
import { type Bounds, type Fault, faultOf, readNumber, stepped, writeNumber } from "./bounds";
import styles from "./Form.module.css";

interface NumberInputProps {
  id?: string;
  value: number;
  bounds: Bounds;
  onChange: (value: number) => void;
  /** What is wrong with the text as it stands; null when it is taken. */
  onFault: (fault: Fault | null) => void;
  label?: string;
  describedBy?: string | undefined;
  disabled?: boolean | undefined;
  wrong?: boolean;
}

/** A number as typed: each readable value is taken at once, anything else is said and left alone. */
export function NumberInput(props: NumberInputProps) {
  const { value, bounds, onChange, onFault } = props;
  const [draft, setDraft] = useState<string | null>(null);

  const take = (text: string) => {
    const read = readNumber(text);
    const fault = faultOf(read, bounds);
    onFault(fault);
    if (fault === null && read !== null && read !== value) onChange(read);
  };
  const step = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const next = stepped(value, event.key === "ArrowUp" ? 1 : -1, bounds);
    if (faultOf(next, bounds) !== null) return;
    setDraft(null);
    onFault(null);
    onChange(next);
  };
  const leave = () => {
    setDraft(null);
    onFault(null);
  };

  return (
    <input
      id={props.id}
      type="text"
      inputMode={bounds.type === "number" ? "decimal" : "numeric"}
      autoComplete="off"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.wrong || undefined}
      disabled={props.disabled}
      value={draft ?? writeNumber(value)}
      onFocus={(event) => event.target.select()}
      onChange={(event) => {
        setDraft(event.target.value);
        take(event.target.value);
      }}
      onKeyDown={step}
      onBlur={leave}
    />
  );
}

interface NumberFieldProps extends Omit<NumberInputProps, "label"> {
  unit?: string | undefined;
}

export function NumberField({ unit, ...input }: NumberFieldProps) {
  return (
    <div className={styles.frame} data-wrong={input.wrong}>
      <NumberInput {...input} />
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
    </div>
  );
}
