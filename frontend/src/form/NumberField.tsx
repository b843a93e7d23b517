import type { CSSProperties, KeyboardEvent } from "react";
import { type Bounds, type FieldFault, faultOf, readNumber, stepped, writeNumber } from "./bounds";
import styles from "./Form.module.css";
import { useTyping } from "./useTyping";

interface NumberInputProps {
  id?: string;
  value: number;
  bounds: Bounds;
  /** A number that is meant; `stepping`: by an arrow key, one of several perhaps. */
  onChange: (value: number, stepping: boolean) => void;
  /** What is wrong with the text, once it is meant; null when it is taken. */
  onFault: (fault: FieldFault | null) => void;
  label?: string;
  describedBy?: string | undefined;
  disabled?: boolean | undefined;
  wrong?: boolean;
}

/** A number is set on Enter or on leaving the field; what can't be set is said and left alone. */
export function NumberInput(props: NumberInputProps) {
  const { value, bounds, onChange, onFault } = props;
  const typing = useTyping<number>({
    text: writeNumber(value),
    read: (typed) => {
      const read = readNumber(typed);
      const fault = faultOf(read, bounds);
      return fault !== null || read === null ? { fault: fault ?? NO_NUMBER } : { value: read };
    },
    take: (read) => read !== value && onChange(read, false),
    onFault,
  });
  const step = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const from = typing.draft === null ? value : (readNumber(typing.draft) ?? value);
    const next = stepped(from, event.key === "ArrowUp" ? 1 : -1, bounds);
    const fault = faultOf(next, bounds);
    if (fault !== null) return typing.refuse(fault);
    typing.forget();
    onFault(null);
    onChange(next, true);
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
      value={typing.shown}
      style={{ "--digits": Math.max(1, typing.shown.length) } as CSSProperties}
      {...typing.props}
      onFocus={(event) => event.target.select()}
      onKeyDown={(event) => {
        typing.props.onKeyDown(event);
        step(event);
      }}
    />
  );
}

const NO_NUMBER: FieldFault = { code: "field_number", params: {} };

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
