import type { FieldSpec } from "@/schema/spec";
import { FieldRow, type ShownValue } from "./FieldRow";
import styles from "./Form.module.css";

export interface FormWords {
  label: (field: string) => string;
  description: (field: FieldSpec) => string;
  option?: (field: string, option: string) => string;
  unit?: (field: string) => string | undefined;
}

interface FieldsFormProps {
  fields: readonly FieldSpec[];
  values: Readonly<Record<string, unknown>>;
  /** `stepping`: by an arrow key, one of several perhaps. */
  onChange: (field: string, value: ShownValue, stepping?: boolean) => void;
  words: FormWords;
  /** The form's name for screen readers. */
  name: string;
  /** Sentences about fields, by wire name. */
  problems?: Readonly<Record<string, string>>;
  /** The sentence elsewhere on the page that says what is wrong with a field, by wire name: its id. */
  faults?: Readonly<Record<string, string>>;
  live?: readonly string[];
  disabled?: boolean;
}

/** The controls of one member of a union, made from its schema. Fields that hold a union are left to UnionForm. */
export function FieldsForm(props: FieldsFormProps) {
  const { fields, values, words } = props;
  return (
    <form className={styles.form} aria-label={props.name} onSubmit={(e) => e.preventDefault()}>
      {fields
        .filter((field) => field.type !== "union" && isValue(values[field.name]))
        .filter((field) => means(field, values))
        .map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            value={values[field.name] as ShownValue}
            onChange={(value, stepping = false) => props.onChange(field.name, value, stepping)}
            label={words.label(field.name)}
            description={words.description(field)}
            problem={props.problems?.[field.name]}
            fault={props.faults?.[field.name]}
            unit={words.unit?.(field.name)}
            optionLabel={(option) => words.option?.(field.name, option) ?? option}
            live={props.live?.includes(field.name)}
            disabled={props.disabled}
          />
        ))}
    </form>
  );
}

/** Whether a field means anything, as the others are set. */
function means({ shown_with = {} }: FieldSpec, values: FieldsFormProps["values"]): boolean {
  return Object.entries(shown_with).every(([other, at]) => at.includes(values[other]));
}

function isValue(value: unknown): value is ShownValue {
  return (
    ["string", "number", "boolean"].includes(typeof value) ||
    (Array.isArray(value) && value.every((side) => typeof side === "number"))
  );
}
