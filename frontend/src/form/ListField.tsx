import { type Bounds, type FieldFault, faultOf, readNumber, writeNumber } from "./bounds";
import styles from "./Form.module.css";
import { type Read, useTyping } from "./useTyping";

interface ListFieldProps {
  id: string;
  value: readonly number[];
  bounds: Bounds;
  onChange: (value: readonly number[]) => void;
  onFault: (fault: FieldFault | null) => void;
  describedBy?: string | undefined;
  disabled?: boolean | undefined;
  wrong?: boolean;
}

/** Whole numbers with commas between them, set as a whole; none at all is a list too. */
export function ListField(props: ListFieldProps) {
  const { value, bounds, onChange } = props;
  const written = value.map(writeNumber).join(", ");
  const typing = useTyping<readonly number[]>({
    text: written,
    read: (typed) => readList(typed, bounds),
    take: (list) => list.map(writeNumber).join(", ") !== written && onChange(list),
    onFault: props.onFault,
  });
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
        value={typing.shown}
        {...typing.props}
      />
    </div>
  );
}

function readList(typed: string, bounds: Bounds): Read<readonly number[]> {
  const words = typed.split(/[\s,，、;]+/).filter((word) => word !== "");
  const numbers = words.map(readNumber);
  const fault = numbers.map((number) => faultOf(number, bounds)).find((found) => found !== null);
  return fault ? { fault } : { value: numbers.filter((number) => number !== null) };
}
