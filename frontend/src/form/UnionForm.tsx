import type { FieldSpec, Spec } from "@/schema/spec";
import { FieldRow, type ShownValue } from "./FieldRow";
import { FieldsForm, type FormWords } from "./FieldsForm";
import styles from "./Form.module.css";
import { memoryOf, switched } from "./switched";
import { withUsual } from "./withUsual";

interface UnionFormProps {
  /** The members of the union, by kind. */
  specs: Readonly<Record<string, Spec>>;
  value: Readonly<Record<string, unknown>> & { readonly kind: string };
  /** Whose members remember what they were set to: an experiment and its union. */
  memory: string;
  /** One field of the member changed; `stepping`: by an arrow key. */
  onField: (field: string, value: ShownValue, stepping?: boolean) => void;
  /** Another member was chosen: it comes as it last was, else with its own defaults. */
  onKind: (value: Record<string, unknown>) => void;
  /** The union's own name: "Optimizer". */
  label: string;
  description: string;
  kindLabel: (kind: string) => string;
  words: FormWords;
  problems?: Readonly<Record<string, string>>;
  /** What is wrong with the choice itself. */
  problem?: string | undefined;
  live?: readonly string[];
  disabled?: boolean;
}

/** Which member, and below it the member's fields. */
export function UnionForm(props: UnionFormProps) {
  const { specs, value, words } = props;
  const spec = specs[value.kind];
  const kindField: FieldSpec = {
    name: "kind",
    description: props.description,
    type: "enum",
    minimum: null,
    exclusive_minimum: null,
    maximum: null,
    exclusive_maximum: null,
    options: Object.keys(specs),
    default: value.kind,
  };
  return (
    <>
      <div className={styles.form}>
        <FieldRow
          field={kindField}
          value={value.kind}
          onChange={(kind) =>
            props.onKind(switched(memoryOf(props.memory), specs, value, String(kind)))
          }
          label={props.label}
          description={props.description}
          problem={props.problem}
          optionLabel={props.kindLabel}
          disabled={props.disabled}
        />
      </div>
      {spec !== undefined && spec.fields.length > 0 && (
        <FieldsForm
          key={value.kind}
          fields={spec.fields}
          values={withUsual(spec.fields, value)}
          onChange={props.onField}
          words={words}
          name={props.label}
          live={props.live ?? spec.live_fields}
          {...(props.problems && { problems: props.problems })}
          {...(props.disabled !== undefined && { disabled: props.disabled })}
        />
      )}
    </>
  );
}
