import { useState } from "react";
import { type Bounds, type Fault, faultOf, readNumber, writeNumber } from "./bounds";
import styles from "./Form.module.css";

interface ListFieldProps {
  id: string;
  value: readonly number[];
  bounds: Bounds;
  onChange: (value: readonly number[]) => void;
  onFault: (fault: Fault | null) => void;
  describedBy?: string | undefined;
  disabled?: boolean | undefined;
  wrong?: boolean;
}

/** Whole numbers with commas between them; none at all is a list too. */
export function ListField(props: ListFieldProps) {
  const { value, bounds, onChange, onFault } = props;
  const [draft, setDraft] = useState<string | null>(null);

  const take = (text: string) => {
    const words = text.split(/[\s,，、;]+/).filter((word) => word !== "");
    const numbers = words.map(readNumber);
    const fault = numbers.map((number) => faultOf(number, bounds)).find((found) => found !== null);
    onFault(fault ?? null);
    if (fault === undefined) onChange(numbers.filter((number) => number !== null));
  };
  return (
    <div className={styles.frame} data-wrong={props.wrong}>
      <input
        id={props.id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-describedby={props.describedBy}
        aria-invalid={props.wrong || undefined}
        disabled={props.disabled}
        value={draft ?? value.map(writeNumber).join(", ")}
        onChange={(event) => {
          setDraft(event.target.value);
          take(event.target.value);
        }}
        onBlur={() => {
          setDraft(null);
          onFault(null);
        }}
      />
    </div>
  );
}
